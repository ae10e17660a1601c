"""What is asked of a decision on retrial that may be appealed, and since when one is in force."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.appeals import AppealFiled, AppealSentUp, PartyService
from rules.paths.retrial.filing import INTERPRETATION
from rules.vocabulary.question import Actor, Name, Question, Text, Words, YesNo


class RetrialDecisionService(PartyService):
    """The day one party has the decision: its own time to appeal runs from it."""

    code: ClassVar[str] = "retrial_decision_service"
    heading: ClassVar[str] = "再审裁判送达"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第八十五条",
        f"{INTERPRETATION}第一百一十九条",
    )
    guidance: ClassVar[str] = "按第一审程序再审的裁判可以上诉。每名当事人填一次，期限各自计算。"


class RetrialAppeal(AppealFiled):
    """An appeal against the decision on retrial."""

    code: ClassVar[str] = "retrial_appeal"
    heading: ClassVar[str] = "收到对再审裁判的上诉状"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第八十五条",
        f"{INTERPRETATION}第一百一十九条",
    )
    guidance: ClassVar[str] = (
        "有人上诉时填写；没有人上诉的不用填写，最后一名当事人的上诉期届满后裁判自动生效。"
    )


class RetrialAppealTransfer(AppealSentUp):
    """The appeal goes to the other parties, and with the file to the higher court."""

    code: ClassVar[str] = "retrial_appeal_transfer"
    heading: ClassVar[str] = "移送再审上诉案件"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (f"{INTERPRETATION}第一百零八条",)
    guidance: ClassVar[str] = (
        "收到上诉状五日内发送副本，其他当事人十五日内答辩；收齐后五日内连同案卷移送。"
    )


class RetrialAppealOutcome(StrEnum):
    """How the higher court decided."""

    UPHELD = "驳回上诉，维持再审裁判"
    CHANGED = "改判、撤销或者变更"
    WITHDRAWN = "准许撤回上诉"
    REMANDED = "发回重审"


class RetrialAppealResult(Question):
    """The final decision on the appeal."""

    code: ClassVar[str] = "retrial_appeal_result"
    heading: ClassVar[str] = "再审上诉的终审结果"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第八十八条、第八十九条",)
    guidance: ClassVar[str] = (
        "终审裁判送达后生效；发回重审只能一次。败诉和履行内容按终审的结果填写，"
        "维持、撤回上诉的照再审裁判。"
    )

    outcome: RetrialAppealOutcome = Field(title="结果")
    court: Name = Field(title="二审法院", description="写全称")
    number: Text = Field(title="二审案号", description="例如：(2027)鄂05行终9号")
    decided_on: date = Field(title="裁判日期")
    is_lost: YesNo = Field(title="终审结果为行政机关败诉")
    obligations: list[Text] = Field(default_factory=list, title="终审确定的履行内容")


class RetrialAppealAfterRemand(RetrialAppealResult):
    """The same after a remand: there is no second one."""

    code: ClassVar[str] = "retrial_appeal_after_remand"
    heading: ClassVar[str] = "重审后上诉的终审结果"

    @model_validator(mode="after")
    def _no_second_remand(self) -> Self:
        if self.outcome is RetrialAppealOutcome.REMANDED:
            message = (
                "本案已经发回重审一次，不得再次发回，应当依法作出判决（行政诉讼法第八十九条第二款）"
            )
            raise ValueError(message)
        return self


class RetrialEffect(Question):
    """The day a final decision took effect."""

    code: ClassVar[str] = "retrial_effect"
    heading: ClassVar[str] = "再审裁判生效"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        f"{INTERPRETATION}第一百一十九条",
        "人民检察院行政诉讼监督规则第二十条",
    )
    guidance: ClassVar[str] = (
        "终审裁判送达当事人后生效，填最后一名当事人的送达日期；调解书填最后一方签收的日期；"
        "终结再审程序的填裁定送达日期。自生效之日起六个月内可以申请检察监督。"
    )

    effective_on: date = Field(title="生效日期")
    remarks: Words = Field(default="", title="说明")
