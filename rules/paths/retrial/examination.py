"""A party's application: docketed or not, examined within six months, rejected and served."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.appeals import PartyService
from rules.paths.retrial.filing import INTERPRETATION
from rules.vocabulary.question import Actor, Name, Question, Words

APPLICATION_TYPES = ("行申", "行赔申")


class AcceptanceOutcome(StrEnum):
    """Whether the application is docketed."""

    DOCKETED = "立案审查"
    REFUSED = "不予立案"


class RetrialAcceptance(Question):
    """The application is docketed for examination, or not."""

    code: ClassVar[str] = "retrial_acceptance"
    heading: ClassVar[str] = "再审申请立案"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第九十条",
        f"{INTERPRETATION}第一百一十一条、第一百一十五条第四款、第一百一十七条第二款",
    )
    guidance: ClassVar[str] = (
        "向上一级人民法院申请，立案后六个月内审查。逾期提出的申请不影响立案，经审查裁定驳回；"
        "依法不得再次申请的，不予立案。"
    )

    outcome: AcceptanceOutcome = Field(title="结果")
    decided_on: date = Field(title="立案（决定）日期")
    court: Name = Field(title="审查的法院", description="写全称")
    number: Words = Field(
        default="", title="案号", description="立案的必填，例如：(2027)鄂05行申101号"
    )
    reason: Words = Field(default="", title="理由", description="不予立案的必填")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.outcome is AcceptanceOutcome.REFUSED:
            if not self.reason:
                message = "不予立案的，须写明理由"
                raise ValueError(message)
        elif not any(kind in self.number for kind in APPLICATION_TYPES):
            message = "立案审查的，须填写案号；申请再审案件的类型代字是“行申”（行政赔偿“行赔申”）"
            raise ValueError(message)
        return self


class BarredAcceptance(RetrialAcceptance):
    """The same where another application is not open to the applicant."""

    code: ClassVar[str] = "barred_retrial_acceptance"
    heading: ClassVar[str] = "再次申请再审的处理"
    guidance: ClassVar[str] = (
        "同一申请人此前的申请已被裁定驳回、已撤回，或者案件已经再审；原因见时间线。"
        "依法不予立案，告知可以依法申请检察监督。"
    )

    @model_validator(mode="after")
    def _not_again(self) -> Self:
        if self.outcome is AcceptanceOutcome.DOCKETED:
            message = "再审申请已经处理过，不得再次申请，应当不予立案（原因见时间线）"
            raise ValueError(message)
        return self


class ExaminationOutcome(StrEnum):
    """What comes of the examination, or what happened in its course."""

    ORDERED = "事由成立，裁定再审"
    REJECTED = "裁定驳回再审申请"
    WITHDRAWN = "准许撤回再审申请"
    DEEMED_WITHDRAWN = "拒不接受询问，按撤回再审申请处理"
    JOINED = "其他当事人也申请再审，一并审查"
    EXTENDED = "院长批准延长审查期限"


class RetrialExamination(Question):
    """What the court makes of the application within six months."""

    code: ClassVar[str] = "retrial_examination"
    heading: ClassVar[str] = "审查再审申请"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第九十一条",
        f"{INTERPRETATION}第一百一十二条至第一百一十六条",
    )
    guidance: ClassVar[str] = (
        "自立案之日起六个月内审查，特殊情况由院长批准延长；其他当事人依法申请的一并审查，"
        "期限重新计算。审查中收到抗诉的，选“裁定再审”并写明。"
    )

    outcome: ExaminationOutcome = Field(title="结果")
    decided_on: date = Field(title="裁定（决定）日期", description="一并审查的填立案日期")
    reason: Words = Field(default="", title="理由", description="裁定再审、驳回的必填")
    days: int = Field(default=0, ge=0, le=366, title="延长的日数", description="不延长填 0")
    joined_by: Words = Field(default="", title="一并审查的申请人", description="一并审查的必填")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.outcome in REASONED and not self.reason:
            message = "裁定再审、驳回再审申请的，须写明理由"
            raise ValueError(message)
        if (self.outcome is ExaminationOutcome.EXTENDED) is not (self.days > 0):
            message = "“延长的日数”与结果不一致：院长批准延长的填日数，其他填 0"
            raise ValueError(message)
        if self.outcome is ExaminationOutcome.JOINED and not self.joined_by:
            message = "一并审查的，须填写申请人"
            raise ValueError(message)
        return self


REASONED = frozenset({ExaminationOutcome.ORDERED, ExaminationOutcome.REJECTED})


class LateExamination(RetrialExamination):
    """The same where the six months had run out: there is nothing but a rejection."""

    code: ClassVar[str] = "late_retrial_examination"
    heading: ClassVar[str] = "审查逾期的再审申请"
    guidance: ClassVar[str] = (
        "按登记的日期，申请时六个月已经届满，应当裁定驳回再审申请；日期录错的，先用“更正日期”更正。"
        "法院自行发现裁判确有错误的，由院长依法处理，另行登记再审。"
    )

    @model_validator(mode="after")
    def _too_late(self) -> Self:
        if self.outcome is ExaminationOutcome.ORDERED:
            message = "申请再审超过六个月，应当裁定驳回再审申请（解释第一百一十六条第二款）"
            raise ValueError(message)
        return self


class RejectionService(PartyService):
    """The day one party has the rejection: six months to ask the procuratorate run from it."""

    code: ClassVar[str] = "retrial_rejection_service"
    heading: ClassVar[str] = "驳回再审申请裁定送达"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        f"{INTERPRETATION}第一百一十七条",
        "人民检察院行政诉讼监督规则第二十条",
    )
    guidance: ClassVar[str] = (
        "每名当事人填一次。自裁定送达之日起六个月内可以申请检察监督，各自计算。"
    )
