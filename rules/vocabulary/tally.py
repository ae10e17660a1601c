"""How a period is counted through the calendar, step by step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from rules.vocabulary.calendar import ONE_DAY
from rules.vocabulary.counting import Frame, Tally
from rules.vocabulary.day_search import last_sure_day, next_day, nth_day, previous_day
from rules.vocabulary.period import Count, Period, raw_end
from rules.vocabulary.proof import Step
from rules.vocabulary.step_text import raw_text, roll_text, working_text


def tally(period: Period, start: date, frame: Frame) -> Tally:
    """Count a period, and the stages that follow it, from the day after `start`."""
    own = replace(frame, excluded_days=0, extended_days=0) if period.then else frame
    counted = _COUNTERS.get(period.count, _count_by_calendar)(period, start, own)
    if period.then is None:
        return counted
    # A chain goes on from the rolled end of the stage before it.
    following = tally(period.then, counted.end, frame)
    step = Step(text=f"以上一期限的届满日起算下一期限（{period.then.label}）", on=counted.end)
    return replace(
        following,
        is_provisional=counted.is_provisional or following.is_provisional,
        safe=tally(period.then, counted.safe, frame).safe
        if counted.is_provisional
        else following.safe,
        steps=(*counted.steps, step, *following.steps),
    )


def _count_by_calendar(period: Period, start: date, frame: Frame) -> Tally:
    raw = raw_end(period, start)
    steps = [Step(text=raw_text(period, start, raw, frame.calendar), on=raw)]
    if frame.extended_days:
        raw += timedelta(days=frame.extended_days)
        text = f"延长{frame.extended_days}日，自未顺延的届满日接续计算（接续方法为设计假设）"
        steps.append(Step(text=text, on=raw))
    return _exclude_and_roll(raw, raw, start, frame, steps)


def _count_working(period: Period, start: date, frame: Frame) -> Tally:
    number = period.n + frame.extended_days
    calendar = frame.calendar
    listed = calendar.working_days_after(start, number)
    raw = listed[-1]
    is_provisional = calendar.is_any_provisional(start, raw)
    earliest = nth_day(start, number, calendar.may_work) if is_provisional else raw
    steps = [Step(text=working_text(number, listed, frame), on=raw)]
    settled = _exclude_and_roll(raw, earliest, start, frame, steps)
    if not is_provisional or settled.is_provisional:
        return settled
    safe = last_sure_day(earliest + timedelta(days=frame.excluded_days), start, calendar)
    return replace(settled, is_provisional=True, safe=safe)


def _count_after_working(period: Period, start: date, frame: Frame) -> Tally:
    """First day on which one may act: here the safe day is the later one."""
    inner = _count_working(period, start, frame)
    calendar = frame.calendar
    first = calendar.working_day_from(inner.end + ONE_DAY)
    is_provisional = inner.is_provisional or calendar.is_any_provisional(inner.end, first)
    safe = first
    if is_provisional:
        number = period.n + frame.extended_days
        last = nth_day(start, number, calendar.surely_works)
        if frame.excluded_days:
            last = next_day(last + timedelta(days=frame.excluded_days - 1), calendar.surely_works)
        safe = next_day(last, calendar.surely_works)
    text = f"期满后的第一个工作日为{calendar.name(first)}，此前不得提出"
    return Tally(
        raw=first,
        end=first,
        safe=safe,
        is_provisional=is_provisional,
        steps=(*inner.steps, Step(text=text, on=first)),
    )


def _count_days_before(period: Period, start: date, frame: Frame) -> Tally:
    calendar = frame.calendar
    raw = raw_end(period, start)
    steps = [Step(text=f"自{start}倒计{period.n}日，为{calendar.name(raw)}", on=raw)]
    end = raw
    while calendar.is_likely_rest_day(end):
        end -= ONE_DAY
    text = (
        f"{calendar.name(raw)}为休假日，倒计期限向前移至{calendar.name(end)}（设计假设）"
        if end != raw
        else f"{calendar.name(raw)}不是休假日，不移动"
    )
    steps.append(Step(text=text, on=end))
    is_provisional = calendar.is_any_provisional(end - ONE_DAY, raw)
    safe = previous_day(raw + ONE_DAY, calendar.surely_works) if is_provisional else end
    return Tally(raw=raw, end=end, safe=safe, is_provisional=is_provisional, steps=tuple(steps))


def _count_working_before(period: Period, start: date, frame: Frame) -> Tally:
    calendar = frame.calendar
    end = safe = start
    for _ in range(period.n):
        end = previous_day(end, lambda day: not calendar.is_likely_rest_day(day))
        safe = previous_day(safe, calendar.surely_works)
    is_provisional = calendar.is_any_provisional(end - ONE_DAY, start)
    text = f"自{start}倒数{period.n}个工作日，为{calendar.name(end)}{frame.rules.working_text}"
    return Tally(
        raw=end,
        end=end,
        safe=safe if is_provisional else end,
        is_provisional=is_provisional,
        steps=(Step(text=text, on=end),),
    )


_COUNTERS: dict[Count, Callable[[Period, date, Frame], Tally]] = {
    Count.WORKING_DAYS: _count_working,
    Count.AFTER_WORKING_DAYS: _count_after_working,
    Count.DAYS_BEFORE: _count_days_before,
    Count.WORKING_DAYS_BEFORE: _count_working_before,
}


def _exclude_and_roll(
    raw: date, earliest: date, start: date, frame: Frame, steps: list[Step]
) -> Tally:
    calendar = frame.calendar
    if frame.excluded_days:
        shift = timedelta(days=frame.excluded_days)
        raw, earliest = raw + shift, earliest + shift
        text = f"扣除{frame.excluded_days}日（首尾均计），届满日推至{calendar.name(raw)}"
        steps.append(Step(text=text, on=raw))
    end = calendar.working_day_from(raw) if frame.rolls else raw
    steps.append(Step(text=roll_text(raw, end, frame), on=end))
    is_provisional = frame.rolls and calendar.is_any_provisional(raw - ONE_DAY, end)
    safe = last_sure_day(earliest, start, calendar) if is_provisional else end
    return Tally(raw=raw, end=end, safe=safe, is_provisional=is_provisional, steps=tuple(steps))
