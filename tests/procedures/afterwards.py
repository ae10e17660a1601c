"""What the tests of a case's aftermath see of the ledger, and how they begin."""

import datetime as dt
import json
from typing import Any

from pydantic import ValidationError

from fuyuan.rehearsal import answer, flows, work
from models.case import CasePath
from models.deadline import RunningDeadline
from models.history import Todo
from models.ledger import ledger
from models.letter import IssuedLetter
from models.outbox import Trigger
from rules.catalogue import paths, questions
from rules.vocabulary.explaining import explain
from rules.vocabulary.question import Circumstances
from tasks import clock
from tasks.records import find_case
from tasks.stages import enter, start_run
from tests.building import registered, rows
from tests.flows.office import all_that_happened

Answer = tuple[str, dict[str, Any]]


def handed_to(path: str, n: int = 1, *, region: str = "wujiagang", **changes: Any) -> str:
    """The number of a case that another path has just handed to this one.

    Of another region it is by its rules alone: not every region has its codes for numbers yet.
    """
    number = registered(n, **changes)
    with ledger() as session:
        session.query(Trigger).update({"state": "delivered"})  # Its registration does not matter.
        case = find_case(session, number)
        case.region = region
        enter(session, case, path)
        start_run(session, case, paths()[path])
    work()
    return number


def tell(number: str, *answers: Answer) -> None:
    """Give several answers, one after the other."""
    for code, given in answers:
        answer(number, code, given)


def stages(number: str) -> dict[str, str]:
    """At which stage of which path a case is."""
    with ledger() as session:
        case_id = find_case(session, number).id
    return {row.path: row.stage for row in rows(CasePath, case_id=case_id)}


def asks() -> list[tuple[str, str]]:
    """What waits: the codes and occasions of the open to-dos."""
    return [(row.question, row.occasion) for row in rows(Todo, state="open")]


def clocks() -> dict[str, tuple[str, str]]:
    """Every clock with its day and its state."""
    return {
        f"{row.rule}/{row.trigger_key}": (str(row.due_on or row.act_by), row.state)
        for row in rows(RunningDeadline)
    }


def letters() -> list[str]:
    """The letters, in order; those of a later occasion with it."""
    issued = rows(IssuedLetter, state="issued")
    return [row.code if row.occasion == "1" else f"{row.code} {row.occasion}" for row in issued]


def letter(code: str, occasion: str = "1") -> dict[str, Any]:
    """What a letter says."""
    [row] = rows(IssuedLetter, code=code, occasion=occasion)
    return dict(json.loads(row.facts))


def faults(code: str, given: dict[str, Any]) -> str:
    """What is wrong with an answer, as the person who gave it is told."""
    circumstances = Circumstances(
        today=clock.today(), received_on=dt.date(2026, 1, 5), agencies=("区教育局",)
    )
    try:
        return "；".join(questions()[code].model_validate(given).problems(circumstances))
    except ValidationError as error:
        return "；".join(explain(error, questions()[code]))


def again(path: str, number: str) -> str:
    """Run an ended path twice more: nothing happens; where it ends."""
    before = all_that_happened()
    flow = flows()[paths()[path].deployment]
    [end] = {flow(number), flow(number)}
    assert all_that_happened() == before
    return end
