"""`fuyuan calendar`: which years are announced, and taking in the notice of a new one."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text

from fuyuan.year_view import arrangement, console, kind_of, print_table
from rules.vocabulary.calendar import WEEKDAYS
from rules.vocabulary.festival import statutory_holidays
from rules.vocabulary.overlay import Overlay
from tasks.calendar_adoption import (
    Adoption,
    Withdrawal,
    propose_adoption,
    propose_withdrawal,
)
from tasks.calendars import proposed

if TYPE_CHECKING:
    from tasks.running import Change

STATUS = {"certain": "确定", "provisional": "暂定"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an adoption or a withdrawal did, or with `is_trial` would do."""

    overlay: Overlay
    result: str
    is_trial: bool
    changes: Sequence["Change"]

    def as_json(self) -> dict[str, Any]:
        """The outcome as plain values."""
        return {
            "year": self.overlay.year,
            "kind": "revision" if self.overlay.is_revision else "notice",
            "source": self.overlay.source,
            "version": self.overlay.version,
            "result": self.result,
            "dry_run": self.is_trial,
            "changes": [dataclasses.asdict(change) for change in self.changes],
        }


def adopt(file: Path, *, is_trial: bool = False) -> Outcome:
    """Take in a notice and compute anew, in one transaction, every date that waited for it.

    Raises OverlayError, AdoptionError; then nothing has changed. A file that is adopted already
    only finishes what an interrupted adoption left.
    """
    adoption = propose_adoption(file)
    changes = _carry_out(adoption, is_trial=is_trial, also_certain=adoption.reaches_back)
    result = f"{adoption.known}，历法没有变化" if adoption.known else f"录入为 {adoption.place}"
    return Outcome(overlay=adoption.overlay, result=result, is_trial=is_trial, changes=changes)


def withdraw(year: int, *, is_trial: bool = False) -> Outcome:
    """Take back the file adopted last for a year; what it made certain is provisional again.

    Raises OverlayError, AdoptionError.
    """
    withdrawal = propose_withdrawal(year)
    changes = _carry_out(withdrawal, is_trial=is_trial, also_certain=True)
    result = f"撤回，文件留作 {withdrawal.kept_as}"
    return Outcome(overlay=withdrawal.overlay, result=result, is_trial=is_trial, changes=changes)


def show_outcome(outcome: Outcome) -> None:
    """Print an adopted notice and every date that moved."""
    overlay = outcome.overlay
    console.print(Text(f"{overlay.year}年{kind_of(overlay)}：{overlay.source}"))
    for line in arrangement(overlay.rest_days, sorted(overlay.working_weekends)):
        console.print(Text(f"  {line}"), soft_wrap=True)
    console.print(Text(f"{outcome.result}。"), soft_wrap=True)
    print_table(
        f"重算的期限（{len(outcome.changes)}项）",
        ("案号", "期限", "原日期（状态）", "新日期（状态）"),
        [
            (
                each.case_number,
                each.title,
                f"{each.before}（{STATUS[each.was]}）",
                f"{each.after}（{STATUS[each.status]}）",
            )
            for each in outcome.changes
        ],
    )
    if outcome.is_trial:
        console.print("以上为试算，没有改动任何内容；去掉 --dry-run 即生效。", style="yellow")


def template(year: int) -> str:
    """A TOML file to type the notice of a year into; unfilled, it is refused."""
    festivals: dict[str, list[date]] = {}
    for day, name in statutory_holidays(year).items():
        festivals.setdefault(name, []).append(day)
    lines = [
        f"# {year}年部分节假日安排。照国务院办公厅通知逐日填写，日期写成 {year}-01-01，逗号分隔。",
        f"# 填好后先试算：fuyuan calendar adopt {year}.toml --dry-run",
        "",
        f"year = {year}",
        'kind = "notice"',
        "# 通知名称、文号，必填",
        'source = ""',
        f"# 公布日期：填好后去掉本行开头的井号\n# announced_on = {year - 1}-11-01",
        "",
        f"# 调休上班的周六、周日；元旦调休的可以落在{year - 1}年12月",
        "working_weekends = []",
        "",
        "# 放假的每一天，连同放假的周末和调休放假日；法定假日必须在内",
        "[rest_days]",
    ]
    for name, days in festivals.items():
        listed = "、".join(f"{day}（星期{WEEKDAYS[day.weekday()]}）" for day in days)
        lines += [f"# 法定假日：{listed}", f'"{name}" = []']
    return "\n".join(lines) + "\n"


def _carry_out(
    plan: Adoption | Withdrawal, *, is_trial: bool, also_certain: bool
) -> list["Change"]:
    """Move the file and the dates together: if either fails, both are as they were."""
    from models.ledger import ledger
    from tasks.deadline_changes import recompute_provisional

    is_moved = False
    try:
        with ledger() as session, proposed(plan.calendar):
            changes = recompute_provisional(session, also_certain=also_certain)
            if is_trial:
                session.rollback()
            elif not (isinstance(plan, Adoption) and plan.known):
                plan.carry_out()
                is_moved = True
    except BaseException:
        if is_moved:
            plan.take_back()
        raise
    return changes
