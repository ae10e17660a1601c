"""Readings that several subjects share: counting back, and local days."""

from rules.vocabulary.article import Article
from rules.vocabulary.deadline import Reading
from rules.vocabulary.period import days, days_before, working_days, working_days_before

BEFORE = "before_reading"
LOCAL_THREE_DAYS = "local_three_day_reading"
LOCAL_TEN_DAYS = "local_ten_day_reading"
SEVEN_DAYS = "seven_day_reading"
REGIME = "prefiling_regime"


def before_readings(
    n: int, basis: tuple[Article, ...], *, is_working: bool = False
) -> tuple[Reading, ...]:
    """Offer “n日前” as the trigger minus n, or strictly as n whole days between."""
    count = working_days_before if is_working else days_before
    return (
        Reading(key="default", title=f"减{n}日", period=count(n), basis=basis),
        Reading(key="strict", title=f"{n}个整日（再提前1日）", period=count(n + 1), basis=basis),
    )


def local_readings(n: int, basis: tuple[Article, ...]) -> tuple[Reading, ...]:
    """Offer a local “n日” as calendar days, or as working days."""
    return (
        Reading(key="calendar", title="按自然日计", period=days(n), basis=basis),
        Reading(key="working", title="按工作日计", period=working_days(n), basis=basis),
    )
