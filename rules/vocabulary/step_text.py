"""The words of a proof's steps, for a reader who will check them with a calendar in hand."""

from datetime import date, timedelta

from rules.vocabulary.article import Article, Statute, cite, cite_together
from rules.vocabulary.calendar import Calendar
from rules.vocabulary.counting import Frame
from rules.vocabulary.deadline import Deadline, Reading
from rules.vocabulary.period import Count, Period
from rules.vocabulary.proof import DueDate, Nature, Step
from rules.vocabulary.region import Region

MONTH_END = cite(Statute.CIVIL_CODE, 202)
END_OF_DAY = cite(Statute.CIVIL_CODE, 203, 2)
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


def opening_steps(
    deadline: Deadline, readings: tuple[Reading, ...], start: date, region: Region | None
) -> tuple[Step, ...]:
    """Say the trigger, the article, which reading applies and when the count begins."""
    chosen = readings[0]
    head = f"触发日{start}（{deadline.trigger}），依{cite_together(chosen.basis)}"
    steps = [Step(text=f"{head}，{deadline.duty}的期间为{chosen.period.label}", on=start)]
    if len(readings) > 1:
        chooser = f"地区{region.title}选定" if region else "默认"
        others = "、".join(reading.title for reading in readings[1:])
        text = f"本期限有不同读法，{chooser}“{chosen.title}”；另有：{others}"
        steps.append(Step(text=text))
    if chosen.period.count not in _STARTS_ON_TRIGGER:
        note = f"（{deadline.counting.note}）" if deadline.counting.note else ""
        first = start + timedelta(days=1)
        text = f"依{deadline.counting.start}，当日不计入，自{first}起算{note}"
        steps.append(Step(text=text, on=first))
    return (*steps, *_warn_if_not_in_force(deadline, start))


def _warn_if_not_in_force(deadline: Deadline, start: date) -> tuple[Step, ...]:
    if deadline.valid_from and start < deadline.valid_from:
        text = f"提示：所依条文自{deadline.valid_from}起施行，触发日在此之前，请核对旧规定"
        return (Step(text=text),)
    if deadline.valid_until and start > deadline.valid_until:
        text = f"提示：所依条文至{deadline.valid_until}止，触发日在此之后，请核对新规定"
        return (Step(text=text),)
    return ()


def closing_steps(
    result: DueDate, deadline: Deadline, calendar: Calendar, region: Region | None
) -> tuple[Step, ...]:
    """Say what was not counted, and whether the date is certain or provisional."""
    steps = []
    if result.inputs.excluded_days and not deadline.is_excludable:
        text = f"本期限为最长期限或者不适用扣除，所报扣除{result.inputs.excluded_days}日不计入"
        steps.append(Step(text=text))
    if result.is_certain:
        text = f"{deadline.nature.label}{result.due}确定{_end_of_day(deadline.nature, region)}"
    else:
        text = _provisional_text(result, deadline.nature, calendar)
    return (*steps, Step(text=text, on=result.expected))


def _end_of_day(nature: Nature, region: Region | None) -> str:
    if nature is not Nature.LAST_DAY:
        return ""
    if region and region.business_cutoff:
        return f"，依{END_OF_DAY}至当日业务停止时间{region.business_cutoff:%H:%M}止"
    return f"，至当日24时止；有业务时间的，依{END_OF_DAY}至停止业务活动的时间止"


def _provisional_text(result: DueDate, nature: Nature, calendar: Calendar) -> str:
    reason = "涉及尚未公布或者仍可能调整的节假日安排"
    if result.expected.year < calendar.first_year:
        reason = f"历法资料起于{calendar.first_year}年，此前的休假日系推算"
    advice = "为限" if nature is Nature.LAST_DAY else "起方可"
    return (
        f"{reason}，{nature.label}暂定为{result.provisional}；"
        f"不得据此认定他人逾期，"
        f"己方按各种可能的安排从严，以{result.safe}{advice}行事"
    )


def raw_text(period: Period, start: date, raw: date, calendar: Calendar) -> str:
    """Say how the raw end was found."""
    match period.count:
        case Count.MONTHS | Count.YEARS:
            reason = (
                f"到期月没有{start.day}日，参照{MONTH_END}以月末日为届满日"
                if raw.day != start.day
                else "以到期月的对应日为届满日"
            )
            return f"按{period.label}计，{reason}：{name_day(raw, calendar)}"
        case Count.SAME_DAY:
            return f"以{name_day(raw, calendar)}本日为准"
        case Count.HALF_YEAR_REPORT | Count.QUARTER_REPORT:
            return f"{start}所在报告期的报送日按{period.label}配置，为{name_day(raw, calendar)}"
        case _:
            return f"按自然日计{period.n}日，中间的休假日不扣除，届满日为{name_day(raw, calendar)}"


def roll_text(raw: date, end: date, frame: Frame) -> str:
    """Say whether the last day is a rest day, and where it rolls."""
    if not frame.rolls:
        return f"本期限末日不因休假日顺延，为{name_day(end, frame.calendar)}"
    if raw == end:
        return f"{name_day(raw, frame.calendar)}不是休假日，不顺延"
    return (
        f"{name_day(raw, frame.calendar)}为休假日，依{frame.rules.roll}，"
        f"顺延至其后第一个工作日{name_day(end, frame.calendar)}"
    )


def working_text(number: int, listed: list[date], frame: Frame) -> str:
    """List the working days that were counted."""
    names = "、".join(f"{day.month}月{day.day}日" for day in listed[:_LISTED_DAYS])
    more = "等" if len(listed) > _LISTED_DAYS else ""
    last = name_day(listed[-1], frame.calendar)
    return f"{number}个工作日依次为{names}{more}，届满日为{last}{in_brackets(frame.rules.working)}"


def in_brackets(article: Article | None) -> str:
    """Put an article in brackets, or nothing."""
    return f"（{article}）" if article else ""


def name_day(day: date, calendar: Calendar) -> str:
    """Name a day with its weekday, its holiday and whether it is provisional."""
    estimated = "，暂定" if calendar.is_provisional(day) else ""
    return f"{day}（{calendar.describe(day)}{estimated}）"
