"""The years as a terminal shows them: where each comes from, and a picture of one."""

import sys
from calendar import Calendar as Months
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from rules.vocabulary.calendar import OVERLAY_DIRECTORY, WEEKDAYS, Calendar, load_calendar
from rules.vocabulary.festival import estimated_rest_days
from rules.vocabulary.overlay import Overlay, read_overlays
from tasks.calendars import adopted, current_calendar
from tasks.errors import FuyuanError

ONE_DAY = timedelta(days=1)
MONTH_WIDTH = 40
MONTHS = range(1, 13)
# Into a file or a pipe a table is not squeezed to a terminal's width.
console = Console(highlight=False, width=None if sys.stdout.isatty() else 180)


def show(year: int | None) -> None:
    """Print where each year comes from, or the rest days and working weekends of one."""
    calendar = current_calendar()
    if year is not None:
        _show_year(calendar, year)
        return
    last = calendar.last_year
    console.print(
        f"{calendar.first_year}年至{last}年的安排已有；自{last}年12月20日起的日期为暂定。"
    )
    shipped = [("随程序", overlay) for overlay in read_overlays(OVERLAY_DIRECTORY)]
    own = [("本处录入", overlay) for overlay in adopted()]
    library, *_ = calendar.version.split(" + ")
    print_table(
        "来源",
        ("来源", "年度", "类别", "版本", "依据"),
        [
            ("历法库", f"{calendar.first_year}—{load_calendar().last_year}", "通知", library, ""),
            *(
                (door, each.year, kind_of(each), each.version, each.source)
                for door, each in shipped
            ),
            *((door, each.year, kind_of(each), each.version, each.source) for door, each in own),
        ],
    )


def print_table(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table whose cells are folded and never cut."""
    columns = [Column(name, overflow="fold", no_wrap=name == "案号") for name in head]
    table = Table(*columns, title=Text(title), title_justify="left")
    for row in rows:
        table.add_row(*[Text("—" if value is None else str(value)) for value in row])
    console.print(table)


def _show_year(calendar: Calendar, year: int) -> None:
    if year < calendar.first_year:
        message = f"没有{year}年的安排：历法自{calendar.first_year}年起"
        raise FuyuanError(message)
    is_known = year <= calendar.last_year
    note = "" if is_known else "　尚未公布：以下按法定假日推算，日期都是暂定的"
    console.print(Text(f"{year}年{note}"))
    rest = calendar.rest_days if is_known else estimated_rest_days(year)
    ours = {day: name for day, name in sorted(rest.items()) if day.year == year}
    working = sorted(day for day in calendar.working_weekends if day.year == year)
    for line in arrangement(ours, working):
        console.print(Text(f"  {line}"))
    console.print(_picture(calendar, year, ours))


def arrangement(rest: Mapping[date, str], working: Sequence[date]) -> Iterator[str]:
    """A line a festival, and one for the weekends that work."""
    for name in dict.fromkeys(rest[day] for day in sorted(rest)):
        yield f"{name}：{_spans([day for day in sorted(rest) if rest[day] == name])}"
    if working:
        yield f"调休上班：{'、'.join(map(_named, working))}"


def _spans(days: Sequence[date]) -> str:
    spans: list[list[date]] = []
    for day in days:
        if spans and spans[-1][-1] + ONE_DAY == day:
            spans[-1].append(day)
        else:
            spans.append([day])
    return "、".join(
        _named(span[0]) if len(span) == 1 else f"{_named(span[0])}至{_named(span[-1])}"
        for span in spans
    )


def _named(day: date) -> str:
    return f"{day}（星期{WEEKDAYS[day.weekday()]}）"


def kind_of(overlay: Overlay) -> str:
    """What a file is."""
    return f"第{overlay.revision}次修订" if overlay.is_revision else "通知"


def _picture(calendar: Calendar, year: int, rest: Mapping[date, str]) -> Table:
    grid = Table.grid(padding=(0, 3))
    months = [_month(calendar, year, month, rest) for month in MONTHS]
    in_a_row = max(1, min(3, console.width // MONTH_WIDTH))
    for first in range(0, len(months), in_a_row):
        grid.add_row(*months[first : first + in_a_row])
    return grid


def _month(calendar: Calendar, year: int, month: int, rest: Mapping[date, str]) -> Table:
    columns = [Column(name, justify="right", min_width=4) for name in WEEKDAYS]
    table = Table(*columns, title=f"{month}月", box=box.SIMPLE_HEAD, padding=0)
    for week in Months().monthdatescalendar(year, month):
        table.add_row(
            *[_cell(calendar, day, rest) if day.month == month else Text() for day in week]
        )
    return table


def _cell(calendar: Calendar, day: date, rest: Mapping[date, str]) -> Text:
    if day in calendar.working_weekends:
        return Text(f"{day.day}班", style="bold yellow")
    style = "red" if day in rest or calendar.is_likely_rest_day(day) else ""
    # Two columns wide like the mark, so that the days stand below one another.
    return Text(f"{day.day}{'休' if day in rest else '  '}", style=style)
