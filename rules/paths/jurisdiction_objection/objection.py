"""What is asked about an objection to jurisdiction: whose, when, and how the court rules on it."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.appeals import PartyService
from rules.one_agency import OneAgency
from rules.vocabulary.question import Actor, Name, Question, Text, Words

INTERPRETATION = "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释"


class JurisdictionObjection(OneAgency):
    """A defendant objects: within fifteen days of its own copy of the complaint."""

    code: ClassVar[str] = "jurisdiction_objection"
    heading: ClassVar[str] = "登记管辖异议"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (f"{INTERPRETATION}第十条",)
    guidance: ClassVar[str] = (
        "被告应当自收到起诉状副本之日起十五日内提出，每个被告各自计算、各登记一次；"
        "逾期提出的不予审查。法律没有规定异议停止答辩、举证的期限；审查期间不计入审限。"
    )

    filed_on: date = Field(title="提出（交邮）日期")
    claimed_court: Name = Field(title="被告认为有管辖权的法院")
    grounds: Text = Field(title="异议的理由")


class LateChoice(StrEnum):
    """What a late objection comes to."""

    NOT_EXAMINED = "逾期提出，不予审查"
    IN_TIME = "核实没有逾期，予以审查"


class LateObjection(Question):
    """By the recorded days it is late; a judge says whether it is."""

    code: ClassVar[str] = "late_objection"
    heading: ClassVar[str] = "确认管辖异议是否逾期"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        f"{INTERPRETATION}第十条第一款",
        f"{INTERPRETATION}第四十八条第四款",
    )
    guidance: ClassVar[str] = (
        "按登记的送达日期和提出日期计算，异议已经逾期。期满前交邮的不算逾期；"
        "送达日期录错的，先用“更正日期”更正。不予审查不影响法院依职权审查管辖权，"
        "发现不属于本院管辖的，用“登记情况变化”移送。"
    )

    choice: LateChoice = Field(title="确认结果")
    checked_on: date = Field(title="确认日期")
    reason: Words = Field(default="", title="说明", description="认为没有逾期的，写明凭据")

    @model_validator(mode="after")
    def _shown(self) -> Self:
        if self.choice is LateChoice.IN_TIME and not self.reason:
            message = "认为没有逾期的，须写明凭据（交邮凭证、在途期间等）"
            raise ValueError(message)
        return self


class RulingOutcome(StrEnum):
    """How the court rules, or that it need not."""

    UPHELD = "异议成立，移送有管辖权的法院"
    REJECTED = "异议不成立，裁定驳回"
    WITHDRAWN = "被告撤回异议，不再审查"


class JurisdictionRuling(Question):
    """The ruling on the objection; the judge decides, the program drafts."""

    code: ClassVar[str] = "jurisdiction_ruling"
    heading: ClassVar[str] = "裁定管辖异议"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (f"{INTERPRETATION}第十条第二款、第一百零一条",)
    guidance: ClassVar[str] = (
        "对异议应当审查：成立的裁定移送有管辖权的法院，不成立的裁定驳回。"
        "系统拟出裁定书，由承办法官核定签发；当事人可以在送达之日起十日内上诉。"
    )

    outcome: RulingOutcome = Field(title="审查结果")
    decided_on: date = Field(title="裁定日期", description="撤回异议的填撤回日期")
    competent_court: Words = Field(default="", title="有管辖权的法院", description="异议成立的必填")
    reason: Words = Field(default="", title="裁定理由", description="裁定成立或者不成立的必填")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.outcome is RulingOutcome.UPHELD and not self.competent_court:
            message = "异议成立的，须写明移送哪一法院"
            raise ValueError(message)
        if self.outcome is not RulingOutcome.WITHDRAWN and not self.reason:
            message = "裁定应当写明理由（解释第一百零一条第三款）"
            raise ValueError(message)
        return self


class JurisdictionService(PartyService):
    """The day one party has the ruling: its own ten days to appeal run from it."""

    code: ClassVar[str] = "jurisdiction_service"
    heading: ClassVar[str] = "管辖裁定送达"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第八十五条", f"{INTERPRETATION}第一百零一条")
    guidance: ClassVar[str] = (
        "每名当事人（含第三人）填一次，上诉告知书一并送达；十日各自起算，"
        "全部送达后系统列出各人的上诉最后日期。"
    )
