"""收件登记: one model of a filing, whichever door it came through, cleaned and checked alike."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from rules.cleaning import is_invisible, plain_id, plain_name, plain_number, plain_text
from rules.identity import read_identity

__all__ = [
    "Fault",
    "Filing",
    "Plaintiff",
    "RiskTag",
    "find_faults",
    "is_invisible",
    "plain_text",
]
T = TypeVar("T")


class RiskTag(StrEnum):
    """风险标签, the five of mechanism SL-2a."""

    GROUP = "群体性"
    LIVELIHOOD = "涉民生"
    MAJOR_PROJECT = "重大项目"
    COMPLEX = "复杂疑难"
    PUBLIC_IMPACT = "重大社会影响"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one field, named as in `Filing`, and what to do about it."""

    field: str
    problem: str
    remedy: str


def _cleaned_by(clean: Callable[[str], str]) -> BeforeValidator:
    return BeforeValidator(lambda value: clean(value) if isinstance(value, str) else value)


def _without_repeats(items: list[T]) -> list[T]:
    return list(dict.fromkeys(items))


Name = Annotated[str, _cleaned_by(plain_name), Field(min_length=1, max_length=200)]
Text = Annotated[str, _cleaned_by(plain_text)]


STRICT = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Plaintiff(BaseModel):
    """起诉人: a person or an organisation that files."""

    model_config = ConfigDict(
        **STRICT, title="起诉人", json_schema_extra={"description": "起诉的个人或者单位"}
    )

    name: Name = Field(title="姓名或名称")
    id_number: Annotated[str, _cleaned_by(plain_id)] = Field(
        "", title="证件号码", description="身份证号或统一社会信用代码", max_length=60, repr=False
    )
    phone: Annotated[str, _cleaned_by(plain_number)] = Field(
        "", title="联系电话", max_length=100, repr=False
    )
    address: Text = Field("", title="送达地址", max_length=500, repr=False)


class Filing(BaseModel):
    """收件登记: what the complaint says, before anybody has decided anything about it."""

    model_config = ConfigDict(
        **STRICT, title="收件登记", json_schema_extra={"description": "按起诉状和收件凭证填写"}
    )

    source_ref: Annotated[str, _cleaned_by(plain_name)] = Field(
        "", title="来源编号", description="来源表格或系统中的序号", max_length=100
    )
    received_on: date = Field(title="收到起诉材料日期", description="以收件凭证注明的日期为准")
    plaintiffs: list[Plaintiff] = Field(title="起诉人", min_length=1, max_length=1000)
    plaintiff_count: int = Field(
        0,
        title="起诉人总数",
        description="留0即为所列人数",
        ge=0,
        le=100_000,
        validate_default=True,
    )
    agencies: Annotated[list[Name], AfterValidator(_without_repeats)] = Field(
        title="被诉行政机关", description="每个机关一行", min_length=1, max_length=50
    )
    act: Text = Field(title="被诉行政行为", min_length=1, max_length=2000)
    act_made_on: date | None = Field(
        None, title="行为作出日期", description="不作为案件或者日期不明的留空"
    )
    act_known_on: date | None = Field(
        None, title="知道行为内容日期", description="起诉期限由此起算，不明的留空"
    )
    claims: Text = Field("", title="诉讼请求", max_length=10_000)
    cause: Text = Field("", title="案由", max_length=200)
    reconsidered: bool = Field(False, title="是否经过复议")
    reconsideration_received_on: date | None = Field(
        None, title="收到复议决定日期", description="未经复议或者复议机关未作决定的留空"
    )
    risk_tags: Annotated[list[RiskTag], AfterValidator(_without_repeats)] = Field(
        default_factory=list, title="风险标签"
    )
    note: Text = Field("", title="备注", max_length=30_000)

    @field_validator("plaintiff_count")
    @classmethod
    def _count_the_named(cls, stated: int, info: ValidationInfo) -> int:
        return stated or len(info.data.get("plaintiffs", ()))

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        if faults := find_faults(dict(self)):
            raise PydanticCustomError(
                "filing_faults",
                "{message}",
                {"message": ";".join(fault.problem for fault in faults), "faults": faults},
            )
        return self

    @property
    def plaintiff_names(self) -> str:
        """The names as a letter writes them: 张三、李四、王五等12人."""
        names = "、".join(plaintiff.name for plaintiff in self.plaintiffs)
        unnamed = self.plaintiff_count > len(self.plaintiffs)
        return f"{names}等{self.plaintiff_count}人" if unnamed else names

    def content_key(self) -> str:
        """SHA-256 that two records share when they report the same filing, whatever their 序号."""
        return _digest(
            [
                sorted([_folded(p.name), _folded(p.id_number)] for p in self.plaintiffs),
                self.plaintiff_count,
                sorted(map(_folded, self.agencies)),
                [_folded(self.act), _folded(self.claims)],
                [str(getattr(self, name) or "") for name in DATE_TITLES],
            ]
        )

    def dispute_key(self) -> str:
        """SHA-256 of who, whom and what act: equal for near duplicates, whatever else differs.

        Identity numbers stay out: the second record of a dispute often lacks or mistypes them.
        """
        names = sorted(_folded(p.name) for p in self.plaintiffs)
        return _digest([names, sorted(map(_folded, self.agencies)), _folded(self.act)])


@lru_cache(maxsize=4_096)  # Two keys are made of the same words, and agencies come back.
def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold().rstrip("。.;")


def _digest(content: list[Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


DATE_TITLES = {
    "act_made_on": "行为作出日期",
    "act_known_on": "知道行为内容日期",
    "reconsideration_received_on": "收到复议决定日期",
    "received_on": "收到起诉材料日期",
}
NEVER_AFTER = {
    "act_made_on": ("act_known_on", "reconsideration_received_on", "received_on"),
    "act_known_on": ("received_on",),
    "reconsideration_received_on": ("received_on",),
}


def find_faults(facts: Mapping[str, Any]) -> tuple[Fault, ...]:
    """List what cannot be true together in the facts known so far, keyed as in `Filing`."""
    return (
        *_date_faults(facts),
        *_identity_faults(facts),
        *_count_faults(facts),
        *_reconsideration_faults(facts),
    )


def _date_faults(facts: Mapping[str, Any]) -> Iterator[Fault]:
    for name, bounds in NEVER_AFTER.items():
        day = facts.get(name)
        passed = [b for b in bounds if day and facts.get(b) and day > facts[b]]
        if passed:
            others = "、".join(f"{DATE_TITLES[b]}（{facts[b]}）" for b in passed)
            yield Fault(
                field=name,
                problem=f"{DATE_TITLES[name]}（{day}）晚于{others}",
                remedy="请按原件核对这些日期，更正后重新导入",
            )


def _identity_faults(facts: Mapping[str, Any]) -> Iterator[Fault]:
    received_on: date | None = facts.get("received_on")
    for plaintiff in facts.get("plaintiffs", ()):
        identity = read_identity(plaintiff.id_number, plaintiff.name)
        problem, remedy = identity.problem, identity.remedy
        if identity.born_on and received_on and identity.born_on > received_on:
            problem, remedy = "身份证号中的出生日期晚于收到起诉材料日期", "请按证件原件更正"
        if problem:
            yield Fault(field="id_number", problem=problem, remedy=remedy)


def _count_faults(facts: Mapping[str, Any]) -> Iterator[Fault]:
    stated, named = facts.get("plaintiff_count", 0), len(facts.get("plaintiffs", ()))
    if 0 < stated < named:
        yield Fault(
            field="plaintiff_count",
            problem=f"写明共{stated}人，却列出{named}名起诉人",
            remedy="请核对起诉人名单和人数",
        )


def _reconsideration_faults(facts: Mapping[str, Any]) -> Iterator[Fault]:
    if facts.get("reconsideration_received_on") and facts.get("reconsidered") is False:
        yield Fault(
            field="reconsidered",
            problem="写明未经复议，却填有收到复议决定日期",
            remedy="请核对是否经过复议：经过的改为“是”，未经过的删去日期",
        )
