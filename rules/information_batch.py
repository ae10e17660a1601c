"""信息移送批次: what a row of a batch says, and nothing beyond what the receiver needs (WJ-23).

宜伍府发〔2024〕4号六（二） has agencies tell the justice bureau of four kinds of disputes. It needs
to know which dispute, of which agency, how far it is and whether it needs attention. It is not
told who the persons are: a row has no field for them, and what looks like their data is refused.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from rules.cleaning import plain_text
from rules.correspondence.exchange import Kind
from rules.filing import Fault
from rules.personal_patterns import looks_personal


class LeadSource(StrEnum):
    """Where a lead was heard of."""

    HOTLINE = "12345"
    PETITION = "信访"
    OWN_DUTIES = "履职发现"


# Whose stages belong to which kind. What a court has not docketed yet is told as 行政诉讼: it came
# as an action, and no kind of its own is named.
PATHS_OF: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {
        Kind.CLUE: frozenset(),
        Kind.RECONSIDERATION: frozenset({"reconsideration"}),
        Kind.LITIGATION: frozenset(
            {"registration", "prefiling_mediation", "docketing", "litigation", "retrial"}
        ),
        Kind.ENFORCEMENT: frozenset({"nonlitigation_enforcement"}),
    }
)


def one_line(text: str) -> str:
    """A text as a cell holds it: without invisible characters, on one line."""
    return " ".join(plain_text(text).split())


def _line(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_line)]


class BatchRow(BaseModel):
    """One dispute of a batch, in the order of the columns."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    kind: Kind = Field(title="类别")
    number: Line = Field(title="案号或者编号", min_length=1, max_length=100)
    agency: Line = Field(title="行政机关", min_length=1, max_length=12_000)
    summary: Line = Field(title="事由和进展", min_length=1, max_length=2000)
    on: date = Field(title="日期")
    risk: Line = Field("", title="需要关注的情形", max_length=500)
    source: LeadSource | None = Field(None, title="线索来源")

    @model_validator(mode="after")
    def _source_belongs_to_a_lead(self) -> Self:
        if (self.kind is Kind.CLUE) != (self.source is not None):
            known = "、".join(LeadSource)
            raise PydanticCustomError(
                "lead_source", "{message}", {"message": f"线索须写明来源（{known}），其他类别不写"}
            )
        return self

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as its cells read, in the order of `HEADINGS`."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return tuple("" if value is None else str(value) for value in values)

    def lead_key(self) -> str:
        """SHA-256 that two reports of one lead share, whoever numbered them."""
        return _digest([str(self.source), self.agency, self.summary, str(self.on)])


FIELDS: Mapping[str, str] = MappingProxyType(
    {name: str(field.title) for name, field in BatchRow.model_fields.items()}
)
HEADINGS = tuple(FIELDS.values())
REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "类别": f"只能是：{'、'.join(Kind)}",
        "日期": "写成2026-10-11这样的完整日期",
        "线索来源": f"线索写{'、'.join(LeadSource)}之一，其他类别留空",
    }
)
FILL_IN = "请移送单位填好、改短以后重新移送"
LEAVE_OUT = "请移送单位删去个人信息后重新移送"


def row_digest(cells: Sequence[str]) -> str:
    """SHA-256 of a row as its cells read; saving the table in another program changes nothing."""
    return _digest(list(cells))


def batch_digest(scope: Mapping[str, Any], rows: Sequence[str]) -> str:
    """SHA-256 of a batch: who tells whom, of what and when, and the digests of its rows."""
    return _digest([dict(sorted(scope.items())), list(rows)])


def read_row(cells: Sequence[str], *, until: date) -> tuple[BatchRow | None, tuple[Fault, ...]]:
    """The row that cells hold, or what is wrong with it field by field.

    `until` is the last day of the batch's period: nothing in it may have happened later.
    """
    given = {name: cell for name, cell in zip(FIELDS, cells, strict=True) if cell != ""}
    try:
        row = BatchRow.model_validate(given)
    except ValidationError as error:
        return None, tuple(_fault(dict(one)) for one in error.errors())
    faults = tuple(_doubts(row, until))
    return (None if faults else row), faults


def personal_fault(field: str, text: str) -> Fault | None:
    """What looks like a person's number, address or way of contact; never told itself."""
    kinds = dict.fromkeys(str(kind) for kind, _ in looks_personal(text))
    if not kinds:
        return None
    return Fault(field=field, problem=f"写有像{'、'.join(kinds)}的内容", remedy=LEAVE_OUT)


def _doubts(row: BatchRow, until: date) -> Iterator[Fault]:
    if row.on > until:
        yield Fault(
            field=FIELDS["on"],
            problem=f"{row.on}晚于本批期末{until}",
            remedy="请移送单位核对日期后重新移送",
        )
    for name in ("number", "agency", "summary", "risk"):
        if fault := personal_fault(FIELDS[name], getattr(row, name)):
            yield fault


def _fault(error: Mapping[str, Any]) -> Fault:
    field = FIELDS[error["loc"][0]] if error["loc"] else FIELDS["source"]
    problem = {
        "missing": "没有填写",
        "string_too_short": "没有填写",
        "string_too_long": "过长",
        "lead_source": error["msg"],
    }.get(error["type"], "读不出来")
    return Fault(field=field, problem=problem, remedy=REMEDIES.get(field, FILL_IN))


def _digest(content: list[Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()
