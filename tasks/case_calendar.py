"""The dates of a case or of all cases as a calendar: a table's lines, and iCalendar (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from icalendar import Alarm, Calendar, Event, Timezone, vText
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import history
from models.case import Case
from models.deadline import RunningDeadline
from rules.filing import plain_text
from rules.vocabulary.proof import Nature, Status
from rules.vocabulary.region import load_region
from tasks.clock import CHINA
from tasks.markdown import case_url
from tasks.overview import STATES

PRODUCT = "-//Fuyuan//deadlines//ZH"
ALL_CASES = "府院通期限"
# An alarm at midnight wakes people; a whole day begins at nine in the office.
ALARM_AT = dt.timedelta(hours=9)
REFRESH = dt.timedelta(hours=1)
ONE_DAY = dt.timedelta(days=1)
MOVED = "recomputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """A period of a case as a calendar shows it; `changes` counts how often its date was moved."""

    id: int
    case_number: str
    short_code: str
    region: str
    rule: str
    title: str
    actor: str
    recipient: str
    trigger_on: dt.date
    trigger_event: str
    due_on: dt.date | None
    act_by: dt.date
    is_provisional: bool
    nature: Nature
    state: str
    basis: str
    proof: tuple[str, ...]
    changes: int
    changed_at: dt.datetime

    @property
    def on(self) -> dt.date:
        """The day to put it under: the certain date, or the one that is safe to act on."""
        return self.due_on or self.act_by

    def days_left(self, today: dt.date) -> int | None:
        """Days until then, negative afterwards; None once the period has ended."""
        return (self.on - today).days if self.state == STATES["running"] else None


def calendar_lines(
    session: Session,
    *,
    case_id: int | None = None,
    is_running: bool = False,
    until: dt.date | None = None,
    role: str = "",
) -> tuple[CalendarLine, ...]:
    """The periods of one case or of all, the first due first, in a fixed number of queries.

    `until` is the last day to act that is still wanted, `role` a part of who must act.
    """
    query = select(RunningDeadline, Case.number, Case.short_code, Case.region).join(
        Case, Case.id == RunningDeadline.case_id
    )
    if case_id is not None:
        query = query.where(RunningDeadline.case_id == case_id)
    if is_running:
        query = query.where(RunningDeadline.state == "running")
    if until is not None:
        query = query.where(RunningDeadline.act_by <= until)
    if role:
        query = query.where(RunningDeadline.actor.contains(role, autoescape=True))
    rows = session.execute(query).all()
    moved = _moves(session, case_id)
    lines = [
        _line(row, number, short_code, region, _moves_of(row, moved))
        for row, number, short_code, region in rows
    ]
    return tuple(sorted(lines, key=lambda line: (line.on, line.case_number, line.id)))


def as_icalendar(lines: Iterable[CalendarLine], *, name: str, made_at: dt.datetime) -> bytes:
    """A feed for calendar programs: short codes, duties, dates and links, never a person.

    Only periods that still run are in it.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _text(name))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    running = [line for line in lines if line.state == STATES["running"]]
    for line in running:
        calendar.add_component(_event(line, made_at))
    if not running:
        # A calendar must not be empty, and Outlook refuses one that is.
        calendar.add_component(Timezone.from_tzid(CHINA.key))
    written: bytes = calendar.to_ical()
    return written


def _event(line: CalendarLine, made_at: dt.datetime) -> Event:
    event = Event()
    # The row's number and not its trigger, which may name the person whom a letter reached.
    event.add("uid", f"{line.short_code}-{line.rule}-{line.id}@fuyuan")
    event.add("dtstamp", made_at.astimezone(dt.UTC))
    event.add("last-modified", line.changed_at.astimezone(dt.UTC))
    event.add("sequence", line.changes)
    event.add("dtstart", line.on)
    event.add("dtend", line.on + ONE_DAY)
    event.add("summary", _text(_summary(line)))
    event.add("description", _text("\n".join(_details(line))))
    event.add("url", case_url(line.short_code))
    event.add("categories", ["府院通期限", _text(line.actor)])
    event.add("status", "TENTATIVE" if line.is_provisional else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if line.nature is Nature.LAST_DAY:
        for days in load_region(line.region).reminder_days:
            # One that should have rung already would ring at once in every program it reaches.
            if _rings_at(line, days) > made_at:
                event.add_component(_alarm(line, days))
    return event


def _alarm(line: CalendarLine, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", ALARM_AT - days * ONE_DAY)
    alarm.add("description", _text(f"还剩{days}天：{_summary(line)}"))
    return alarm


def _rings_at(line: CalendarLine, days: int) -> dt.datetime:
    return dt.datetime.combine(line.on, dt.time(), tzinfo=CHINA) + ALARM_AT - days * ONE_DAY


def _summary(line: CalendarLine) -> str:
    doubt = "（暂定）" if line.is_provisional else ""
    kind = "" if line.nature is Nature.LAST_DAY else f"（{line.nature.label}）"
    return f"{line.short_code} {line.actor}：{line.title}{kind}{doubt}"


def _details(line: CalendarLine) -> Sequence[str]:
    details = [f"{line.nature.label}：{line.due_on or '放假安排公布后确定'}"]
    details.append(f"稳妥日：{line.act_by}")
    if line.recipient:
        details.append("各受送达人分别计算，见案件页面")
    return (*details, f"依据：{line.basis}", case_url(line.short_code))


def _text(text: str) -> vText:
    """What a calendar program may be given: control signs out, line breaks escaped."""
    return vText(plain_text(text))


def _line(
    row: RunningDeadline,
    number: str,
    short_code: str,
    region: str,
    moves: Sequence[dt.datetime],
) -> CalendarLine:
    record = row.proof.get("record", {})
    return CalendarLine(
        id=row.id,
        case_number=number,
        short_code=short_code,
        region=region,
        rule=row.rule,
        title=row.title,
        actor=row.actor,
        recipient=row.recipient,
        trigger_on=row.trigger_on,
        trigger_event=record.get("trigger_event", ""),
        due_on=row.due_on,
        act_by=row.act_by,
        is_provisional=row.status == Status.PROVISIONAL,
        nature=Nature(record.get("nature", Nature.LAST_DAY)),
        state=STATES[row.state],
        basis=row.basis,
        proof=tuple(row.proof["lines"]),
        changes=len(moves),
        changed_at=max([row.started_at, *moves]),
    )


_Moves = Mapping[int, Sequence[tuple[str, dt.datetime]]]


def _moves(session: Session, case_id: int | None) -> _Moves:
    """Every time a date of a case was computed anew and changed: its timeline tells it."""
    query = select(history.Event.case_id, history.Event.key, history.Event.at).where(
        history.Event.key.startswith(f"{MOVED}:")
    )
    if case_id is not None:
        query = query.where(history.Event.case_id == case_id)
    moved: dict[int, list[tuple[str, dt.datetime]]] = {}
    for of_case, key, at in session.execute(query):
        moved.setdefault(of_case, []).append((key, at))
    return moved


def _moves_of(row: RunningDeadline, moved: _Moves) -> list[dt.datetime]:
    its_own = f"{MOVED}:{row.rule}:{row.trigger_key}:"
    return [at for key, at in moved.get(row.case_id, ()) if key.startswith(its_own)]
