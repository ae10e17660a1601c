"""Cases under trial that are mediated, and what the ledger holds of them."""

import datetime as dt
from typing import Any

from fuyuan.rehearsal import answer, work
from models.case import CasePath
from models.deadline import RunningDeadline
from models.history import Todo
from models.ledger import ledger
from models.letter import IssuedLetter
from rules.catalogue import paths
from tasks.deadlines import start_deadline
from tasks.records import find_case
from tasks.registration import give_docket_number
from tasks.stages import enter, find_walk
from tasks.start_mediation import begin_mediation
from tests.building import registered, rows
from tests.procedures import in_trial_mediation_answers as say

DOCKETED = dt.date(2026, 11, 5)
PLAINTIFF, AGENCY = "周某1", "区教育局"


def under_trial(n: int = 1, *, stage: str = "trial", limit: str = "T_TRIAL_6M") -> str:
    """The number of a docketed case whose trial limit runs."""
    number = registered(n)
    give_docket_number(number)
    with ledger() as session:
        case = find_case(session, number)
        enter(session, case, "litigation")
        walk = find_walk(session, case, "litigation")
        assert walk is not None
        walk.stage = stage
    start_deadline(number, limit, DOCKETED)
    return number


def begun(number: str) -> str:
    begin_mediation(number, say.start(), door="测试")
    work()
    return number


def tell(number: str, *answers: say.Answer) -> None:
    for code, given in answers:
        answer(number, code, given)


def agreed(number: str, subject: str = "行政补偿", result: str = "全部达成一致") -> None:
    """Bring a case to the agreement that a session found."""
    tell(number, say.consent(subject), say.choice(), say.acceptance(), say.session(result))


def stages() -> dict[str, str]:
    return {row.path: row.stage for row in rows(CasePath)}


def asked() -> list[str]:
    return [row.question for row in rows(Todo, state="open", path="in_trial_mediation")]


def clock(rule: str) -> RunningDeadline:
    [row] = rows(RunningDeadline, rule=rule)
    return row  # type: ignore[no-any-return]


def letters(code: str) -> list[Any]:
    return rows(IssuedLetter, code=code)


def facts(code: str) -> dict[str, Any]:
    [letter] = letters(code)
    needs = next(one for one in paths()["in_trial_mediation"].letters if one.code == code).needs
    return needs.model_validate_json(letter.facts).model_dump()
