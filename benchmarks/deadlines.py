"""Dates with their proof per second, beside the bare count with the `holidays` library, in one run.

.venv/bin/python benchmarks/deadlines.py
"""

import time
from collections.abc import Callable
from datetime import date, timedelta

import holidays

from rules.deadlines import find
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.engine import compute

STARTS = [date(2026, 1, 5) + timedelta(days=n) for n in range(300)]
ROUNDS = 5
WORKING_DAYS = 10


def ours() -> None:
    """R_ANSWER_10WD from each start, with proof."""
    rule, calendar = find("R_ANSWER_10WD"), national_calendar()
    for start in STARTS:
        compute(rule, start, calendar=calendar)


def peers() -> None:
    """The same count, without a proof."""
    china = holidays.country_holidays("CN", years=range(2026, 2028))
    for start in STARTS:
        china.get_nth_working_day(start, WORKING_DAYS)


def seconds(work: Callable[[], None]) -> float:
    """The best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


if __name__ == "__main__":
    mine, theirs = seconds(ours), seconds(peers)
    print(f"ours with proof   {len(STARTS) / mine:10.0f} dates/s")
    print(f"holidays, bare    {len(STARTS) / theirs:10.0f} dates/s")
    print(f"ours / holidays   {theirs / mine:10.2f}")
