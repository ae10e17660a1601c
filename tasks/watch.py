"""The nightly watch: what is near, what has passed, what goes on because of it. Set-based."""

import datetime as dt

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import RunningDeadline
from models.history import Todo
from models.ledger import ledger
from rules.deadlines import DEADLINES
from rules.vocabulary.proof import Nature
from rules.vocabulary.question import Actor
from rules.vocabulary.region import list_regions, load_region
from tasks import clock
from tasks.answers import record_expiry
from tasks.deadlines import FILING_CLOCK, recompute_provisional
from tasks.notify import queue_notice
from tasks.records import tell
from tasks.step import step

# A first day to act, or a day on which something counts as done, binds nobody by its end.
NOT_A_LAST_DAY = [code for code, rule in DEADLINES.items() if rule.nature is not Nature.LAST_DAY]


@step("监测期限")
def watch_deadlines() -> dict[str, int]:
    """Remind of what is near, record what has certainly passed, close the questions it closes.

    Idempotent: each reminder, lapse and expiry has its own key. A provisional date makes nobody
    late.
    """
    today = clock.today()
    with ledger() as session:
        return {
            "recomputed": recompute_provisional(session),
            "reminded": _remind(session, today),
            "missed": _record_missed(session, today),
            "expired": _expire(session, today),
        }


def _remind(session: Session, today: dt.date) -> int:
    days = {day for name in list_regions() for day in load_region(name).reminder_days}
    near = session.execute(
        select(RunningDeadline, Case)
        .join(Case, Case.id == RunningDeadline.case_id)
        .where(
            RunningDeadline.state == "running",
            RunningDeadline.rule.not_in(NOT_A_LAST_DAY),
            RunningDeadline.act_by.in_([today + dt.timedelta(days=day) for day in days]),
        )
    ).all()
    return sum(
        queue_notice(
            session,
            case,
            event_key=f"near:{row.rule}:{row.trigger_key}:{row.act_by}:{today}",
            template="deadline_near",
            role=Actor.STUDIO,
            title=row.title,
            due_on=row.act_by,
        )
        for row, case in near
        if (row.act_by - today).days in load_region(case.region).reminder_days
    )


def _record_missed(session: Session, today: dt.date) -> int:
    passed = session.execute(
        select(RunningDeadline, Case)
        .join(Case, Case.id == RunningDeadline.case_id)
        .where(
            RunningDeadline.state == "running",
            RunningDeadline.rule.not_in(NOT_A_LAST_DAY),
            RunningDeadline.due_on < today,
            _is_still_owed(),
        )
    ).all()
    for row, case in passed:
        row.state = "missed"
        row.closed_on = row.due_on
        # An extended period can lapse a second time, on another day.
        key = f"missed:{row.rule}:{row.trigger_key}:{row.due_on}"
        tell(session, case, key=key, kind="逾期", text=f"{row.title}已于{row.due_on}届满")
        queue_notice(
            session,
            case,
            event_key=key,
            template="deadline_missed",
            role=Actor.STUDIO,
            title=row.title,
            due_on=row.due_on,
        )
    return len(passed)


def _is_still_owed() -> ColumnElement[bool]:
    # Whoever registered within the period for filing suit has filed (law.md §4 P1, [K-M]); its
    # end is worth a reminder while the case is mediated, but nobody is late.
    return or_(
        RunningDeadline.trigger_key != FILING_CLOCK,
        Case.registered_on > RunningDeadline.due_on,
    )


def _expire(session: Session, today: dt.date) -> int:
    lapsed = session.execute(
        select(Todo, Case, RunningDeadline)
        .join(Case, Case.id == Todo.case_id)
        .join(
            RunningDeadline,
            (RunningDeadline.case_id == Todo.case_id)
            & (RunningDeadline.rule == Todo.expires_with)
            & (RunningDeadline.due_on == Todo.due_on),
        )
        .where(Todo.state == "open", Todo.due_on < today)
    ).all()
    for todo, case, row in lapsed:
        record_expiry(session, case, todo, rule_title=row.title)
    return len(lapsed)
