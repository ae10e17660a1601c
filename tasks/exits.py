"""Side exits: a path is stayed, goes on again, or is left for good, whatever it was waiting for."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import Exclusion, RunningDeadline
from models.history import Todo
from models.ledger import insert_once, ledger
from rules.catalogue import paths
from rules.deadlines import find
from tasks import clock
from tasks.answers import run_path, wake
from tasks.deadline_changes import end_stop
from tasks.records import find_case, tell
from tasks.running import STOPPABLE
from tasks.stages import find_walk, move_within
from tasks.step import step


class PathEnded(Exception):  # noqa: N818  (no error: the case left the path)
    """The case is no longer on the path whose question would come next."""

    def __init__(self, stage: str) -> None:
        """Name the stage it ended at."""
        self.stage = stage
        super().__init__(stage)


def is_stayed(case: Case, path_code: str) -> bool:
    """Whether the walk on a path of a case just read is stayed. Raises PathEnded if it is over."""
    row = next((walk for walk in case.paths if walk.path == path_code), None)
    if row is None:
        return False
    if row.closed_at is not None:
        raise PathEnded(row.stage)
    return bool(row.held_by)


@step("中止程序")
def hold_path(case_number: str, path_code: str, *, cause: str, on: dt.date) -> None:
    """Stay a path and what runs beside it: questions wait, clocks stop from that day (首尾均计)."""
    with ledger() as session:
        hold_within(session, find_case(session, case_number), path_code, cause, on)


def hold_within(session: Session, case: Case, path_code: str, cause: str, on: dt.date) -> None:
    """Stay as `hold_path` does, as part of a larger transaction."""
    for code in (path_code, *paths()[path_code].beside):
        _hold(session, case, code, cause, on)


def _hold(session: Session, case: Case, path_code: str, cause: str, on: dt.date) -> None:
    row = find_walk(session, case, path_code)
    if row is None or row.closed_at is not None or row.held_by:
        return
    row.held_by = cause
    _set_todos(session, case, path_code, now="open", then="held")
    for clock_row in _clocks(session, case, path_code):
        if insert_once(session, Exclusion, deadline_id=clock_row.id, cause=cause, first_on=on):
            clock_row.state = "suspended"
    title = paths()[path_code].title
    key = f"held:{path_code}:{cause}"
    tell(session, case, key=key, kind="中止", text=f"“{title}”自{on}起中止：{cause}")


@step("恢复程序")
def release_path(case_number: str, path_code: str, *, cause: str, on: dt.date) -> None:
    """Let a stayed path, and what runs beside it, go on after the day `on`; dates are new."""
    with ledger() as session:
        case = find_case(session, case_number)
        released = [
            code
            for code in (path_code, *paths()[path_code].beside)
            if _release(session, case, code, cause)
        ]
        if not released:
            return
        stops = session.execute(
            select(Exclusion, RunningDeadline)
            .join(RunningDeadline, RunningDeadline.id == Exclusion.deadline_id)
            .where(
                RunningDeadline.case_id == case.id,
                Exclusion.cause == cause,
                Exclusion.last_on.is_(None),
            )
        ).all()
        for stop, clock_row in stops:
            end_stop(session, case, clock_row, stop, on)
        for code in released:
            _go_on(session, case, code, cause, on)


def _release(session: Session, case: Case, path_code: str, cause: str) -> bool:
    row = find_walk(session, case, path_code)
    if row is None or row.held_by != cause:
        return False
    row.held_by = ""
    _set_todos(session, case, path_code, now="held", then="open")
    return True


def _go_on(session: Session, case: Case, path_code: str, cause: str, on: dt.date) -> None:
    title = paths()[path_code].title
    key = f"released:{path_code}:{cause}"
    tell(session, case, key=key, kind="恢复", text=f"“{title}”自{on}次日起恢复：{cause}已消除")
    # So that its form shows the new dates.
    run_path(session, case, path_code, key=f"{key}:{case.number}")


@step("离开路径")
def leave_path(case_number: str, path_code: str, stage: str, *, reason: str) -> None:
    """End a path at a side exit: its questions are withdrawn, its clocks fall away, its run ends.

    Raises IllegalMoveError when the path's stage table does not allow it.
    """
    with ledger() as session:
        leave_within(session, find_case(session, case_number), path_code, stage, reason)


def leave_within(session: Session, case: Case, path_code: str, stage: str, reason: str) -> None:
    """Leave as `leave_path` does, as part of a larger transaction."""
    row = find_walk(session, case, path_code)
    if row is None or row.closed_at is not None:
        return
    row.held_by = ""
    title = paths()[path_code].title
    key = f"left:{path_code}:{stage}" + (f":{row.walk}" if row.walk > 1 else "")
    move_within(session, case, path_code, stage)
    tell(session, case, key=key, kind="结束", text=f"“{title}”结束：{reason}")
    for clock_row in _clocks(session, case, path_code):
        clock_row.state, clock_row.closed_on = "met", clock.today()
    for todo in _todos(session, case, path_code):
        todo.state, todo.closed_at = "cancelled", clock.now()
        wake(session, case, todo)


def _todos(session: Session, case: Case, path_code: str) -> list[Todo]:
    return list(
        session.scalars(
            select(Todo).where(
                Todo.case_id == case.id,
                Todo.path == path_code,
                Todo.state.in_(("open", "held")),
            )
        )
    )


def _set_todos(session: Session, case: Case, path_code: str, *, now: str, then: str) -> None:
    for todo in _todos(session, case, path_code):
        if todo.state == now:
            todo.state = then


def _clocks(session: Session, case: Case, path_code: str) -> list[RunningDeadline]:
    """The clocks of a path that its stay stops; a longest period runs on (最长期限)."""
    rules = [code for code in paths()[path_code].deadlines if find(code).is_excludable]
    return list(
        session.scalars(
            select(RunningDeadline).where(
                RunningDeadline.case_id == case.id,
                RunningDeadline.rule.in_(rules),
                RunningDeadline.state.in_(STOPPABLE),
            )
        )
    )
