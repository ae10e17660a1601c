"""The nightly watch: what is near, what has passed, what goes on because of it. Set-based."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import RunningDeadline
from models.history import Todo
from models.ledger import ledger
from rules.vocabulary.question import Actor
from rules.vocabulary.region import list_regions, load_region
from tasks import clock
from tasks.answers import record_expiry
from tasks.notify import queue_notice
from tasks.records import tell
from tasks.step import step


@step("监测期限")
def watch_deadlines() -> dict[str, int]:
    """Remind of what is near, record what has certainly passed, close the questions it closes.

    Idempotent: each reminder, lapse and expiry has its own key. A provisional date makes nobody
    late.
    """
    today = clock.today()
    with ledger() as session:
        return {
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
        .where(RunningDeadline.state == "running", RunningDeadline.due_on < today)
    ).all()
    for row, case in passed:
        row.state = "missed"
        row.closed_on = row.due_on
        key = f"missed:{row.rule}:{row.trigger_key}"
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
