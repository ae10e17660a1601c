"""An office with a real Prefect server, whose keeper and worker work when they are told to."""

import itertools
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas import FlowRun
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import State, StateType
from prefect.client.schemas.responses import OrchestrationResult
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Pending
from sqlalchemy import select, update

from fuyuan.worker_runs import run_here
from models.case import Case, CasePath
from models.deadline import RunningDeadline
from models.history import Event, Fact, Todo
from models.ledger import ledger
from models.letter import IssuedLetter
from models.number import GivenNumber, NumberSequence
from models.outbox import Trigger
from rules.catalogue import paths
from tasks.answers import PREFECT_DOOR, record_answer, run_parameters
from tasks.records import find_case
from tasks.triggers import deliver
from tests.building import asked, filing, rows, stored

FIRST_NUMBERS = itertools.count(0, 100)
Answer = tuple[str, Mapping[str, Any]]


class NotAcceptedError(Exception):
    """Prefect did not take what was typed into its form."""


@dataclass(frozen=True, slots=True)
class Office:
    """Does, in turn and at once, what the keeper and the worker do all day."""

    client: SyncPrefectClient

    def take_in(self, n: int = 1, **changes: Any) -> str:
        """The number of a new case, which waits for its first answer."""
        [number] = stored(filing(n, **changes))
        self.work()
        with ledger() as session:
            case = session.scalars(select(Case).order_by(Case.id.desc())).first()
            assert case is not None, number
            return case.number

    def work(self) -> int:
        """Deliver and run all there is, until everything sleeps or has ended; how many runs."""
        done = 0
        while True:
            delivered = deliver(self.client)
            ready = self.ready()
            for run in ready:
                self.succeed(run)
            done += len(ready)
            if not delivered and not ready:
                return done

    def ready(self) -> list[FlowRun]:
        """The runs of this ledger that a worker would pick up now."""
        known = {row.flow_run_id for table in (Trigger, Todo) for row in rows(table)} - {None}
        if not known:
            return []
        return self.client.read_flow_runs(
            flow_run_filter=FlowRunFilter(
                id=FlowRunFilterId(any_=[UUID(run_id) for run_id in known]),
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
            ),
            sort=FlowRunSort.EXPECTED_START_TIME_ASC,
        )

    def succeed(self, run: FlowRun) -> None:
        """Run a run to its next question or its end, and no other way."""
        state = self.run(run)
        assert state.is_paused() or state.is_completed() or state.is_cancelled(), state

    def run(self, run: FlowRun) -> State[Any]:
        """Run a run to its next question or its end, as the worker does."""
        assert run.deployment_id is not None
        self.client.set_flow_run_state(run.id, Pending())
        run_here(self.client.read_deployment(run.deployment_id).entrypoint, run)
        return self.state_of(run.id)

    def start(self, deployment: str, **parameters: Any) -> FlowRun:
        """A new run of a deployment, not run yet."""
        found = self.client.read_deployment_by_name(deployment)
        return self.client.create_flow_run_from_deployment(found.id, parameters=parameters)

    def answer(self, number: str, code: str, given: Mapping[str, Any]) -> None:
        """Type into the form that waits and submit it; work goes on."""
        result = self.submit(number, code, given)
        if result.status.value != "ACCEPT":
            raise NotAcceptedError(result.details)
        self.work()

    def submit(self, number: str, code: str, given: Mapping[str, Any]) -> OrchestrationResult[Any]:
        """What Prefect says to what was typed into the form that waits."""
        return self.client.resume_flow_run(self.waiting(number, code).id, run_input=dict(given))

    def tell(self, number: str, *answers: Answer) -> None:
        """Give several answers, one after the other."""
        for code, given in answers:
            self.answer(number, code, given)

    def walk(self, number: str, path: str, *answers: Answer) -> FlowRun:
        """Run a path to its next question or end; its first answers are known before it starts."""
        occasions: Counter[str] = Counter()
        for code, given in answers:
            occasions[code] += 1
            occasion = str(occasions[code])
            asked(number, code, path=path, occasion=occasion)
            record_answer(number, code, given, door=PREFECT_DOOR, occasion=occasion)
        forget_triggers()
        with ledger() as session:
            parameters = run_parameters(session, find_case(session, number), path)
        run = self.start(paths()[path].deployment, **parameters)
        self.succeed(run)
        self.work()
        return run

    def again(self, number: str, path: str) -> None:
        """Run a path once more from its start: nothing happens a second time."""
        before = all_that_happened()
        run = self.walk(number, path)
        for table, told in all_that_happened().items():
            assert told == before[table], table
        assert self.state_of(run.id).is_completed()

    def waiting(self, number: str, code: str) -> FlowRun:
        """The sleeping run that shows the form of a question."""
        [todo] = [todo for todo in self.todos(number) if todo.question == code]
        run = self.client.read_flow_run(UUID(todo.flow_run_id))
        assert run.state is not None
        assert run.state.name == "Suspended", (code, run.state)
        return run

    def form(self, number: str, code: str) -> tuple[dict[str, Any], str]:
        """The fields of the form that waits, as Prefect has them, and what stands above them."""
        run = self.waiting(number, code)
        assert run.state is not None
        keys = run.state.state_details.run_input_keyset
        assert keys is not None
        fields, above = (
            json.loads(self.client.read_flow_run_input(run.id, keys[part]))
            for part in ("schema", "description")
        )
        return fields, above

    def state_of(self, run_id: UUID | str) -> State[Any]:
        """How a run stands now."""
        state = self.client.read_flow_run(UUID(str(run_id))).state
        assert state is not None
        return state

    def todos(self, number: str, state: str = "open") -> list[Todo]:
        """What waits in a case."""
        return rows(Todo, case_id=case_id(number), state=state)

    def asks(self, number: str) -> list[str]:
        """The codes of the questions that wait in a case."""
        return [todo.question for todo in self.todos(number)]


def begin_numbers() -> None:
    """Let an empty ledger's numbers be no other test's: the server knows runs by them."""
    first = next(FIRST_NUMBERS)
    with ledger() as session:
        for name in ("filing/2026", "wujiagang/prefiling/2026"):
            session.add(NumberSequence(name=name, last=first))


def case_id(number: str) -> int:
    with ledger() as session:
        return find_case(session, number).id


def forget_triggers() -> None:
    """Let what waits count as delivered, though nobody will run it."""
    with ledger() as session:
        session.execute(update(Trigger).where(Trigger.state == "pending").values(state="delivered"))


def stages(number: str) -> dict[str, str]:
    """At which stage of which path a case is."""
    return {row.path: row.stage for row in rows(CasePath, case_id=case_id(number))}


def letters(number: str) -> list[str]:
    """The letters issued in a case, in order; after the first of its kind with its occasion."""
    issued = rows(IssuedLetter, case_id=case_id(number), state="issued")
    return [row.code if row.occasion == "1" else f"{row.code} {row.occasion}" for row in issued]


def events(number: str, kind: str) -> list[str]:
    """The lines of a kind in a case's timeline, in order."""
    return [row.text for row in rows(Event, case_id=case_id(number), kind=kind)]


def facts(number: str) -> dict[str, Fact]:
    """What was answered in a case, by question."""
    return {row.question: row for row in rows(Fact, case_id=case_id(number))}


def all_that_happened() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that tells what was done, but not which run does it."""
    tables = (Event, Fact, Todo, IssuedLetter, GivenNumber, RunningDeadline, CasePath, Trigger)
    handles = {"flow_run_id", "attempt"}
    with ledger() as session:
        return {
            table.__tablename__: [
                tuple(getattr(row, name) for name in columns if name not in handles)
                for row in session.scalars(select(table).order_by(table.id))
            ]
            for table in tables
            if (columns := table.__table__.columns.keys())
        }
