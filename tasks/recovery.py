"""Every open case has a next step: cases and filings without one are found and carried on.

So a lost Prefect database brings every case back: the new run reads the facts, asks what is still
open, and issues nothing twice.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.case import Case, CasePath
from models.filing import FilingRecord
from models.history import Event, Todo
from models.ledger import ledger, reading
from models.outbox import Trigger
from rules.catalogue import paths
from tasks.living_runs import awake, living
from tasks.triggers import enqueue, parameters_of

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranded:
    """A path walk, or a filing, that nothing will move."""

    path: str
    title: str
    parameters: dict[str, str]
    last_event: int


def find_stranded(client: "SyncPrefectClient") -> list[Stranded]:
    """Open path walks and unregistered filings with neither form, nor run, nor waiting trigger."""
    busy = _worked_on(client)
    with reading() as session:
        walks = _open_walks(session)
        waiting, moving = _unregistered(session), busy | _promised(session)
    alive = living(client, {run_id for _, run_id in walks if run_id})
    asleep_nowhere = [item for item, run_id in walks if run_id not in alive]
    return [
        item
        for item in [*waiting, *asleep_nowhere]
        if _subject(item.path, item.parameters) not in moving
    ]


def carry_on(client: "SyncPrefectClient", *, incident: str) -> int:
    """Start a run for whatever is stranded; returns how many.

    Within one `incident` a case that did not move is not started again, so that one which fails
    every time does not fail all day.
    """
    stranded = find_stranded(client)
    with ledger() as session:
        for item in stranded:
            subject = "/".join(_subject(item.path, item.parameters))
            enqueue(
                session,
                key=f"recover:{incident}:{subject}:{item.last_event}",
                deployment=paths()[item.path].deployment,
                parameters=item.parameters,
            )
    return len(stranded)


def _subject(path: str, parameters: dict[str, Any]) -> tuple[str, str]:
    return path, str(next(iter(parameters.values()), ""))


def _unregistered(session: Session) -> list[Stranded]:
    waiting = session.execute(
        select(FilingRecord.number, FilingRecord.path).where(FilingRecord.case_id.is_(None))
    )
    return [
        Stranded(path=path, title=number, parameters=parameters_of(path, number), last_event=0)
        for number, path in waiting
    ]


def _open_walks(session: Session) -> list[tuple[Stranded, str | None]]:
    """Every open path walk, with the run that is said to show its question."""
    last_event = select(func.max(Event.id)).where(Event.case_id == Case.id).scalar_subquery()
    rows = session.execute(
        select(CasePath.path, Case.number, FilingRecord.number, Todo.flow_run_id, last_event)
        .join(Case, Case.id == CasePath.case_id)
        .join(FilingRecord, FilingRecord.case_id == Case.id)
        .outerjoin(
            Todo,
            (Todo.case_id == CasePath.case_id)
            & (Todo.path == CasePath.path)
            & Todo.state.in_(("open", "held")),
        )
        .where(CasePath.closed_at.is_(None))
        .order_by(CasePath.id)
    )
    return [
        (
            Stranded(
                path=path,
                title=case_number,
                parameters=parameters_of(
                    path, filing_number if path == "registration" else case_number
                ),
                last_event=event or 0,
            ),
            run_id,
        )
        for path, case_number, filing_number, run_id, event in rows
    ]


def _promised(session: Session) -> set[tuple[str, str]]:
    by_deployment = {path.deployment: code for code, path in paths().items()}
    waiting = session.execute(
        select(Trigger.deployment, Trigger.parameters).where(Trigger.state == "pending")
    )
    return {
        _subject(by_deployment.get(deployment, ""), parameters)
        for deployment, parameters in waiting
    }


def _worked_on(client: "SyncPrefectClient") -> set[tuple[str, str]]:
    """What the scheduled and running runs work on."""
    codes = {path.title: code for code, path in paths().items()}
    flows: dict[Any, str] = {}
    busy: set[tuple[str, str]] = set()
    for run in awake(client):
        if run.flow_id not in flows:
            flows[run.flow_id] = codes.get(client.read_flow(run.flow_id).name, "")
        busy.add(_subject(flows[run.flow_id], run.parameters))
    return busy
