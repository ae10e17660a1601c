"""What changes a running clock: extension, exclusion, suspension, a newly announced calendar."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import OPEN, Exclusion, RunningDeadline
from models.ledger import insert_once, ledger
from rules.vocabulary.proof import DeadlineInputError, Status
from tasks import clock
from tasks.calendars import current_calendar
from tasks.records import find_case, tell
from tasks.running import STOPPABLE, Change, Due, as_due, latest, renew
from tasks.step import step


@step("延长期限")
def extend_deadline(case_number: str, rule: str, days: int, *, cause: str) -> Due:
    """Extend a period by days, once a cause; the count goes on from the end before rolling."""
    with ledger() as session:
        case = find_case(session, case_number)
        row = latest(session, case, rule)
        key = f"extended:{rule}:{cause}"
        if tell(session, case, key=key, kind="期限", text=f"{row.title}延长{days}日"):
            row.extended_days += days
            renew(session, case, row, reason=f"延长{days}日", key=key)
        return as_due(row)


@step("扣除期限")
def exclude_days(case_number: str, rule: str, days: int, *, cause: str) -> Due:
    """Exclude days from a period, once a cause (首尾均计, law.md §2b.8)."""
    with ledger() as session:
        case = find_case(session, case_number)
        row = latest(session, case, rule)
        if insert_once(session, Exclusion, deadline_id=row.id, cause=cause, days=days):
            key = f"excluded:{rule}:{cause}"
            tell(session, case, key=key, kind="期限", text=f"{row.title}扣除{days}日（{cause}）")
            renew(session, case, row, reason=f"扣除{days}日", key=key)
        return as_due(row)


@step("中止期限")
def suspend_deadline(case_number: str, rule: str, *, cause: str, on: dt.date) -> None:
    """Stop a period's clock from that day on, once a cause; a stopped clock makes nobody late."""
    with ledger() as session:
        case = find_case(session, case_number)
        row = latest(session, case, rule)
        if not insert_once(session, Exclusion, deadline_id=row.id, cause=cause, first_on=on):
            return
        if row.state in OPEN:
            row.state, row.closed_on = "suspended", None
        key = f"suspended:{rule}:{row.trigger_key}:{cause}"
        tell(session, case, key=key, kind="期限", text=f"{row.title}自{on}起中止（{cause}）")


@step("恢复期限")
def resume_deadline(case_number: str, rule: str, *, cause: str, on: dt.date) -> Due:
    """Let a clock go on after the day `on`, the last that does not count; overlaps count once.

    Raises DeadlineInputError for a day before the suspension began.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        row = latest(session, case, rule)
        stops = session.scalars(select(Exclusion).where(Exclusion.deadline_id == row.id)).all()
        for stop in stops:
            if stop.cause == cause and stop.first_on and stop.last_on is None:
                end_stop(session, case, row, stop, on)
        return as_due(row)


def end_stop(
    session: Session, case: Case, row: RunningDeadline, stop: Exclusion, on: dt.date
) -> None:
    """Give a suspension its last day, and count anew. Raises DeadlineInputError."""
    if stop.first_on is not None and on < stop.first_on:
        message = f"{row.title}的恢复日{on}早于中止日{stop.first_on}，请核对"
        raise DeadlineInputError(message)
    stop.last_on = on
    session.flush()
    still_stopped = session.scalar(
        select(Exclusion.id).where(
            Exclusion.deadline_id == row.id,
            Exclusion.first_on.is_not(None),
            Exclusion.last_on.is_(None),
        )
    )
    if row.state == "suspended" and still_stopped is None:
        row.state = "running"
    key = f"resumed:{row.rule}:{row.trigger_key}:{stop.cause}"
    tell(session, case, key=key, kind="期限", text=f"{row.title}自{on}次日起恢复计算")
    renew(session, case, row, reason=f"扣除中止期间（{stop.cause}）", key=key)


def recompute_provisional(session: Session, *, also_certain: bool = False) -> list[Change]:
    """Compute anew what was provisional under an older calendar; what moved or became certain.

    `also_certain`: a notice was revised or withdrawn, so that what was sure may not be any more.
    """
    version = current_calendar().version
    key = f"{clock.now():%Y%m%d%H%M%S%f}"
    concerned = () if also_certain else (RunningDeadline.status == Status.PROVISIONAL.value,)
    rows = session.execute(
        select(RunningDeadline, Case)
        .join(Case, Case.id == RunningDeadline.case_id)
        .where(
            RunningDeadline.state.in_((*STOPPABLE, "missed")),
            RunningDeadline.calendar_version != version,
            *concerned,
        )
        .order_by(RunningDeadline.id)
    ).all()
    return [
        change
        for row, case in rows
        # One that hung on another may be certain already.
        if row.calendar_version != version
        for change in renew(session, case, row, reason="放假安排更新", key=key)
    ]
