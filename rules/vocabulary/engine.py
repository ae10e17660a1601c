"""`compute`: the one way from a trigger to a due date, with its proof."""

from dataclasses import replace
from datetime import date, datetime
from typing import Unpack
from zoneinfo import ZoneInfo

from rules.vocabulary.article import cite_together
from rules.vocabulary.calendar import Calendar
from rules.vocabulary.counting import Frame
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.outcome import apply_limits, heed_other_readings, in_hours, settle
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
from rules.vocabulary.step_text import closing_steps, opening_steps
from rules.vocabulary.tally import tally

SHANGHAI = ZoneInfo("Asia/Shanghai")
_FIRST_YEAR, _LAST_YEAR = 1950, 2069


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
    start, moment = _civil(trigger)
    inputs = Inputs(**circumstances)
    _check(deadline, start, inputs)
    readings = deadline.all_readings(region)
    result = DueDate(
        rule=deadline.code,
        duty=deadline.duty,
        nature=deadline.nature,
        trigger=start,
        trigger_at=moment,
        trigger_event=deadline.trigger,
        period=readings[0].period.label,
        due=None,
        status=Status.CERTAIN,
        raw=start,
        provisional=None,
        safe=start,
        basis=cite_together(readings[0].basis),
        proof=opening_steps(deadline, readings, start, region),
        calendar_version=calendar.version,
        inputs=inputs,
        region=region.name if region else None,
        reading=readings[0].key,
    )
    if readings[0].period.count is Count.HOURS:
        return in_hours(result, readings[0].period)
    frame = Frame(
        calendar=calendar,
        rules=deadline.counting,
        rolls=deadline.rolls,
        excluded_days=inputs.excluded_days if deadline.is_excludable else 0,
        extended_days=inputs.extended_days,
    )
    result = settle(result, tally(readings[0].period, start, frame))
    if deadline.is_disputed:
        result = heed_other_readings(result, readings[1:], frame)
    result = apply_limits(result, deadline, frame)
    closing = closing_steps(result, deadline, calendar, region)
    return replace(result, proof=(*result.proof, *closing))


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


def _civil(trigger: date | datetime) -> tuple[date, datetime | None]:
    """Find the civil date in Shanghai, and the moment if one was given."""
    if not isinstance(trigger, datetime):
        start, moment = trigger, None
    else:
        moment = (
            trigger.astimezone(SHANGHAI) if trigger.tzinfo else trigger.replace(tzinfo=SHANGHAI)
        )
        start = moment.date()
    if not _FIRST_YEAR <= start.year <= _LAST_YEAR:
        message = f"触发日应在{_FIRST_YEAR}至{_LAST_YEAR}年之间：{start}"
        raise DeadlineInputError(message)
    return start, moment


def _check(deadline: Deadline, start: date, inputs: Inputs) -> None:
    limit = deadline.max_extension_days
    if limit is not None and inputs.extended_days > limit:
        allowed = f"至多延长{limit}日" if limit else "不得延长"
        message = f"{deadline.code}（{deadline.duty}）{allowed}，所报为{inputs.extended_days}日"
        raise DeadlineInputError(message)
    if (deadline.period.count.is_backward or deadline.period.count is Count.HOURS) and (
        inputs.excluded_days or inputs.extended_days
    ):
        message = f"{deadline.code}的期间（{deadline.period.label}）不适用扣除或者延长"
        raise DeadlineInputError(message)
    if inputs.made_on and inputs.made_on > start:
        message = f"行为作出之日{inputs.made_on}晚于起算日{start}，请核对"
        raise DeadlineInputError(message)
