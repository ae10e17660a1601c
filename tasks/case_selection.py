"""Choosing cases by a few documented conditions; what is typed is compared, never run.

    path=prefiling_mediation and stage=mediating and agency~教育局 and received>=2026-01-01

Each condition is `field operator value`; a value with blanks stands in quotes. All must hold.
"""

import datetime as dt
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from models.case import DEFENDANT, Case, CaseNumber, CasePath, Party
from models.letter import RESERVED, IssuedLetter
from rules.catalogue import letters, paths
from rules.vocabulary.region import list_regions
from tasks.errors import FuyuanError

CONDITION = re.compile(
    r"""\s*(?P<field>[a-z]+)\s*(?P<operator>>=|<=|=|~)\s*"""
    r"""(?P<value>"[^"]*"|'[^']*'|[^\s"',，]+)\s*(?:(?:and\b|且|,|，)\s*)?"""
)
COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    ">=": operator.ge,
    "<=": operator.le,
}
IS, LIKE, WHEN = ("=",), ("=", "~"), ("=", ">=", "<=")
# Field -> what it is, which operators it takes.
FIELDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "path": ("所在路径的代码", IS),
    "stage": ("所处阶段的代码；与 path 同写时指该路径的阶段", IS),
    "state": ("open 在办，closed 已结", IS),
    "region": ("地区代码", IS),
    "agency": ("被诉行政机关；~ 为名称中含有", LIKE),
    "received": ("收到起诉材料日期", WHEN),
    "registered": ("登记日期", WHEN),
    "missing": ("没有这种有效文书（代码）", IS),
    "having": ("已有这种有效文书（代码）", IS),
    "case": ("案号或者短码，可写多个，任一即可", IS),
}


class SelectionError(FuyuanError):
    """A condition that cannot be understood; the message says which there are."""

    def __init__(self, wrong: str) -> None:
        """Say what is wrong and what may be written."""
        known = "；".join(
            f"{name}{'|'.join(operators)} {title}" for name, (title, operators) in FIELDS.items()
        )
        super().__init__(f"选案条件有误：{wrong}。可用的条件：{known}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition, checked. Raises SelectionError."""

    field: str
    operator: str
    value: str

    def __post_init__(self) -> None:
        """Refuse what no case could be compared with."""
        if self.field not in FIELDS:
            raise SelectionError(f"没有“{self.field}”这一项")
        if self.operator not in FIELDS[self.field][1]:
            raise SelectionError(f"{self.field} 不能用 {self.operator}")
        known = KNOWN.get(self.field)
        if known is not None and self.value not in known():
            raise SelectionError(f"{self.field} 没有“{self.value}”")
        if self.field in DATES:
            _ = self.day

    @property
    def day(self) -> dt.date:
        """The value as a date."""
        try:
            return dt.date.fromisoformat(self.value)
        except ValueError:
            raise SelectionError(f"{self.field} 的日期请用 2026-11-22 的写法") from None


def _stages() -> set[str]:
    return {stage for path in paths().values() for stage in path.stages}


KNOWN: Mapping[str, Callable[[], Any]] = {
    "path": paths,
    "stage": _stages,
    "state": lambda: ("open", "closed"),
    "region": list_regions,
    "missing": letters,
    "having": letters,
}
DATES = {"received": Case.received_on, "registered": Case.registered_on}


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """The conditions of an expression. Raises SelectionError naming what was not understood."""
    found, position = [], 0
    while position < len(text.rstrip()):
        match = CONDITION.match(text, position)
        if match is None:
            raise SelectionError(f"看不懂“{text[position:].strip()[:40]}”")
        value = match["value"]
        plain = value[1:-1] if value[0] in "\"'" else value
        found.append(Condition(field=match["field"], operator=match["operator"], value=plain))
        position = match.end()
    return tuple(found)


def chosen(conditions: Sequence[Condition]) -> Select[Any]:
    """Ids, numbers and short codes of the cases that meet every condition, oldest first.

    Raises SelectionError without a condition: nobody means all cases by saying nothing.
    """
    if not conditions:
        raise SelectionError("须至少写一个条件")
    walked = [each for each in conditions if each.field in ("path", "stage")]
    named = [each.value for each in conditions if each.field == "case"]
    where = [_met(each) for each in conditions if each.field not in ("path", "stage", "case")]
    if walked:
        where.append(_on_path(*(getattr(CasePath, each.field) == each.value for each in walked)))
    if named:
        where.append(_named(named))
    return select(Case.id, Case.number, Case.short_code).where(*where).order_by(Case.id)


def _met(condition: Condition) -> ColumnElement[bool]:
    if condition.field in DATES:
        compare = COMPARED[condition.operator]
        return and_(compare(DATES[condition.field], condition.day))
    return TESTS[condition.field](condition)


def _on_path(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return Case.id.in_(select(CasePath.case_id).where(*conditions))


def _open(condition: Condition) -> ColumnElement[bool]:
    still_open = _on_path(CasePath.closed_at.is_(None))
    return still_open if condition.value == "open" else ~still_open


def _sued(condition: Condition) -> ColumnElement[bool]:
    name = (
        Party.name.contains(condition.value, autoescape=True)
        if condition.operator == "~"
        else Party.name == condition.value
    )
    return Case.id.in_(select(Party.case_id).where(Party.role == DEFENDANT, name))


def _has_letter(condition: Condition) -> ColumnElement[bool]:
    return Case.id.in_(
        select(IssuedLetter.case_id).where(
            IssuedLetter.code == condition.value,
            IssuedLetter.mark == "",
            # One that is only begun is still missing, so that whoever makes it finishes it.
            IssuedLetter.state != RESERVED,
        )
    )


def _named(values: Sequence[str]) -> ColumnElement[bool]:
    names = [value.replace("（", "(").replace("）", ")") for value in values]
    linked = select(CaseNumber.case_id).where(CaseNumber.number.in_(names))
    short = Case.short_code.in_([name.upper() for name in names])
    return or_(Case.number.in_(names), short, Case.id.in_(linked))


TESTS: Mapping[str, Callable[[Condition], ColumnElement[bool]]] = {
    "state": _open,
    "region": lambda condition: Case.region == condition.value,
    "agency": _sued,
    "having": _has_letter,
    "missing": lambda condition: ~_has_letter(condition),
}
