# ruff: noqa: A005 -- named for what it is; nothing here runs with this folder on the path
"""Working days and rest days of China: what is announced, what is only estimated.

A year counts as known when the State Council's notice for it is in: from `chinesecalendar`
or from an overlay file. From 20 December of the last known year on every day is
provisional, because the next notice may swap days across the new year.
"""

from bisect import bisect_left
from calendar import isleap
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from chinese_calendar import constants

from rules.vocabulary.festival import (
    SATURDAY,
    arrangement_window,
    estimated_rest_days,
    statutory_holidays,
)
from rules.vocabulary.overlay import Overlay, OverlayError, read_overlays

WEEKDAYS = "一二三四五六日"
OVERLAY_DIRECTORY = Path(__file__).parents[1] / "calendars"
ONE_DAY = timedelta(days=1)
_PROVISIONAL_FROM = (12, 20)
_SWAP_REACH = timedelta(days=14)
_FESTIVALS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}


class UnannouncedYearError(ValueError):
    """Asked as a certainty about a day of a year whose holiday notice is not in."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"{day.year}年节假日安排尚未录入，{day}是否休假日不能确定："
            f"公布后用 fuyuan calendar adopt 录入（template {day.year} 给出模板）"
        )


# Known by identity: one that is adopted later is another calendar, and hashing it costs nothing.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calendar:
    """The rest days and the swapped working weekends of the known years, with a version."""

    rest_days: Mapping[date, str]
    working_weekends: frozenset[date]
    first_year: int
    last_year: int
    version: str
    _provisional_from: date = field(init=False)
    _first_day: date = field(init=False)
    # Tables of what is asked again and again, filled as it is asked.
    _working_days: dict[int, tuple[date, ...]] = field(init=False, repr=False, default_factory=dict)
    _names: dict[date, str] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Fix the first day that is known and the day from which dates are provisional."""
        start = date(self.last_year, *_PROVISIONAL_FROM)
        object.__setattr__(self, "_provisional_from", start)
        object.__setattr__(self, "_first_day", date(self.first_year, 1, 1))

    def is_known(self, day: date) -> bool:
        """Tell whether the notice for the year of this day is in."""
        return self.first_year <= day.year <= self.last_year

    def is_provisional(self, day: date) -> bool:
        """Tell whether the day's status may still change with the next notice, or was never in."""
        return day >= self._provisional_from or day < self._first_day

    def is_any_provisional(self, after: date, until: date) -> bool:
        """Tell whether a day after the first and not after the second is provisional."""
        return after < until and (
            until >= self._provisional_from or after + ONE_DAY < self._first_day
        )

    def is_rest_day(self, day: date) -> bool:
        """休假日, swapped working weekends excluded; an unknown year is refused."""
        if not self.is_known(day):
            raise UnannouncedYearError(day)
        return self._is_known_rest_day(day)

    def is_working_day(self, day: date) -> bool:
        """Not a rest day; an unknown year is refused."""
        return not self.is_rest_day(day)

    def is_likely_rest_day(self, day: date) -> bool:
        """As announced, or for an unknown year weekends, statutory days and their 补假."""
        if self.is_known(day):
            return self._is_known_rest_day(day)
        return day.weekday() >= SATURDAY or day in estimated_rest_days(day.year)

    def surely_works(self, day: date) -> bool:
        """Tell whether it works under every arrangement that could still be announced."""
        if self.is_likely_rest_day(day):
            return False
        return not self.is_provisional(day) or day not in _windows_around(day)

    def may_work(self, day: date) -> bool:
        """Tell whether it works under some arrangement that could still be announced."""
        if not self.is_likely_rest_day(day):
            return True
        if not self.is_provisional(day) or _is_statutory(day):
            return False
        return day.weekday() < SATURDAY or _is_near_holiday(day)

    def describe(self, day: date) -> str:
        """Why a day is or is not a rest day, in Chinese, for a proof."""
        weekday = f"星期{WEEKDAYS[day.weekday()]}"
        if day in self.working_weekends:
            return f"{weekday}，调休上班"
        name = self.rest_days.get(day, "")
        if not self.is_known(day):
            name = estimated_rest_days(day.year).get(day, "")
        return f"{weekday}，{name}放假" if name else weekday

    def name(self, day: date) -> str:
        """The date with its weekday, its holiday and whether it is provisional, for a proof."""
        name = self._names.get(day)
        if name is None:
            estimated = "，暂定" if self.is_provisional(day) else ""
            name = self._names[day] = f"{day}（{self.describe(day)}{estimated}）"
        return name

    def working_days(self, year: int) -> tuple[date, ...]:
        """The days of a year that work, as announced or as likely."""
        days = self._working_days.get(year)
        if days is None:
            first, length = date(year, 1, 1), 366 if isleap(year) else 365
            every = (first + timedelta(days=offset) for offset in range(length))
            days = tuple(day for day in every if not self.is_likely_rest_day(day))
            self._working_days[year] = days
        return days

    def working_days_after(self, start: date, number: int) -> tuple[date, ...]:
        """So many working days after a day, in their order."""
        first = start + ONE_DAY
        year = first.year
        days = self.working_days(year)
        at = bisect_left(days, first)
        found = days[at : at + number]
        while len(found) < number:
            year += 1
            found += self.working_days(year)[: number - len(found)]
        return found

    def working_day_from(self, day: date) -> date:
        """The day itself if it works, else the first working day after it."""
        days = self.working_days(day.year)
        at = bisect_left(days, day)
        return days[at] if at < len(days) else self.working_days(day.year + 1)[0]

    def _is_known_rest_day(self, day: date) -> bool:
        return _rests(day, self.rest_days, self.working_weekends)


def load_calendar(*directories: Path) -> Calendar:
    """Build the calendar of the library and of every overlay in these directories."""
    rest, working = _library_days()
    library_year = last_year = max(day.year for day in rest)
    overlays = [overlay for directory in directories for overlay in read_overlays(directory)]
    versions = [f"chinesecalendar {version('chinesecalendar')}"]
    for overlay in sorted(overlays, key=lambda item: (item.year, item.is_revision, item.revision)):
        last_year = _extend(last_year, overlay)
        if not overlay.is_revision and overlay.year <= library_year:
            _check_agreement(overlay, rest, working)
        for day in overlay.working_weekends:
            rest.pop(day, None)
        working = (working | overlay.working_weekends) - overlay.rest_days.keys()
        rest |= overlay.rest_days
        versions.append(overlay.version)
    return Calendar(
        rest_days=rest,
        working_weekends=frozenset(working),
        first_year=min(day.year for day in rest),
        last_year=last_year,
        version=" + ".join(versions),
    )


@lru_cache(maxsize=1)
def national_calendar() -> Calendar:
    """Return the calendar as shipped: the library and the overlays in `rules/calendars`."""
    return load_calendar(OVERLAY_DIRECTORY)


def _extend(last_year: int, overlay: Overlay) -> int:
    """Take a year in: a known one may be revised, a new one must follow the last."""
    if overlay.is_revision and overlay.year > last_year:
        raise OverlayError(overlay.path, f"{overlay.year}年尚无安排，不能修订（kind）")
    if not overlay.is_revision and overlay.year > last_year + 1:
        message = f"缺少{last_year + 1}年的安排，不能先录入{overlay.year}年"
        raise OverlayError(overlay.path, message)
    return max(last_year, overlay.year)


def _check_agreement(overlay: Overlay, rest: Mapping[date, str], working: set[date]) -> None:
    """Refuse a typed-in notice that contradicts the library's, once the library has the year."""
    typed = overlay.rest_days.keys(), overlay.working_weekends
    listed = {day for day in (*rest, *working) if day.year == overlay.year}
    for day in sorted(listed | typed[0] | typed[1]):
        if _rests(day, rest.keys(), working) != _rests(day, *typed):
            raise OverlayError(overlay.path, f"{day}与历法库的安排不一致，请核对通知")


def _rests(day: date, rest: Collection[date], working: Collection[date]) -> bool:
    return day in rest or (day.weekday() >= SATURDAY and day not in working)


def _library_days() -> tuple[dict[date, str], set[date]]:
    rest = {day: _FESTIVALS.get(name, name) for day, name in constants.holidays.items()}
    return rest, set(constants.workdays)


def _windows_around(day: date) -> frozenset[date]:
    # New year's arrangement reaches back into December.
    return arrangement_window(day.year) | arrangement_window(day.year + 1)


def _is_statutory(day: date) -> bool:
    return day in statutory_holidays(day.year)


@lru_cache(maxsize=1024)
def _is_near_holiday(day: date) -> bool:
    span = range(-_SWAP_REACH.days, _SWAP_REACH.days + 1)
    return any(_is_statutory(day + timedelta(days=offset)) for offset in span)
