"""The declared deadlines, whole and for one path."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from generating.markdown import code, items, page, table, text

import rules.deadlines
from rules.deadlines import ALIASES, DEADLINES
from rules.vocabulary.article import Confidence
from rules.vocabulary.deadline import Deadline, Limit

HEAD = ("代码", "谁", "做什么", "自何时起", "期间", "依据", "逾期的后果", "信度")
OTHER = "法律没有规定日数、由办案机关指定的"


def deadlines_page() -> str:
    """Every declared deadline, by subject, in the order of the declarations."""
    subjects: dict[str, list[Deadline]] = {}
    for deadline in DEADLINES.values():
        subjects.setdefault(_subjects()[deadline.code], []).append(deadline)
    sections = [
        f"## {title}\n\n{deadline_tables(declared)}" for title, declared in subjects.items()
    ]
    return page(
        "期限总表",
        f"共 {len(DEADLINES)} 项。任何一项都可以直接验算，每一步写明依据：",
        "```sh\n.venv/bin/fuyuan deadline L_ANSWER_15D 2026-09-20\n```",
        _grades(),
        *sections,
        _aliases(),
    )


def deadline_tables(deadlines: Iterable[Deadline]) -> str:
    """The deadlines in a table, and below it what a table has no room for."""
    declared = list(deadlines)
    remarks = [remark for deadline in declared for remark in _remarks(deadline)]
    parts = [table(HEAD, map(_row, declared))]
    if remarks:
        parts.append(items(remarks))
    return "\n\n".join(parts)


def _row(deadline: Deadline) -> tuple[str, ...]:
    return (
        code(deadline.code),
        text(deadline.actor),
        text(deadline.duty),
        text(deadline.trigger),
        text(deadline.period.label),
        text(deadline.basis_text),
        text(deadline.if_missed),
        f"{deadline.confidence.value}（{deadline.confidence.label}）",
    )


def _remarks(deadline: Deadline) -> list[str]:
    said = (
        ("延长", deadline.extension),
        ("扣除、中止", deadline.suspension),
        ("另受限制", "；".join(map(_limit, deadline.limits))),
        ("不同读法", _readings(deadline)),
        ("日数", f"取地区配置 {deadline.length_from}" if deadline.length_from else ""),
        ("含义", deadline.nature.label if deadline.nature.value != "last_day" else ""),
        ("顺延", "" if deadline.rolls else "末日遇休假日不顺延"),
        ("存疑", deadline.doubt),
    )
    return [f"{code(deadline.code)} {title}：{text(words)}" for title, words in said if words]


def _limit(limit: Limit) -> str:
    immovable = f"，不动产案件{limit.immovable_period.label}" if limit.immovable_period else ""
    return f"{limit.title}，自{limit.event}起{limit.period.label}{immovable}，取先到者"


def _readings(deadline: Deadline) -> str:
    if not deadline.readings:
        return ""
    titles = "、".join(
        f"{each.title}（{each.key}，{each.period.label}）" for each in deadline.readings
    )
    warning = "，提醒以最短的为准" if deadline.is_disputed else ""
    return f"{titles}，由地区配置 {deadline.chosen_by} 选定{warning}"


@cache
def _subjects() -> dict[str, str]:
    """What each deadline is about, in Chinese: the first words of its module's docstring."""
    package = rules.deadlines
    modules = [
        import_module(f"{package.__name__}.{found.name}")
        for found in iter_modules(package.__path__)
    ]
    return {
        deadline.code: _title(module)
        for module in modules
        for deadline in getattr(module, "DEADLINES", ())
    }


def _title(module: ModuleType) -> str:
    title = str(module.__doc__).partition(":")[0]
    return OTHER if title.isascii() else title


def _grades() -> str:
    used = {deadline.confidence for deadline in DEADLINES.values()}
    grades = [f"{grade.value} {grade.label}" for grade in Confidence if grade in used]
    return f"信度：{'；'.join(grades)}。"


def _aliases() -> str:
    rows = [(code(alias), code(name)) for alias, name in ALIASES.items()]
    return f"## 别名\n\n{table(('别名', '即'), rows)}"
