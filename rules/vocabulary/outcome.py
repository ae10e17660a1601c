"""What a count turns into: a due date, the shorter of two readings, the earliest of limits."""

from dataclasses import replace
from datetime import timedelta

from rules.vocabulary.article import Statute, cite, cite_together
from rules.vocabulary.counting import Frame, Tally
from rules.vocabulary.deadline import Deadline, Reading
from rules.vocabulary.period import Period
from rules.vocabulary.proof import DeadlineInputError, DueDate, Status, Step, earliest_of
from rules.vocabulary.tally import tally

_NEXT_HOUR = cite(Statute.CIVIL_PROCEDURE_INTERPRETATION, 125)


def settle(result: DueDate, counted: Tally) -> DueDate:
    """Take a count over: certain or provisional, with its steps."""
    return replace(
        result,
        raw=counted.raw,
        due=None if counted.is_provisional else counted.end,
        provisional=counted.end if counted.is_provisional else None,
        status=Status.PROVISIONAL if counted.is_provisional else Status.CERTAIN,
        safe=counted.safe,
        proof=(*result.proof, *counted.steps),
    )


def heed_other_readings(result: DueDate, others: tuple[Reading, ...], frame: Frame) -> DueDate:
    """Keep the result, but act by the shortest reading."""
    for reading in others:
        counted = tally(reading.period, result.trigger, frame)
        text = f"另一读法“{reading.title}”的届满日为{counted.end}，提醒以较早者为准"
        result = replace(
            result,
            safe=min(result.safe, counted.safe),
            proof=(*result.proof, Step(text=text, on=min(result.safe, counted.safe))),
        )
    return result


def apply_limits(result: DueDate, deadline: Deadline, frame: Frame) -> DueDate:
    """Take the earliest of the period and of every further limit whose fact is known."""
    candidates = [result]
    for limit in deadline.limits:
        since = getattr(result.inputs, limit.since)
        if since is None:
            continue
        period = limit.period
        if result.inputs.is_immovable and limit.immovable_period:
            period = limit.immovable_period
        own = replace(
            frame,
            extended_days=0,
            excluded_days=result.inputs.excluded_days if limit.is_excludable else 0,
        )
        basis = cite_together(limit.basis)
        opening = Step(text=f"另自{limit.event}{since}起，依{basis}，{limit.title}{period.label}")
        bare = replace(result, duty=limit.title, period=period.label, basis=basis, proof=(opening,))
        candidates.append(settle(bare, tally(period, since, own)))
    if len(candidates) == 1:
        return result
    chosen = earliest_of(*candidates)
    return replace(chosen, duty=deadline.duty, combination=None, parts=())


def in_hours(result: DueDate, period: Period) -> DueDate:
    """Count hours from the hour after the trigger; act as if from the trigger itself."""
    moment = result.trigger_at
    if moment is None:
        message = f"{result.rule}以小时计，请给出触发的时刻"
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
    return replace(
        result,
        due=at.date(),
        raw=at.date(),
        safe=safe_at.date(),
        at=at,
        safe_at=safe_at,
        proof=(*result.proof, *steps),
    )
