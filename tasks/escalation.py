"""What an agency has missed, told one rung of its region's ladder after the other."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.case import Case
from models.deadline import RunningDeadline
from rules.duty_bearers import bearers
from rules.vocabulary.escalation import Rung
from rules.vocabulary.question import Actor
from rules.vocabulary.region import list_regions, load_region
from tasks.notify import NoticeOrder, queue_notices
from tasks.sweep import sweep

# A rung that was not told by then (the machine was off, nobody had such a contact) is left.
STILL_TOLD = dt.timedelta(days=60)


def escalate(today: dt.date) -> int:
    """Tell every rung that is due of what is missed and still not done; returns how many notices.

    Each rung once. A court that is late answers to no government, nor does a citizen.
    """
    rungs = [rung.days for name in list_regions() for rung in _ladder(name)]
    if not rungs:
        return 0
    since = today - STILL_TOLD - dt.timedelta(days=max(rungs))
    missed = clocks_by(RunningDeadline.due_on).where(
        RunningDeadline.state == "missed",
        or_(RunningDeadline.due_on >= since, RunningDeadline.returned_on >= since),
        RunningDeadline.due_on < today - dt.timedelta(days=min(rungs)),
    )
    by = (RunningDeadline.due_on, RunningDeadline.id)
    return sweep(missed, by, partial(_tell, today=today))


def clocks_by(day: InstrumentedAttribute[Any]) -> Select[Any]:
    """Each clock by one of its days, with whatever the watch tells of it."""
    return select(
        day,
        RunningDeadline.id,
        RunningDeadline.rule,
        RunningDeadline.trigger_key,
        RunningDeadline.title,
        RunningDeadline.actor,
        RunningDeadline.recipient,
        RunningDeadline.case_id,
        RunningDeadline.returned_times,
        RunningDeadline.returned_on,
        Case.short_code,
        Case.region,
    ).join(Case, Case.id == RunningDeadline.case_id)


def duty_of(row: Row[Any] | RunningDeadline) -> str:
    """What names a duty of a case: the notices about it fall away when it is done."""
    return f"{row.rule}:{row.trigger_key}"


def lapse_of(row: Row[Any] | RunningDeadline) -> str:
    """What names one lapse of a duty: an extension and a return each make another."""
    again = f":r{row.returned_times}" if row.returned_times else ""
    return f"{duty_of(row)}:{row.due_on}{again}"


def first_hearers(region: str, rule: str, actor: str) -> tuple[Actor, ...]:
    """The roles of the rungs that hear on the very day on which a duty is first late."""
    is_agency = Actor.AGENCY in bearers(rule, actor)
    ladder = load_region(region).escalation
    return tuple(rung.role for rung in ladder if is_agency and rung.days == 0)


def _ladder(region: str) -> tuple[Rung, ...]:
    # The rung of the first day hears with the notice of the lapse itself.
    return tuple(rung for rung in load_region(region).escalation if rung.days > 0)


def _tell(session: Session, rows: Sequence[Row[Any]], *, today: dt.date) -> int:
    return queue_notices(session, [order for row in rows for order in _orders(row, today)])


def _orders(row: Row[Any], today: dt.date) -> Iterator[NoticeOrder]:
    if Actor.AGENCY not in bearers(row.rule, row.actor):
        return
    # What was sent back climbs anew, from the day on which it was.
    days_late = (today - max(row.due_on, row.returned_on or row.due_on)).days
    for rung in _ladder(row.region):
        if days_late > rung.days:
            yield NoticeOrder(
                case_id=row.case_id,
                short_code=row.short_code,
                region=row.region,
                event_key=f"escalated:{lapse_of(row)}:{rung.role}",
                template="escalated",
                roles=(rung.role,),
                title=row.title,
                due_on=row.due_on,
                days_late=(today - row.due_on).days,
                recipient=row.recipient,
                duty=duty_of(row),
            )
