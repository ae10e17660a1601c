"""Searching the calendar forward and back, day by day."""

from collections.abc import Callable
from datetime import date, timedelta

from rules.vocabulary.calendar import ONE_DAY, Calendar


def days_between(after: date, until: date) -> list[date]:
    return [after + timedelta(days=offset) for offset in range(1, (until - after).days + 1)]


def working_days_from(start: date, number: int, calendar: Calendar) -> list[date]:
    listed = [start]
    while len(listed) <= number:
        listed.append(next_day(listed[-1], lambda day: not calendar.is_likely_rest_day(day)))
    return listed[1:]


def nth_day(start: date, number: int, counts: Callable[[date], bool]) -> date:
    day = start
    for _ in range(number):
        day = next_day(day, counts)
    return day


def next_day(day: date, counts: Callable[[date], bool]) -> date:
    day += ONE_DAY
    while not counts(day):
        day += ONE_DAY
    return day


def previous_day(day: date, counts: Callable[[date], bool]) -> date:
    day -= ONE_DAY
    while not counts(day):
        day -= ONE_DAY
    return day


def last_sure_day(raw: date, start: date, calendar: Calendar) -> date:
    """Last day up to the raw end that certainly works; the raw end if there is none."""
    day = raw
    while day > start and not calendar.surely_works(day):
        day -= ONE_DAY
    return day if day > start else raw
