"""The verbs of this path, and what its letters know of the decision that is in force."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from rules.paths.retrial import PATH
from rules.vocabulary.letter import Letter
from tasks.asking import ask as ask_on
from tasks.asking import ask_before as ask_on_before
from tasks.case_facts import docket_number_of
from tasks.letters import issue
from tasks.retrial import Course, Filed
from tasks.stages import move as move_on

ask = partial(ask_on, path=PATH.code)
ask_before = partial(ask_on_before, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
SUPERVISION = "L_PROCURATE_6M"


@dataclass(frozen=True, slots=True, kw_only=True)
class Original(Course):
    """The decision that was in force before, as the letters name it."""

    in_force: str
    decided_by: str
    effective_on: date


def original_of(filed: Filed) -> Original:
    """What was in force when the retrial was asked for."""
    return Original(
        walk=filed.walk,
        in_force=filed.given.in_force.value,
        decided_by=filed.given.decided_by.value,
        effective_on=filed.given.effective_on,
    )


def write(
    case_number: str,
    original: Original,
    letter: Letter,
    n: int | str = 1,
    *,
    court: str,
    number: str = "",
    **facts: Any,
) -> None:
    """Issue a letter of the court that has the case, under its number."""
    issue(
        case_number,
        letter,
        occasion=original.nth(n),
        court=court,
        docket_number=docket_number_of(case_number),
        retrial_number=number,
        in_force=original.in_force,
        decided_by=original.decided_by,
        effective_on=original.effective_on,
        **facts,
    )


def write_on_request(
    case_number: str, filed: Filed, letter: Letter, *, court: str, number: str = "", **facts: Any
) -> None:
    """Issue a letter about the request itself: whose, when and on what ground."""
    given = filed.given
    write(
        case_number,
        original_of(filed),
        letter,
        court=court,
        number=number,
        trigger=given.trigger.value,
        applicant=given.applicant,
        document=given.document,
        filed_on=given.filed_on,
        ground=given.ground.value,
        **facts,
    )


def end(case_number: str, stage: str) -> str:
    """The retrial is over."""
    move(case_number, stage_code=stage)
    return stage
