"""Dates with their proof per second, beside the bare count with two libraries, in one run.

.venv/bin/python benchmarks/deadlines.py

Everybody counts from the same days, of years that all three know (workalendar: 2018 to 2023),
and must find the same dates. One untimed pass lets everybody load the years; then the rounds
take turns and the best of each counts. "first": no date is remembered when a round begins;
"again": every date of the round has been asked before.
"""

import time
import tracemalloc
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import islice

import holidays
from dateutil.relativedelta import relativedelta
from workalendar.asia import China

from rules.deadlines import DEADLINES, find
from rules.vocabulary.calendar import national_calendar
from rules.vocabulary.engine import REMEMBERED, compute, forget_computed
from rules.vocabulary.period import Count
from rules.vocabulary.proof import DueDate

STARTS = [date(2022, 1, 1) + timedelta(days=n) for n in range(530)]
RULES = ("R_ANSWER_10WD", "L_ANSWER_15D", "L_FILE_6M")
ROUNDS = 15
CALENDAR = national_calendar()
HOLIDAYS = holidays.country_holidays("CN", years=range(2021, 2025))
WORKALENDAR = China()
# It says on every new year which years it supports.
warnings.filterwarnings("ignore", message="Support years")


def ours(rule: str) -> list[DueDate]:
    """From each start, with proof."""
    deadline = find(rule)
    return [compute(deadline, start, calendar=CALENDAR) for start in STARTS]


def peer(rule: str, nth_working_day: Callable[[date, int], date]) -> list[date]:
    """The same count with a library, without a proof: a last day at rest rolls to the next."""
    count, n = find(rule).period.count, find(rule).period.n
    if count is Count.WORKING_DAYS:
        return [nth_working_day(start, n) for start in STARTS]
    # The day before the last, from which the next working day is the last or where it rolls.
    to_eve = timedelta(days=n - 1) if count is Count.DAYS else relativedelta(months=n, days=-1)
    return [nth_working_day(start + to_eve, 1) for start in STARTS]


def seconds(
    work: Mapping[str, Callable[[], object]], before: Mapping[str, Callable[[], None]]
) -> dict[str, float]:
    """The best of several rounds, in which all take turns."""
    best = dict.fromkeys(work, float("inf"))
    for _ in range(ROUNDS):
        for name, run in work.items():
            before.get(name, lambda: None)()
            began = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - began)
    return best


def compare(rule: str) -> None:
    """Print the dates per second of one rule, after all have agreed on them."""
    work = {
        "ours, first": partial(ours, rule),
        "ours, again": partial(ours, rule),
        "holidays": partial(peer, rule, HOLIDAYS.get_nth_working_day),
        "workalendar": partial(peer, rule, WORKALENDAR.add_working_days),
    }
    dates = [due.expected for due in ours(rule)]
    assert dates == work["holidays"]() == work["workalendar"]()
    best = seconds(work, before={"ours, first": forget_computed})
    print(f"{rule:16s}{'dates/s':>12s}{'x holidays':>14s}{'x workalendar':>16s}")
    for name, took in best.items():
        ratios = f"{best['holidays'] / took:14.2f}{best['workalendar'] / took:16.2f}"
        print(f"  {name:14s}{len(STARTS) / took:12.0f}{ratios}")


def questions() -> Iterator[tuple[str, date]]:
    """Every rule that is counted in days or more, from every start."""
    for start in STARTS:
        for code, deadline in DEADLINES.items():
            if deadline.period.count is not Count.HOURS:
                yield code, start


def remembered_bytes() -> int:
    """What the dates remembered take when no more are remembered."""
    forget_computed()
    asked = list(islice(questions(), REMEMBERED))
    tracemalloc.start()
    for code, start in asked:
        compute(DEADLINES[code], start, calendar=CALENDAR)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held


if __name__ == "__main__":
    print(f"{len(STARTS)} starts, {STARTS[0]} to {STARTS[-1]}")
    for code in RULES:
        compare(code)
    held = remembered_bytes()
    print("holidays and workalendar found the same dates, every one")
    print(f"{REMEMBERED} dates remembered: {held / 2**20:.1f} MiB, {held // REMEMBERED} bytes each")
