"""What pre-filing mediation asks after an agreement was found."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.mediation import SPECIAL_INVITATION
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo


class Payment(BaseModel):
    """One instalment, in yuan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    due_on: date = Field(title="应付日期")
    amount: Decimal = Field(title="金额（元）", gt=0, decimal_places=2, max_digits=14)


class SettlementTerms(Question):
    """What the parties agreed."""

    code: ClassVar[str] = "settlement_terms"
    heading: ClassVar[str] = "和解协议内容"
    actor: ClassVar[Actor] = Actor.MEDIATOR
    basis: ClassVar[tuple[str, ...]] = (f"{SPECIAL_INVITATION}", "宜伍府发〔2024〕4号四（二）3")
    guidance: ClassVar[str] = "逐条写明各方做什么、到什么时候为止；系统据此制作和解协议书。"

    terms: list[Text] = Field(title="协议条款", min_length=1)
    payments: list[Payment] = Field(default_factory=list, title="付款安排")
    copies: int = Field(default=4, ge=2, le=50, title="协议份数")
    remaining: Words = Field(
        default="", title="未达成一致的部分", description="部分达成协议的必填，这部分转登记立案"
    )

    @property
    def payment_lines(self) -> list[dict[str, Any]]:
        """The instalments as letters state them."""
        return [payment.model_dump(mode="json") for payment in self.payments]


class SigningChoice(StrEnum):
    """Whether all parties signed."""

    SIGNED = "各方已签章"
    REFUSED = "一方反悔，未签章"


class SettlementSigning(Question):
    """Whether the settlement was signed; it takes effect on the last signature."""

    code: ClassVar[str] = "settlement_signing"
    heading: ClassVar[str] = "和解协议签署"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("宜伍府发〔2024〕4号四（二）3",)
    guidance: ClassVar[str] = "填最后一方签章的日期；司法确认的三十日从协议生效之日起算。"

    choice: SigningChoice = Field(title="签署情况")
    signed_on: date = Field(title="最后签章日期", description="未签章的填核实日期")
    remarks: Words = Field(default="", title="说明")


class ConfirmationChoice(StrEnum):
    """What the parties do with their settlement."""

    PERFORMED = "已即时履行，撤回起诉材料"
    APPLIES = "双方共同申请司法确认"
    WAIVES = "不申请司法确认，按约履行"


class JointConfirmation(Question):
    """Whether both sides apply for judicial confirmation within thirty days."""

    code: ClassVar[str] = "joint_confirmation"
    heading: ClassVar[str] = "司法确认申请"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (
        "民事诉讼法第二百零五条",
        "法发〔2021〕36号（原文待核，行政案件参照）",
    )
    guidance: ClassVar[str] = "须双方共同申请；届期不申请的不再确认，协议仍应履行。"

    choice: ConfirmationChoice = Field(title="双方的选择")
    applied_on: date = Field(title="申请（或履行、核实）日期")


class ReviewChoice(StrEnum):
    """What the court made of the application."""

    CONFIRMED = "出具行政诉前调解书"
    REJECTED = "驳回确认申请"


class ConfirmationReview(Question):
    """The court's decision on the application for confirmation."""

    code: ClassVar[str] = "confirmation_review"
    heading: ClassVar[str] = "司法确认审查"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (
        "法发〔2021〕17号第六条",
        "法释〔2011〕5号（人民调解协议，参照）",
    )
    guidance: ClassVar[str] = "经审查合法自愿的确认；驳回的告知可以起诉，转登记立案。"

    choice: ReviewChoice = Field(title="审查结果")
    decided_on: date = Field(title="决定日期")
    remarks: Words = Field(default="", title="说明", description="驳回的写明理由，写入裁定书拟稿")

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.choice is ReviewChoice.REJECTED and not self.remarks:
            message = "“说明”：驳回确认申请须写明理由"
            raise ValueError(message)
        return self


class Performance(Question):
    """Whether an unconfirmed settlement was kept."""

    code: ClassVar[str] = "settlement_performance"
    heading: ClassVar[str] = "协议履行情况"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("宜伍府发〔2024〕4号四（二）4",)
    guidance: ClassVar[str] = "督促各方按约履行；违约的，转登记立案或由当事人另行起诉。"

    performed: YesNo = Field(title="是否全部履行")
    checked_on: date = Field(title="核实日期")
    remarks: Words = Field(default="", title="说明")
