"""What a decision ends or stays: only what was under way when it was recorded.

A flow runs again from the top and passes every decision once more; what began after a decision is
not met by it.
"""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.history import Fact
from models.ledger import ledger
from tasks.exits import hold_within, leave_within, release_path
from tasks.records import find_case
from tasks.stages import find_walk
from tasks.step import step


@step("裁判结束程序")
def end_by(
    case_number: str, path_code: str, stage: str, *, reason: str, by: str, occasion: str
) -> None:
    """Leave a path, if its walk had begun when the answer to question `by` was recorded.

    Raises IllegalMoveError when the path's stage table does not allow it.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        if _was_under_way(session, case, path_code, by, occasion):
            leave_within(session, case, path_code, stage, reason)


@step("裁判中止程序")
def hold_by(
    case_number: str, path_code: str, *, cause: str, on: dt.date, by: str, occasion: str
) -> None:
    """Stay a path from that day on, if its walk had begun when that answer was recorded."""
    with ledger() as session:
        case = find_case(session, case_number)
        if _was_under_way(session, case, path_code, by, occasion):
            hold_within(session, case, path_code, cause, on)


@step("恢复程序")
def release_if_held(case_number: str, path_code: str, *, cause: str, on: dt.date) -> None:
    """Let a path go on if it was stayed for this cause; else there is nothing to let go on."""
    with ledger() as session:
        row = find_walk(session, find_case(session, case_number), path_code)
        is_held = row is not None and row.held_by == cause
    if is_held:
        release_path(case_number, path_code, cause=cause, on=on)


def _was_under_way(
    session: Session, case: Case, path_code: str, question: str, occasion: str
) -> bool:
    row = find_walk(session, case, path_code)
    decided_at = session.scalars(
        select(Fact.recorded_at).where(
            Fact.case_id == case.id, Fact.question == question, Fact.occasion == occasion
        )
    ).one()
    return row is not None and row.entered_at <= decided_at
