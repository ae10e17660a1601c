"""Periods: how long a duty lasts and in what it is counted."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

_MONTHS = 12
_HALF_YEAR = 6
_QUARTER = 3
_DAYS_OF_EVERY_MONTH = 28


class Count(StrEnum):
    """What a period is counted in."""

    DAYS = "D"
    MONTHS = "M"
    YEARS = "Y"
    WORKING_DAYS = "WD"
    AFTER_WORKING_DAYS = "WD_AFTER"
    HOURS = "HOURS"
    DAYS_BEFORE = "BEFORE"
    WORKING_DAYS_BEFORE = "WD_BEFORE"
    SAME_DAY = "ON"
    HALF_YEAR_REPORT = "HALF_YEAR"
    QUARTER_REPORT = "QUARTER"

    @property
    def is_backward(self) -> bool:
        """Counted back from the trigger, as before a hearing."""
        return self in {Count.DAYS_BEFORE, Count.WORKING_DAYS_BEFORE}

    @property
    def is_working(self) -> bool:
        """Counted in working days."""
        return self in {
            Count.WORKING_DAYS,
            Count.AFTER_WORKING_DAYS,
            Count.WORKING_DAYS_BEFORE,
        }


_LABELS = {
    Count.DAYS: "{}日",
    Count.MONTHS: "{}个月",
    Count.YEARS: "{}年",
    Count.WORKING_DAYS: "{}个工作日",
    Count.AFTER_WORKING_DAYS: "满{}个工作日后",
    Count.HOURS: "{}小时",
    Count.DAYS_BEFORE: "{}日前",
    Count.WORKING_DAYS_BEFORE: "{}个工作日前",
    Count.SAME_DAY: "当日",
    Count.HALF_YEAR_REPORT: "半年期末次月{}日",
    Count.QUARTER_REPORT: "季度末次月{}日",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A length and its unit; `then` is a further stage that starts at the rolled end."""

    count: Count
    n: int
    then: "Period | None" = None
    label: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a period of no length; name it in Chinese, as 15日 or 3日，其后15日."""
        if self.n <= 0 and self.count is not Count.SAME_DAY:
            message = f"期间长度必须为正数：{self.n}"
            raise ValueError(message)
        text = _LABELS[self.count].format(self.n)
        label = f"{text}，其后{self.then.label}" if self.then else text
        object.__setattr__(self, "label", label)


def days(n: int, then: Period | None = None) -> Period:
    """Calendar days (自然日)."""
    return Period(Count.DAYS, n, then)


def months(n: int) -> Period:
    """Months, ending on the corresponding day or on the month's last."""
    return Period(Count.MONTHS, n)


def years(n: int) -> Period:
    """Years, ending on the corresponding day or on the month's last."""
    return Period(Count.YEARS, n)


def working_days(n: int) -> Period:
    """Working days, only where a statute says so."""
    return Period(Count.WORKING_DAYS, n)


def after_working_days(n: int) -> Period:
    """Not before this many working days have passed."""
    return Period(Count.AFTER_WORKING_DAYS, n)


def hours(n: int) -> Period:
    """Hours, from the hour after the trigger; rest days do not stop them."""
    return Period(Count.HOURS, n)


def days_before(n: int) -> Period:
    """Calendar days before the trigger, moved earlier over rest days."""
    return Period(Count.DAYS_BEFORE, n)


def working_days_before(n: int) -> Period:
    """Working days before the trigger."""
    return Period(Count.WORKING_DAYS_BEFORE, n)


def same_day() -> Period:
    """No length of its own: the trigger day itself, plus what is excluded."""
    return Period(Count.SAME_DAY, 0)


def raw_end(period: Period, start: date) -> date:
    """Find the corresponding day, before any rest day is looked at.

    Raises `ValueError` for periods counted in working days or hours.
    """
    try:
        return _RAW_ENDS[period.count](start, period.n)
    except KeyError as error:
        message = f"{period.label}不能按历日直接计算"
        raise ValueError(message) from error


def occupied_days(spans: Iterable[tuple[date, date]]) -> int:
    """Count the days that spans occupy, first and last included, overlaps once.

    Raises `ValueError` on a span that ends before it begins.
    """
    occupied: set[date] = set()
    for first, last in spans:
        if last < first:
            message = f"期间的结束日{last}早于开始日{first}"
            raise ValueError(message)
        occupied.update(first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return len(occupied)


def add_months(start: date, number: int) -> date:
    """Find the corresponding day that many months later, or the month's last day."""
    index = start.year * _MONTHS + start.month - 1 + number
    year, month = divmod(index, _MONTHS)
    if start.day <= _DAYS_OF_EVERY_MONTH:
        return date(year, month + 1, start.day)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def end_of_span(day: date, span_months: int) -> date:
    """Find the last day of the calendar half-year (6) or quarter (3) that holds this day."""
    last_month = -(-day.month // span_months) * span_months
    return date(day.year, last_month, monthrange(day.year, last_month)[1])


def _report_day(start: date, span_months: int, day_of_month: int) -> date:
    span_end = end_of_span(start, span_months)
    following = add_months(date(span_end.year, span_end.month, 1), 1)
    return following + timedelta(days=day_of_month - 1)


_RAW_ENDS: dict[Count, Callable[[date, int], date]] = {
    Count.DAYS: lambda start, n: start + timedelta(days=n),
    Count.MONTHS: add_months,
    Count.YEARS: lambda start, n: add_months(start, n * _MONTHS),
    Count.DAYS_BEFORE: lambda start, n: start - timedelta(days=n),
    Count.SAME_DAY: lambda start, _: start,
    Count.HALF_YEAR_REPORT: lambda start, n: _report_day(start, _HALF_YEAR, n),
    Count.QUARTER_REPORT: lambda start, n: _report_day(start, _QUARTER, n),
}
