"""`fuyuan deadline` and `fuyuan region show`: what they print, without a server or a database."""

import json
from datetime import date, datetime, time

from rules.deadlines import find
from rules.vocabulary.article import Article, cite_together
from rules.vocabulary.calendar import WEEKDAYS
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.engine import compute
from rules.vocabulary.proof import DeadlineInputError, DueDate
from rules.vocabulary.region import load_region
from tasks.calendars import current_calendar


def run(  # noqa: PLR0913 -- one argument for each option of the command
    rule: str,
    on: date | str,
    *,
    region: str = "national",
    excluded_days: int = 0,
    extended_days: int = 0,
    made_on: date | str | None = None,
    told_on: date | str | None = None,
    is_immovable: bool = False,
    at: time | str | None = None,
    as_json: bool = False,
) -> str:
    """Compute one deadline and return the text, or the JSON, to print.

    Raises `ValueError` with a Chinese message on an unknown rule, region, date or time.
    """
    deadline = find(rule)
    trigger = as_date(on)
    due = compute(
        deadline,
        trigger if at is None else datetime.combine(trigger, _as_time(at)),
        calendar=current_calendar(),
        region=load_region(region),
        excluded_days=excluded_days,
        extended_days=extended_days,
        made_on=None if made_on is None else as_date(made_on),
        told_on=None if told_on is None else as_date(told_on),
        is_immovable=is_immovable,
    )
    return _as_json(due, deadline) if as_json else _as_text(due, deadline)


def region_report(name: str) -> str:
    """List every value of a region with its source, and what is still in doubt."""
    region = load_region(name)
    lines = [f"{region.title}（{region.name}）"]
    for key, setting in sorted(region.settings.items()):
        value = setting.value
        shown = "、".join(map(str, value)) if isinstance(value, list) else str(value)
        lines.append(f"{key} = {shown}")
        lines.append(f"    出处：{setting.source}（{setting.path.name} 第{setting.line}行）")
        if setting.doubt:
            lines.append(f"    存疑：{setting.doubt}")
    return "\n".join(lines)


def _as_json(due: DueDate, deadline: Deadline) -> str:
    articles = [
        {"article": str(article), "quote": article.quote, "edition": article.edition}
        for article in _articles(due, deadline)
    ]
    return json.dumps({**due.to_json(), "articles": articles}, ensure_ascii=False, indent=2)


def _as_text(due: DueDate, deadline: Deadline) -> str:
    moment = f" {due.trigger_at:%H:%M}" if due.trigger_at else ""
    lines = [
        f"{due.rule}  {deadline.actor}：{due.duty}",
        f"触发日  {_name(due.trigger)}{moment}  {due.trigger_event}",
        f"期间    {due.period}",
        f"{due.nature.label}  {_name(due.expected)}{_hour(due.at)}  {due.status.label}",
        f"稳妥日  {_name(due.safe)}{_hour(due.safe_at)}",
        f"依据    {due.basis}",
        *(f"条文    {_quoted(article)}" for article in _articles(due, deadline)),
    ]
    for title, text in (
        ("延长", deadline.extension),
        ("扣除", deadline.suspension),
        ("逾期", deadline.if_missed),
        ("存疑", deadline.doubt),
    ):
        if text:
            lines.append(f"{title}    {text}")
    lines.append(f"信度    {deadline.confidence}（{deadline.confidence.label}）")
    lines.append(f"历法    {due.calendar_version}")
    return "\n".join([*lines, "", "计算过程", *due.proof_lines()])


def _articles(due: DueDate, deadline: Deadline) -> tuple[Article, ...]:
    """The articles behind a result: those of the reading, or of the limit, that decided it."""
    readings = (reading.basis for reading in deadline.readings)
    limits = (limit.basis for limit in deadline.limits)
    bases = (deadline.basis, *readings, *limits)
    return next(basis for basis in bases if cite_together(basis) == due.basis)


def _quoted(article: Article) -> str:
    if not article.quote:
        return f"{article}：原文未收录，请核对"
    # A line a paragraph, each under the first.
    quote = article.quote.replace("\n", "\n        ")
    return f"{article}（{article.edition}）“{quote}”"


def _name(day: date) -> str:
    return f"{day}（星期{WEEKDAYS[day.weekday()]}）"


def _hour(moment: datetime | None) -> str:
    return f" {moment:%H:%M}" if moment else ""


def as_date(value: date | str) -> date:
    """A date as it is typed. Raises DeadlineInputError."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        message = f"日期“{value}”无法识别，请写成 2026-03-02"
        raise DeadlineInputError(message) from error


def _as_time(value: time | str) -> time:
    if isinstance(value, time):
        return value
    try:
        return time.fromisoformat(value.strip())
    except ValueError as error:
        message = f"时刻“{value}”无法识别，请写成 16:30"
        raise DeadlineInputError(message) from error
