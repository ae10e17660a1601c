"""The words of a proof's steps, for a reader who will check them with a calendar in hand."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rules.vocabulary.article import Statute, cite, cite_together
from rules.vocabulary.calendar import ONE_DAY, Calendar
from rules.vocabulary.counting import Frame, Tally
from rules.vocabulary.deadline import Deadline, Reading
from rules.vocabulary.period import Count, Period
from rules.vocabulary.proof import Inputs, Nature, Step
from rules.vocabulary.region import Region

MONTH_END = str(cite(Statute.CIVIL_CODE, 202))
END_OF_DAY = str(cite(Statute.CIVIL_CODE, 203, 2))
_LISTED_DAYS = 15
_STARTS_ON_TRIGGER = frozenset(
    {
        Count.SAME_DAY,
        Count.HOURS,
        Count.DAYS_BEFORE,
        Count.WORKING_DAYS_BEFORE,
        Count.HALF_YEAR_REPORT,
        Count.QUARTER_REPORT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a proof says of a deadline in a region on whatever day: put into words once."""

    readings: tuple[Reading, ...]
    period: str
    basis: str
    after_trigger: str
    choice: tuple[Step, ...]
    before_first_day: str
    after_first_day: str
    nature: str
    end_of_day: str


# A few regions of some hundred deadlines; about a kilobyte each.
@lru_cache(maxsize=1024)
def word(deadline: Deadline, region: Region | None) -> Wording:
    """Put into words what no day changes: the articles, the readings, what ends the day."""
    readings = deadline.all_readings(region)
    chosen, counting = readings[0], deadline.counting
    basis, period = cite_together(chosen.basis), chosen.period.label
    starts_after = chosen.period.count not in _STARTS_ON_TRIGGER
    note = f"（{counting.note}）" if counting.note else ""
    return Wording(
        readings=readings,
        period=period,
        basis=basis,
        after_trigger=f"（{deadline.trigger}），依{basis}，{deadline.duty}的期间为{period}",
        choice=_choice(readings, region),
        before_first_day=f"依{counting.start}，当日不计入，自" if starts_after else "",
        after_first_day=f"起算{note}",
        nature=deadline.nature.label,
        end_of_day=_end_of_day(deadline.nature, region),
    )


def _choice(readings: tuple[Reading, ...], region: Region | None) -> tuple[Step, ...]:
    if len(readings) == 1:
        return ()
    chooser = f"地区{region.title}选定" if region else "默认"
    others = "、".join(reading.title for reading in readings[1:])
    text = f"本期限有不同读法，{chooser}“{readings[0].title}”；另有：{others}"
    return (Step(text=text),)


def _end_of_day(nature: Nature, region: Region | None) -> str:
    if nature is not Nature.LAST_DAY:
        return ""
    if region and region.business_cutoff:
        return f"，依{END_OF_DAY}至当日业务停止时间{region.business_cutoff:%H:%M}止"
    return f"，至当日24时止；有业务时间的，依{END_OF_DAY}至停止业务活动的时间止"


def opening_steps(deadline: Deadline, wording: Wording, start: date) -> list[Step]:
    """Say the trigger, the article, which reading applies and when the count begins."""
    steps = [Step(text=f"触发日{start}{wording.after_trigger}", on=start), *wording.choice]
    if wording.before_first_day:
        first = start + ONE_DAY
        text = f"{wording.before_first_day}{first}{wording.after_first_day}"
        steps.append(Step(text=text, on=first))
    if deadline.valid_from and start < deadline.valid_from:
        text = f"提示：所依条文自{deadline.valid_from}起施行，触发日在此之前，请核对旧规定"
        steps.append(Step(text=text))
    elif deadline.valid_until and start > deadline.valid_until:
        text = f"提示：所依条文至{deadline.valid_until}止，触发日在此之后，请核对新规定"
        steps.append(Step(text=text))
    return steps


def closing_steps(
    deadline: Deadline, wording: Wording, counted: Tally, inputs: Inputs, calendar: Calendar
) -> list[Step]:
    """Say what was not counted, and whether the date is certain or provisional."""
    if counted.at:
        return []  # An hour and a minute have been said.
    steps = []
    if inputs.excluded_days and not deadline.is_excludable:
        text = f"本期限为最长期限或者不适用扣除，所报扣除{inputs.excluded_days}日不计入"
        steps.append(Step(text=text))
    if counted.is_provisional:
        text = _provisional_text(counted, deadline.nature, calendar)
    else:
        text = f"{wording.nature}{counted.end}确定{wording.end_of_day}"
    steps.append(Step(text=text, on=counted.end))
    return steps


def _provisional_text(counted: Tally, nature: Nature, calendar: Calendar) -> str:
    reason = "涉及尚未公布或者仍可能调整的节假日安排"
    if counted.end.year < calendar.first_year:
        reason = f"历法资料起于{calendar.first_year}年，此前的休假日系推算"
    advice = "为限" if nature is Nature.LAST_DAY else "起方可"
    return (
        f"{reason}，{nature.label}暂定为{counted.end}；"
        f"不得据此认定他人逾期，"
        f"己方按各种可能的安排从严，以{counted.safe}{advice}行事"
    )


def raw_text(period: Period, start: date, raw: date, calendar: Calendar) -> str:
    """Say how the raw end was found."""
    name = calendar.name(raw)
    match period.count:
        case Count.DAYS:
            return f"按自然日计{period.n}日，中间的休假日不扣除，届满日为{name}"
        case Count.MONTHS | Count.YEARS:
            reason = (
                f"到期月没有{start.day}日，参照{MONTH_END}以月末日为届满日"
                if raw.day != start.day
                else "以到期月的对应日为届满日"
            )
            return f"按{period.label}计，{reason}：{name}"
        case Count.SAME_DAY:
            return f"以{name}本日为准"
        case _:
            return f"{start}所在报告期的报送日按{period.label}配置，为{name}"


def roll_text(raw: date, end: date, frame: Frame) -> str:
    """Say whether the last day is a rest day, and where it rolls."""
    if not frame.rolls:
        return f"本期限末日不因休假日顺延，为{frame.calendar.name(end)}"
    if raw == end:
        return f"{frame.calendar.name(raw)}不是休假日，不顺延"
    return (
        f"{frame.calendar.name(raw)}为休假日，依{frame.rules.roll_text}，"
        f"顺延至其后第一个工作日{frame.calendar.name(end)}"
    )


def working_text(number: int, listed: tuple[date, ...], frame: Frame) -> str:
    """List the working days that were counted."""
    names = "、".join(map(_month_and_day, listed[:_LISTED_DAYS]))
    more = "等" if len(listed) > _LISTED_DAYS else ""
    last = frame.calendar.name(listed[-1])
    return f"{number}个工作日依次为{names}{more}，届满日为{last}{frame.rules.working_text}"


@lru_cache(maxsize=4096)
def _month_and_day(day: date) -> str:
    return f"{day.month}月{day.day}日"
