"""`compute`: the one way from a trigger to a due date, with its proof."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Unpack
from zoneinfo import ZoneInfo

from rules.vocabulary.calendar import Calendar
from rules.vocabulary.counting import Frame, Tally
from rules.vocabulary.deadline import Deadline, Reading
from rules.vocabulary.outcome import apply_limits, count_hours, heed_other_readings
from rules.vocabulary.period import Count
from rules.vocabulary.proof import (
    Circumstances,
    DeadlineInputError,
    DueDate,
    Inputs,
    Status,
    Step,
)
from rules.vocabulary.region import Region
from rules.vocabulary.step_text import closing_steps, opening_steps, word
from rules.vocabulary.tally import tally

SHANGHAI = ZoneInfo("Asia/Shanghai")
_FIRST_YEAR, _LAST_YEAR = 1950, 2069
# A court asks its rules on the days of some months: thousands of questions, often repeated.
# A date with its proof takes two kilobytes, all of them some fifteen megabytes.
REMEMBERED = 8192
_Facts = tuple[tuple[str, Any], ...]


def compute(
    deadline: Deadline,
    trigger: date | datetime,
    *,
    calendar: Calendar,
    region: Region | None = None,
    **circumstances: Unpack[Circumstances],
) -> DueDate:
    """Compute a due date with its proof from `excluded_days`, `extended_days`, `made_on` ...

    A period of hours needs a datetime (naive means Asia/Shanghai). Raises
    `DeadlineInputError` on facts that contradict each other.
    """
    facts = tuple(circumstances.items())
    if isinstance(trigger, datetime):
        # A moment is hardly ever asked for twice: not worth remembering.
        moment = _in_shanghai(trigger)
        return _compute(deadline, moment.date(), moment, calendar, region, facts)
    return _memory_of(calendar)(deadline, trigger, region, facts)


def follow(
    deadline: Deadline,
    previous: DueDate,
    *,
    calendar: Calendar,
    region: Region | None = None,
    **circumstances: Unpack[Circumstances],
) -> DueDate:
    """Compute a chained deadline: it starts at the rolled end of the one before.

    Provisional if the one before was.
    """
    due = compute(deadline, previous.expected, calendar=calendar, region=region, **circumstances)
    text = f"起算日取自{previous.duty}（{previous.rule}）顺延后的届满日{previous.expected}"
    opening = Step(text=text, on=previous.expected)
    due = replace(due, previous=previous, proof=(opening, *due.proof))
    if previous.is_certain:
        return due
    earlier = compute(deadline, previous.safe, calendar=calendar, region=region, **circumstances)
    closing = Step(text="上一期限为暂定，本期限随之暂定，公布后重算", on=due.expected)
    return replace(
        due,
        due=None,
        provisional=due.expected,
        status=Status.PROVISIONAL,
        safe=min(due.safe, earlier.safe),
        proof=(*due.proof, closing),
    )


# Two: the calendar in force and, while a new notice is taken in, the one before it.
@lru_cache(maxsize=2)
def _memory_of(calendar: Calendar) -> Callable[..., DueDate]:
    """Remember what was computed on a calendar, for as long as the calendar is in use."""

    @lru_cache(maxsize=REMEMBERED)
    def computed(deadline: Deadline, start: date, region: Region | None, facts: _Facts) -> DueDate:
        return _compute(deadline, start, None, calendar, region, facts)

    return computed


def forget_computed() -> None:
    """Forget every date computed so far; only for measuring, as no answer goes stale."""
    _memory_of.cache_clear()


def _compute(
    deadline: Deadline,
    start: date,
    moment: datetime | None,
    calendar: Calendar,
    region: Region | None,
    facts: _Facts,
) -> DueDate:
    inputs = _inputs(facts)
    _check(deadline, start, inputs)
    wording = word(deadline, region)
    frame = Frame(
        calendar=calendar,
        rules=deadline.counting,
        rolls=deadline.rolls,
        excluded_days=inputs.excluded_days if deadline.is_excludable else 0,
        extended_days=inputs.extended_days,
    )
    counted = _count(deadline, wording.readings, start, moment, frame)
    limits = deadline.known_limits(inputs)
    closing = [] if limits else closing_steps(deadline, wording, counted, inputs, calendar)
    result = DueDate(
        rule=deadline.code,
        duty=deadline.duty,
        nature=deadline.nature,
        trigger=start,
        trigger_at=moment,
        trigger_event=deadline.trigger,
        period=wording.period,
        due=None if counted.is_provisional else counted.end,
        status=Status.PROVISIONAL if counted.is_provisional else Status.CERTAIN,
        raw=counted.raw,
        provisional=counted.end if counted.is_provisional else None,
        safe=counted.safe,
        at=counted.at,
        safe_at=counted.safe_at,
        basis=wording.basis,
        proof=(*opening_steps(deadline, wording, start), *counted.steps, *closing),
        calendar_version=calendar.version,
        inputs=inputs,
        region=region.name if region else None,
        reading=wording.readings[0].key,
    )
    if not limits:
        return result
    result = apply_limits(result, limits, frame)
    counted = replace(
        counted, end=result.expected, safe=result.safe, is_provisional=not result.is_certain
    )
    closing = closing_steps(deadline, wording, counted, inputs, calendar)
    return replace(result, proof=(*result.proof, *closing))


def _count(
    deadline: Deadline,
    readings: tuple[Reading, ...],
    start: date,
    moment: datetime | None,
    frame: Frame,
) -> Tally:
    period = readings[0].period
    if period.count is Count.HOURS:
        return count_hours(deadline.code, period, moment)
    counted = tally(period, start, frame)
    if deadline.is_disputed and len(readings) > 1:
        return heed_other_readings(counted, readings[1:], start, frame)
    return counted


# Most questions come with the same few circumstances, or with none.
@lru_cache(maxsize=256)
def _inputs(facts: _Facts) -> Inputs:
    return Inputs(**dict(facts))


def _in_shanghai(moment: datetime) -> datetime:
    """Take the moment over to Shanghai; one without a zone is meant there."""
    return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _check(deadline: Deadline, start: date, inputs: Inputs) -> None:
    if not _FIRST_YEAR <= start.year <= _LAST_YEAR:
        message = f"触发日应在{_FIRST_YEAR}至{_LAST_YEAR}年之间：{start}"
        raise DeadlineInputError(message)
    limit = deadline.max_extension_days
    if limit is not None and inputs.extended_days > limit:
        allowed = f"至多延长{limit}日" if limit else "不得延长"
        message = f"{deadline.code}（{deadline.duty}）{allowed}，所报为{inputs.extended_days}日"
        raise DeadlineInputError(message)
    if (inputs.excluded_days or inputs.extended_days) and (
        deadline.period.count.is_backward or deadline.period.count is Count.HOURS
    ):
        message = f"{deadline.code}的期间（{deadline.period.label}）不适用扣除或者延长"
        raise DeadlineInputError(message)
    if inputs.made_on and inputs.made_on > start:
        message = f"行为作出之日{inputs.made_on}晚于起算日{start}，请核对"
        raise DeadlineInputError(message)
