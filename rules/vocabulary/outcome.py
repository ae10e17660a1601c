"""What a count turns into: the shorter of two readings, the earliest of limits, hours."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from rules.vocabulary.article import Statute, cite, cite_together
from rules.vocabulary.counting import Frame, Tally
from rules.vocabulary.deadline import Limit, Reading
from rules.vocabulary.period import Period
from rules.vocabulary.proof import DeadlineInputError, DueDate, Status, Step, earliest_of
from rules.vocabulary.tally import tally

_NEXT_HOUR = cite(Statute.CIVIL_PROCEDURE_INTERPRETATION, 125)


def heed_other_readings(
    counted: Tally, others: tuple[Reading, ...], start: date, frame: Frame
) -> Tally:
    """Keep the count, but act by the shortest reading."""
    safe, steps = counted.safe, list(counted.steps)
    for reading in others:
        other = tally(reading.period, start, frame)
        safe = min(safe, other.safe)
        text = f"另一读法“{reading.title}”的届满日为{other.end}，提醒以较早者为准"
        steps.append(Step(text=text, on=safe))
    return replace(counted, safe=safe, steps=tuple(steps))


def apply_limits(result: DueDate, limits: Iterable[Limit], frame: Frame) -> DueDate:
    """Take the earliest of the period and of further limits, whose facts must be known."""
    chosen = earliest_of(result, *(_within(result, limit, frame) for limit in limits))
    return replace(chosen, duty=result.duty, combination=None, parts=())


def _within(result: DueDate, limit: Limit, frame: Frame) -> DueDate:
    since, period = getattr(result.inputs, limit.since), limit.period
    if result.inputs.is_immovable and limit.immovable_period:
        period = limit.immovable_period
    excluded_days = result.inputs.excluded_days if limit.is_excludable else 0
    own = replace(frame, extended_days=0, excluded_days=excluded_days)
    counted = tally(period, since, own)
    basis = cite_together(limit.basis)
    opening = Step(text=f"另自{limit.event}{since}起，依{basis}，{limit.title}{period.label}")
    return replace(
        result,
        duty=limit.title,
        period=period.label,
        basis=basis,
        raw=counted.raw,
        due=None if counted.is_provisional else counted.end,
        provisional=counted.end if counted.is_provisional else None,
        status=Status.PROVISIONAL if counted.is_provisional else Status.CERTAIN,
        safe=counted.safe,
        proof=(opening, *counted.steps),
    )


def count_hours(code: str, period: Period, moment: datetime | None) -> Tally:
    """Count hours from the hour after the trigger; act as if from the trigger itself."""
    if moment is None:
        message = f"{code}以小时计，请给出触发的时刻"
        raise DeadlineInputError(message)
    begins = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    at, safe_at = begins + timedelta(hours=period.n), moment + timedelta(hours=period.n)
    start_text = f"触发于{moment:%H:%M}，依{_NEXT_HOUR}，自次时{begins:%Y-%m-%d %H:%M}起算"
    end_text = f"{period.n}小时届满于{at:%Y-%m-%d %H:%M}，不因休假日顺延"
    safe_text = f"己方从严以触发时刻起满{period.n}小时为限：{safe_at:%Y-%m-%d %H:%M}"
    steps = (
        Step(text=start_text, on=begins.date()),
        Step(text=end_text, on=at.date()),
        Step(text=safe_text, on=safe_at.date()),
    )
    return Tally(
        raw=at.date(),
        end=at.date(),
        safe=safe_at.date(),
        is_provisional=False,
        steps=steps,
        at=at,
        safe_at=safe_at,
    )
