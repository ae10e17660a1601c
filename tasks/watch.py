"""The nightly watch: what is near, what has passed, what goes on because of it. Set-based."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.bulk import among
from models.case import Case
from models.deadline import RunningDeadline
from models.ledger import ledger
from rules.deadlines import DEADLINES
from rules.duty_bearers import hearers
from rules.vocabulary.proof import Nature
from rules.vocabulary.region import list_regions, load_region
from tasks import clock
from tasks.deadline_changes import recompute_provisional
from tasks.escalation import clocks_by, duty_of, escalate, first_hearers, lapse_of
from tasks.exchange.reminding import remind_of_batches
from tasks.expiry import expire
from tasks.notify import NoticeOrder, queue_notices
from tasks.records import Line, tell_all
from tasks.running import FILING_CLOCK
from tasks.service.watching import conclude_notices, remind_of_unserved
from tasks.step import step
from tasks.sweep import sweep

# A first day to act, or a day on which something counts as done, binds nobody by its end.
NOT_A_LAST_DAY = [code for code, rule in DEADLINES.items() if rule.nature is not Nature.LAST_DAY]


@step("监测期限")
def watch_deadlines() -> dict[str, int]:
    """Remind of what is near, record what has certainly passed, close the questions it closes.

    Idempotent: each reminder, lapse, expiry and rung has its own key, and what a night left undone
    the next one makes up. A provisional date makes nobody late; a stopped clock is left alone.
    """
    today = clock.today()
    with ledger() as session:
        recomputed = len(recompute_provisional(session))
    return {
        "recomputed": recomputed,
        "deemed_served": conclude_notices(today),
        "reminded": _remind(today),
        "missed": _record_missed(today),
        "expired": expire(today),
        "escalated": escalate(today),
        "unserved": remind_of_unserved(today),
        "batches": remind_of_batches(today),
    }


def _remind(today: dt.date) -> int:
    days = [day for name in list_regions() for day in load_region(name).reminder_days]
    near = _running(RunningDeadline.act_by).where(
        RunningDeadline.act_by.between(today, today + dt.timedelta(days=max(days, default=0)))
    )
    by = (RunningDeadline.act_by, RunningDeadline.id)
    return sweep(near, by, partial(_tell_near, today=today))


def _record_missed(today: dt.date) -> int:
    passed = _running(RunningDeadline.due_on).where(
        RunningDeadline.due_on < today, _is_still_owed()
    )
    return sweep(passed, (RunningDeadline.due_on, RunningDeadline.id), _miss, changes=True)


def _running(day: InstrumentedAttribute[Any]) -> Select[Any]:
    return clocks_by(day).where(
        RunningDeadline.state == "running", RunningDeadline.rule.not_in(NOT_A_LAST_DAY)
    )


def _is_still_owed() -> ColumnElement[bool]:
    # Whoever registered within the period for filing suit has filed (law.md §4 P1, [K-M]); its
    # end is worth a reminder while the case is mediated, but nobody is late.
    return or_(
        RunningDeadline.trigger_key != FILING_CLOCK,
        Case.registered_on > RunningDeadline.due_on,
    )


def _tell_near(session: Session, rows: Sequence[Row[Any]], *, today: dt.date) -> int:
    orders = []
    for row in rows:
        level = _level(row.region, (row.act_by - today).days)
        if level is not None:
            again = f":r{row.returned_times}" if row.returned_times else ""
            key = f"near:{duty_of(row)}:{row.act_by}{again}:T-{level}"
            orders.append(_order(row, key, "deadline_near", row.act_by))
    return queue_notices(session, orders)


def _level(region: str, left: int) -> int | None:
    """Which reminder is due: the nearest one whose day has come, also if its night was missed."""
    return min((days for days in load_region(region).reminder_days if days >= left), default=None)


def _miss(session: Session, rows: Sequence[Row[Any]]) -> int:
    session.execute(
        update(RunningDeadline)
        .where(among(session, RunningDeadline.id, [row.id for row in rows]))
        .values(state="missed", closed_on=RunningDeadline.due_on),
        execution_options={"synchronize_session": False},
    )
    # An extended period can lapse a second time, on another day.
    keys = [f"missed:{lapse_of(row)}" for row in rows]
    tell_all(
        session,
        [
            Line(
                case_id=row.case_id,
                key=key,
                kind="逾期",
                text=f"{row.title}{_whose(row)}已于{row.due_on}届满",
            )
            for row, key in zip(rows, keys, strict=True)
        ],
    )
    queue_notices(
        session,
        [
            _order(
                row,
                key,
                "deadline_missed",
                row.due_on,
                *first_hearers(row.region, row.rule, row.actor),
            )
            for row, key in zip(rows, keys, strict=True)
        ],
    )
    return len(rows)


def _whose(row: Row[Any]) -> str:
    return f"（{row.recipient}）" if row.recipient else ""


def _order(row: Row[Any], key: str, template: str, day: dt.date, *more: str) -> NoticeOrder:
    return NoticeOrder(
        case_id=row.case_id,
        short_code=row.short_code,
        region=row.region,
        event_key=key,
        template=template,
        roles=tuple(dict.fromkeys((*hearers(row.rule, row.actor), *more))),
        title=row.title,
        due_on=day,
        recipient=row.recipient,
        actor=row.actor,
        duty=duty_of(row),
    )
