"""`fuyuan deadlines`: what must be done by when, as a table, as JSON, or for a calendar program."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.text import Text

from fuyuan.year_view import console, print_table
from models.ledger import reading
from tasks import clock
from tasks.case_calendar import ALL_CASES, CalendarLine, as_icalendar, calendar_lines
from tasks.errors import FuyuanError
from tasks.overview import STATES
from tasks.records import find_case

PROVISIONAL = "（暂定）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One case whole, or of all cases what still runs: `within` days, for a role."""

    case: str = ""
    role: str = ""
    within: int | None = None


def find_lines(wanted: Wanted) -> tuple[CalendarLine, ...]:
    """The periods wanted, the first due first. Raises UnknownCaseError."""
    until = None if wanted.within is None else clock.today() + dt.timedelta(days=wanted.within)
    with reading() as session:
        return calendar_lines(
            session,
            case_id=find_case(session, wanted.case).id if wanted.case else None,
            is_running=not wanted.case,
            until=until,
            role=wanted.role,
        )


def show_lines(wanted: Wanted, *, with_proof: bool = False) -> None:
    """Print the periods wanted as a table, with how each was counted if asked."""
    lines, today = find_lines(wanted), clock.today()
    if wanted.case:
        _show_case(lines, today)
    else:
        _show_all(lines, today, wanted)
    for line in lines if with_proof else ():
        console.print(Text(f"{line.short_code} {line.title}如何计算", style="bold"))
        for step in line.proof:
            console.print(Text(f"  {step}"), soft_wrap=True)


def lines_json(wanted: Wanted) -> list[dict[str, Any]]:
    """The periods wanted as plain values."""
    today = clock.today()
    return [
        {
            "case_number": line.case_number,
            "short_code": line.short_code,
            "rule": line.rule,
            "title": line.title,
            "actor": line.actor,
            "recipient": line.recipient,
            "trigger_on": line.trigger_on,
            "trigger_event": line.trigger_event,
            "due_on": line.due_on,
            "act_by": line.act_by,
            "is_provisional": line.is_provisional,
            "nature": line.nature.value,
            "days_left": line.days_left(today),
            "state": line.state,
            "basis": line.basis,
            "proof": line.proof,
        }
        for line in find_lines(wanted)
    ]


def icalendar(wanted: Wanted) -> bytes:
    """The running periods wanted as iCalendar."""
    lines = find_lines(wanted)
    name = ALL_CASES
    if wanted.case:
        with reading() as session:
            name = f"{ALL_CASES} {find_case(session, wanted.case).short_code}"
    return as_icalendar(lines, name=name, made_at=clock.now())


def save(content: bytes, file: Path) -> None:
    """Write a file whole. Raises FuyuanError."""
    try:
        file.write_bytes(content)
    except OSError as error:
        message = f"写不了文件 {file}：{error.strerror}"
        raise FuyuanError(message) from None


def _show_case(lines: Sequence[CalendarLine], today: dt.date) -> None:
    print_table(
        f"期限（{len(lines)}项，今天{today}）",
        ("期限", "由谁", "起算日与事由", "届满日期", "稳妥日", "还剩（日）", "状态", "依据"),
        [
            (
                _title(line),
                line.actor,
                f"{line.trigger_on} {line.trigger_event}".strip(),
                _due(line),
                line.act_by,
                _left(line, today),
                line.state,
                line.basis,
            )
            for line in lines
        ],
    )


def _show_all(lines: Sequence[CalendarLine], today: dt.date, wanted: Wanted) -> None:
    reach = "" if wanted.within is None else f"，{wanted.within}日以内"
    print_table(
        f"{STATES['running']}的期限（{len(lines)}项，今天{today}{reach}）",
        ("案号", "期限", "由谁", "届满日期", "稳妥日", "还剩（日）"),
        [
            (
                line.case_number,
                _title(line),
                line.actor,
                _due(line),
                line.act_by,
                _left(line, today),
            )
            for line in lines
        ],
    )


def _title(line: CalendarLine) -> str:
    return f"{line.title}（{line.recipient}）" if line.recipient else line.title


def _due(line: CalendarLine) -> str:
    return f"{line.on}{PROVISIONAL if line.is_provisional else ''}"


def _left(line: CalendarLine, today: dt.date) -> str:
    left = line.days_left(today)
    return "" if left is None else str(left)
