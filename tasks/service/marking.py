"""A recipient is served: the row says so, the timeline tells it, the clocks begin."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import RunningDeadline
from models.history import Todo
from models.letter import IssuedLetter
from models.service import LetterService
from rules.deadlines import find
from rules.service import BY_PUBLIC_NOTICE, Method, State
from rules.service_links import CLOCKS
from tasks import clock
from tasks.records import tell
from tasks.running import Due, as_due, find_latest, first_date, rows_of, start
from tasks.service import rows as of_letter

SERVICE = "service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """That, how and when a recipient was served, and who says so."""

    on: dt.date
    by: str
    door: str
    method: str = ""
    sent_on: dt.date | None = None
    report: str = ""
    fact: str = ""
    address_id: int | None = None


def dated(row: LetterService, field: str = "served_on") -> str:
    """The name of a date of this row: a correction finds the clocks it started by it."""
    return f"{SERVICE}.{row.id}.{field}"


def mark_served(
    session: Session, case: Case, letter: IssuedLetter, row: LetterService, served: Served
) -> LetterService:
    """Close the row with the day of service and start what runs from it; returns the row.

    Who comes while the notice to them runs is served by another attempt.
    """
    by_notice = row.state == State.ON_NOTICE
    if by_notice and (period := notice_clock(session, case, row)):
        period.state, period.closed_on = "met", served.on
    if by_notice and served.method != Method.PUBLIC:
        row.state, by_notice = State.RETURNED, False
        row = of_letter.next_attempt(session, letter, row)
    _write(row, State.SERVED, served)
    row.served_on = served.on
    session.flush()
    how = f"（{served.method}）" if served.method else ""
    said = "公告期满，视为送达" if by_notice else f"{served.by}经{served.door}登记"
    whom = of_letter.whom(letter, row)
    tell(
        session,
        case,
        key=f"{SERVICE}:{row.id}",
        kind="送达",
        text=f"{of_letter.named(letter)}{served.on}送达{whom}{how}，{said}",
    )
    start_own_clocks(session, case, letter)
    return row


def mark_announced(
    session: Session, case: Case, letter: IssuedLetter, row: LetterService, served: Served
) -> Due:
    """The public notice is out: its thirty days begin; returns their end."""
    _write(row, State.ON_NOTICE, served)
    row.sent_on = served.on
    session.flush()
    tell(
        session,
        case,
        key=f"{SERVICE}:{row.id}:notice",
        kind="送达",
        text=(
            f"{of_letter.named(letter)}{served.on}公告送达{of_letter.whom(letter, row)}，"
            f"{served.by}经{served.door}登记"
        ),
    )
    result = first_date(case, find(BY_PUBLIC_NOTICE), served.on)
    running = start(
        session,
        case,
        BY_PUBLIC_NOTICE,
        result,
        trigger_key=f"{SERVICE}:{row.id}",
        recipient=row.name,
        fact=dated(row, "sent_on"),
    )
    return as_due(running)


def notice_clock(session: Session, case: Case, row: LetterService) -> RunningDeadline | None:
    """The thirty days of the public notice to this recipient, if there was one."""
    found: RunningDeadline | None = session.scalars(
        rows_of(case, BY_PUBLIC_NOTICE).where(RunningDeadline.trigger_key == f"{SERVICE}:{row.id}")
    ).one_or_none()
    return found


def start_own_clocks(session: Session, case: Case, letter: IssuedLetter) -> None:
    """Once everybody is served, each has a period of their own in place of the common one.

    The common one ran from the letter's day. If it is over, nothing begins any more.
    """
    rule = CLOCKS.get(letter.code)
    common = find_latest(session, case, rule) if rule else None
    if rule is None or common is None or common.state != "running" or common.recipient:
        return
    rows = of_letter.rows_of(session, letter)
    days = {row.id: row.served_on for row in rows if row.served_on}
    if len(days) < len(rows):
        return
    # The one that ends last is started last: by it the question closes.
    for row in sorted(rows, key=lambda row: days[row.id]):
        last = start(
            session,
            case,
            rule,
            first_date(case, find(rule), days[row.id]),
            trigger_key=f"{SERVICE}:{row.id}",
            recipient=row.name,
            fact=dated(row),
        )
    common.state, common.closed_on = "replaced", clock.today()
    session.execute(
        update(Todo)
        .where(Todo.case_id == case.id, Todo.state == "open", Todo.rule == rule)
        .values(due_on=last.stated_on)
    )


def _write(row: LetterService, state: State, served: Served) -> None:
    row.state = state
    row.method = served.method
    row.sent_on = served.sent_on or row.sent_on
    row.report = served.report
    row.fact = served.fact
    row.address_id = served.address_id
    row.recorded_by, row.door, row.recorded_at = served.by, served.door, clock.now()
