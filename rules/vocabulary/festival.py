"""Statutory holidays of any year 1990 to 2070, from which an unannounced year is estimated.

Holidays by 《全国年节及纪念日放假办法》 as revised on 2024-11-10 (13 days, in force from 2025).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5
FIRST_YEAR = 1990

# 2025 notice: how many days a festival's arrangement takes in, counted from its first day.
_ARRANGED_DAYS = {"春节": 8, "国庆节": 8, "劳动节": 5}
_MARGIN = 3

# Month and day of 春节, 端午, 中秋: lunar dates as they fall in the solar year, five years a row.
_LUNAR = """
012705281003 021506160922 020406050911 012306240930 021006130920
013106020909 021906200927 020706090916 012805301005 021606180924
020506060912 012406251001 021206150921 020106040911 012206220928
020906110918 012905311006 021806190925 020706080914 012605281003
021406160922 020306060912 012306230930 021006120919 013106020908
021906200927 020806090915 012805301004 021606180924 020506070913
012506251001 021206140921 020106030910 012206220929 021006100917
012905311006 021706190925 020606090915 012605281003 021306160922
020306050912 012306241001 021106120919 013106010908 021906200927
020806100916 012805301004 021506180924 020406070913 012405271002
021206140920 020106030910 012206220928 021006110917 013005311005
021706190925 020606080915 012605291004 021406150922 020206040911
012306230930 021106130919 020106010907 021906200926 020806100916
012805301005 021506170924 020406060913 012406251002 021206140921
020206030909 012106220928 020906110917 012906011006 021706190925
020506080915 012605281003 021406160923 020306040911 012306230929
021106130919
"""
_TABLE = tuple(_LUNAR.split())
LAST_YEAR = FIRST_YEAR + len(_TABLE) - 1


class NoEstimateError(ValueError):
    """A year so far away that even its festivals are not in the table."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年超出节日推算表（{FIRST_YEAR}至{LAST_YEAR}年），不能计算")


@lru_cache(maxsize=128)
def statutory_holidays(year: int) -> Mapping[date, str]:
    """List the 13 statutory days of a year, each with the festival it belongs to."""
    spring, dragon_boat, mid_autumn = _lunar_festivals(year)
    days = {date(year, 1, 1): "元旦"}
    days |= {spring + timedelta(days=offset): "春节" for offset in range(-1, 3)}
    days[_tomb_sweeping(year)] = "清明节"
    days |= {date(year, 5, day): "劳动节" for day in (1, 2)}
    days[dragon_boat] = "端午节"
    days |= {date(year, 10, day): "国庆节" for day in (1, 2, 3)}
    days.setdefault(mid_autumn, "中秋节")
    return dict(sorted(days.items()))


@lru_cache(maxsize=128)
def estimated_rest_days(year: int) -> Mapping[date, str]:
    """Statutory days and the compensatory days of those that fall on a weekend (补假).

    Without the swapped days, which only the yearly notice knows.
    """
    days = dict(statutory_holidays(year))
    for day, name in list(days.items()):
        if day.weekday() >= SATURDAY:
            days[_next_free_weekday(day, days)] = f"{name}补假"
    return days


@lru_cache(maxsize=128)
def arrangement_window(year: int) -> frozenset[date]:
    """Every day that the yearly notice could plausibly turn into a rest day.

    The arrangement principles of the 2025 notice (春节八天, 国庆七至八天, 劳动节五天, others
    three), widened by three days on each side.
    """
    first_days: dict[str, date] = {}
    for day, name in statutory_holidays(year).items():
        first_days.setdefault(name, day)
    return frozenset(
        first + timedelta(days=offset)
        for name, first in first_days.items()
        for offset in range(-_MARGIN, _ARRANGED_DAYS.get(name, 3) + _MARGIN)
    )


def _lunar_festivals(year: int) -> tuple[date, date, date]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoEstimateError(year)
    row = _TABLE[year - FIRST_YEAR]
    spring, dragon_boat, mid_autumn = (
        date(year, int(row[at : at + 2]), int(row[at + 2 : at + 4])) for at in (0, 4, 8)
    )
    return spring, dragon_boat, mid_autumn


def _tomb_sweeping(year: int) -> date:
    """清明: the solar term, by the customary formula for its century."""
    century_constant = 4.81 if year >= 2000 else 5.59  # noqa: PLR2004 -- where the century turns
    of_century = year % 100
    return date(year, 4, int(of_century * 0.2422 + century_constant) - of_century // 4)


def _next_free_weekday(day: date, taken: Mapping[date, str]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day += timedelta(days=1)
    return day
