"""Searching for the days that are safe whatever is announced, day by day."""

from collections.abc import Callable
from datetime import date

from rules.vocabulary.calendar import ONE_DAY, Calendar


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
