"""The table by which mediators are paid for a settled case: a region's own, never ours (WJ-25)."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade of cases and what a case of it is paid, in yuan."""

    name: str
    amount: Decimal


def _read(written: Any) -> Any:
    if isinstance(written, Grade):
        return written
    name, _, amount = str(written).partition(":")
    try:
        yuan = Decimal(amount)
    except InvalidOperation:
        yuan = Decimal(-1)
    if not name.strip() or not yuan.is_finite() or yuan < 0 or yuan != yuan.quantize(CENT):
        message = f"“{written}”应写成“档次:金额（元）”，如“一般案件:200”"
        raise ValueError(message)
    return Grade(name=name.strip(), amount=yuan)


def _check(table: tuple[Grade, ...]) -> tuple[Grade, ...]:
    if len({grade.name for grade in table}) < len(table):
        message = "同一档次只能出现一次"
        raise ValueError(message)
    return table


SubsidyTable = Annotated[
    tuple[Annotated[Grade, BeforeValidator(_read)], ...],
    AfterValidator(_check),
]


def subsidy(table: SubsidyTable, grade: str, *, is_resolved: bool) -> Decimal:
    """What a mediator is paid, in yuan; nothing where the dispute was not resolved (六（四）).

    Raises KeyError for a grade that the table does not have.
    """
    amounts = {each.name: each.amount for each in table}
    amount = amounts[grade]
    return amount if is_resolved else Decimal(0)
