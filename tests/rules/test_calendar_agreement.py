"""Our calendar agrees day by day with two independent libraries."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from rules.vocabulary.calendar import UnannouncedYearError, national_calendar
from rules.vocabulary.festival import NoEstimateError, estimated_rest_days, statutory_holidays

CALENDAR = national_calendar()
YEARS = range(2004, 2027)
ESTIMATED_TOO = range(1990, 2071)
# chinesecalendar lacks this working Saturday before 元旦 2006; our 2005.toml puts it right.
KNOWN_EXCEPTION = date(2005, 12, 31)
# 中秋 falls on a weekend day of 国庆: the other library adds a third compensatory day.
COINCIDING_FESTIVALS = {2039: {date(2039, 10, 6)}, 2066: {date(2066, 10, 6)}}
# 中秋 falls on one of the three statutory days of 国庆.
COINCIDING_YEARS = {2028, 2031, 2039, 2058, 2066}


def days_of(year):
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def test_every_year_of_our_calendar_and_of_the_library_is_compared():
    assert (YEARS[0], YEARS[-1]) == (CALENDAR.first_year, CALENDAR.last_year)
    assert YEARS[-1] == max(day.year for day in chinese_calendar.constants.holidays)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_chinesecalendar(year):
    different = {
        day
        for day in days_of(year)
        if CALENDAR.is_rest_day(day) != chinese_calendar.is_holiday(day)
    }
    assert different == ({KNOWN_EXCEPTION} if year == KNOWN_EXCEPTION.year else set())


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_holidays(year):
    other = holidays.China(years=[year - 1, year, year + 1])
    for day in days_of(year):
        rests = day in other or (day.weekday() >= 5 and day not in other.weekend_workdays)
        assert CALENDAR.is_rest_day(day) == rests, day


@pytest.mark.parametrize(("year", "number"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_its_known_number_of_working_days(year, number):
    assert sum(CALENDAR.is_working_day(day) for day in days_of(year)) == number


@pytest.mark.parametrize("year", ESTIMATED_TOO)
def test_the_table_of_a_year_holds_the_days_that_are_not_at_rest(year):
    working = [day for day in days_of(year) if not CALENDAR.is_likely_rest_day(day)]
    assert CALENDAR.working_days(year) == tuple(working)


@pytest.mark.parametrize("year", ESTIMATED_TOO[:-1])
def test_from_every_day_the_next_that_is_not_at_rest_is_found(year):
    for day in days_of(year):
        first = CALENDAR.working_day_from(day)
        passed = [day + timedelta(days=n) for n in range((first - day).days)]
        assert not CALENDAR.is_likely_rest_day(first), day
        assert all(map(CALENDAR.is_likely_rest_day, passed)), day


@pytest.mark.parametrize("year", range(2027, 2071))
def test_the_estimate_agrees_with_holidays(year):
    other = {day for day in holidays.China(years=year) if day.year == year}
    assert other - set(estimated_rest_days(year)) == COINCIDING_FESTIVALS.get(year, set())
    assert set(estimated_rest_days(year)) <= other


def test_a_year_has_thirteen_statutory_days_unless_festivals_coincide():
    numbers = {year: len(statutory_holidays(year)) for year in range(2025, 2071)}
    assert {year for year, number in numbers.items() if number != 13} == COINCIDING_YEARS


@pytest.mark.parametrize("day", [date(2027, 1, 4), date(2003, 12, 31), date(2030, 6, 3)])
def test_an_unannounced_year_is_refused_as_a_certainty(day):
    with pytest.raises(UnannouncedYearError, match=f"{day.year}年节假日安排尚未录入"):
        CALENDAR.is_rest_day(day)
    assert CALENDAR.is_provisional(day)


def test_the_last_days_of_the_last_known_year_are_provisional():
    assert not CALENDAR.is_provisional(date(2026, 12, 19))
    assert CALENDAR.is_provisional(date(2026, 12, 20))
    assert CALENDAR.is_rest_day(date(2026, 12, 20)), "known, if not certain"


@pytest.mark.parametrize("year", [1989, 2071])
def test_a_year_beyond_the_table_of_festivals_is_refused(year):
    with pytest.raises(NoEstimateError, match=f"{year}年超出"):
        CALENDAR.is_likely_rest_day(date(year, 3, 2))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 10, 5), "星期一，国庆节放假"),
        (date(2026, 10, 10), "星期六，调休上班"),
        (date(2026, 3, 1), "星期日"),
        (date(2026, 3, 2), "星期一"),
        (date(2027, 2, 9), "星期二，春节补假放假"),
    ],
)
def test_a_day_is_described_for_the_proof(day, text):
    assert CALENDAR.describe(day) == text
    assert CALENDAR.name(day).startswith(f"{day}（{text}")
    assert ("暂定" in CALENDAR.name(day)) == CALENDAR.is_provisional(day)
