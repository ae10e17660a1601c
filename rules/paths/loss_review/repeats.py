"""重复违法: the same agency, cause and violation again within twelve months (SL-9b)."""

from collections.abc import Iterable
from datetime import date

from rules.vocabulary.period import add_months

# 商法办发〔2023〕30号第九条 sets no numbers: the window and the threshold are assumptions.
WINDOW_MONTHS = 12
THRESHOLD = 2


def most_in_window(days: Iterable[date], on: date) -> int:
    """The most of these days that lie in one window of twelve months which also holds `on`."""
    all_days = sorted(days)
    windows = (
        (first, add_months(first, WINDOW_MONTHS))
        for first in all_days
        if first <= on < add_months(first, WINDOW_MONTHS)
    )
    return max((sum(first <= day < end for day in all_days) for first, end in windows), default=0)


def is_repeated(count: int) -> bool:
    """Whether so many are a warning (含本数)."""
    return count >= THRESHOLD
