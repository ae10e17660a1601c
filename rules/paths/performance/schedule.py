"""The obligations as they are followed: one by one, in the order of their due days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rules.paths.performance.enforcing import ApplicationChoice, EnforcementResult
from rules.paths.performance.questions import (
    CheckResult,
    Instalment,
    ObligationKind,
    PerformanceCheck,
    PerformanceObligations,
    PerformanceShortfall,
)


class Standing(StrEnum):
    """Where an obligation stands, as the report says it."""

    PERFORMED = "已履行"
    PERFORMED_LATE = "经督促履行"
    SETTLED = "已达成执行和解，按和解履行"
    OWED = "尚未履行"
    EXECUTED = "执行完毕"
    CONCLUDED = "终结"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What is performed, as letters name it, and from when enforcement may be applied for.

    `served_fact` names the recorded day of service, from which clocks without another day run.
    """

    name: str
    effective_on: date
    served_on: date
    served_fact: str
    is_enforceable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One obligation or instalment; `key` tells its clocks, questions and letters apart.

    `rule` is the clock of its own: an agency hears of it, a person is served, never notified.
    """

    key: str
    number: str
    rule: str
    is_redo: bool
    what: str
    debtor: str
    creditor: str
    due_by: date | None
    amount: Decimal | None

    def as_facts(self, due: dict[str, Any] | None) -> dict[str, Any]:
        """As a letter lists it."""
        return {
            "number": self.number,
            "what": self.what,
            "debtor": self.debtor,
            "creditor": self.creditor,
            "amount": self.amount,
            "due": due,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an item; as long as it is still owed there is no result to report."""

    item: Item
    standing: Standing
    result: str = ""
    is_applied: bool = False

    @property
    def is_open(self) -> bool:
        """Still owed: it goes to enforcement."""
        return self.standing is Standing.OWED


def instrument_of(register: PerformanceObligations, occasion: str) -> Instrument:
    """What the register says of the instrument itself."""
    return Instrument(
        name=f"{register.instrument}（{register.kind.value}）",
        effective_on=register.effective_on,
        served_on=register.served_on,
        served_fact=PerformanceObligations.dated("served_on", occasion),
        is_enforceable=register.kind.is_enforceable,
    )


def items_of(
    register: PerformanceObligations, *, agencies: Iterable[str], prefix: str
) -> list[Item]:
    """The registered obligations in the order of their due days, those without a day last."""
    known = frozenset(agencies)
    items = [
        Item(
            key=f"{prefix}{n}",
            number=f"第{n}项",
            rule="P_INSTALMENT" if each.debtor in known else "P_INSTALMENT_PARTY",
            is_redo=each.kind is ObligationKind.REDO,
            what=each.what,
            debtor=each.debtor,
            creditor=each.creditor,
            due_by=each.due_by,
            amount=each.amount,
        )
        for n, each in enumerate(register.obligations, 1)
    ]
    return by_due_day(items)


def settled_items(item: Item, instalments: Iterable[Instalment]) -> list[Item]:
    """What an execution settlement puts in the place of an item."""
    return [
        replace(
            item,
            key=f"{item.key}-{n}",
            number=f"{item.number}和解第{n}期",
            what=each.what,
            due_by=each.due_by,
            amount=each.amount,
        )
        for n, each in enumerate(instalments, 1)
    ]


def by_due_day(items: Iterable[Item]) -> list[Item]:
    """Earliest first; what has no day of its own comes last."""
    return sorted(items, key=lambda item: item.due_by or date.max)


def named_day(day: date) -> str:
    """A day as letters write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def performed_line(check: PerformanceCheck) -> str:
    """What the report says of a performed item."""
    shown = "、".join(check.evidence)
    return f"{named_day(check.checked_on)}履行，凭证：{shown}"


def shortfall_line(check: PerformanceCheck) -> str:
    """What is told of an item that was not wholly performed."""
    on = named_day(check.checked_on)
    if check.result is CheckResult.PERFORMED:
        return f"{on}重新作出的行为被标记为与原行为基本相同（行政诉讼法第七十一条）"
    paid = f"，已付{check.paid}元" if check.paid is not None else ""
    return f"{on}核实：{check.result.value}{paid}，{check.remarks}"


def settled_line(situation: str, shortfall: PerformanceShortfall) -> str:
    """What the report says of an item that an execution settlement replaced."""
    record = f"（{shortfall.record}）" if shortfall.record else ""
    return f"{situation}；{named_day(shortfall.step_on)}{shortfall.step.value}{record}"


def executed_line(result: EnforcementResult) -> str:
    """What the report says of an enforced item."""
    measures = "、".join(measure.value for measure in result.measures) or "未采取第九十六条措施"
    remarks = f"，{result.remarks}" if result.remarks else ""
    ended = f"{named_day(result.ended_on)}{result.ending.value}"
    return f"{ended}（{measures}；决定人{result.decided_by}）{remarks}"


UNENFORCED = {
    ApplicationChoice.PERFORMED: Standing.PERFORMED_LATE,
    ApplicationChoice.WAIVED: Standing.CONCLUDED,
    ApplicationChoice.TOO_LATE: Standing.CONCLUDED,
    ApplicationChoice.ELSEWHERE: Standing.CONCLUDED,
}


def final_stage(standings: Iterable[Standing]) -> str:
    """Where the path ends, once nothing is owed any longer."""
    found = set(standings)
    if Standing.CONCLUDED in found:
        return "concluded"
    return "executed" if Standing.EXECUTED in found else "performed"
