"""What is asked when the plaintiff wants to withdraw, or is taken to have withdrawn."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.vocabulary.question import Actor, Question, Text, Words, YesNo

WITHDRAWAL_RULES = "最高人民法院关于行政诉讼撤诉若干问题的规定"


class WithdrawalDecision(StrEnum):
    """The court's ruling on an application to withdraw."""

    PERMITTED = "准许撤诉"
    REFUSED = "不准许撤诉，继续审理"
    STAYED = "分期履行，裁定中止审理"


class WithdrawalReview(Question):
    """Whether the court permits a withdrawal: voluntary, lawful, and no third party objects."""

    code: ClassVar[str] = "withdrawal_review"
    heading: ClassVar[str] = "审查撤诉申请"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第六十二条",
        f"{WITHDRAWAL_RULES}第二条至第五条",
    )
    guidance: ClassVar[str] = (
        "撤诉应当出于真实意愿，不损害国家、公共和他人利益。第三人有异议的不得准许，继续审理。"
        "改变后的行为分期履行的，可以准许撤诉，也可以裁定中止。"
    )

    applied_on: date = Field(title="申请日期")
    reason: Text = Field(title="撤诉理由", description="例如：被告改变行政行为，原告同意")
    is_voluntary: YesNo = Field(title="出于真实意愿")
    is_lawful: YesNo = Field(title="不违反法律，不损害公共利益和他人合法权益")
    agency_changed_act: YesNo = Field(title="被告改变了被诉行政行为，并书面告知法院")
    third_party_objects: YesNo = Field(default=YesNo.NO, title="第三人有异议")
    has_instalments: YesNo = Field(default=YesNo.NO, title="改变后的行为分期履行")
    decision: WithdrawalDecision = Field(title="裁定")
    decided_on: date = Field(title="裁定日期")

    @model_validator(mode="after")
    def _permissible(self) -> Self:
        refused = self.decision is WithdrawalDecision.REFUSED
        if self.third_party_objects is YesNo.YES and not refused:
            message = "第三人有异议，不得准许撤诉，应当继续审理"
            raise ValueError(message)
        if YesNo.NO in {self.is_voluntary, self.is_lawful} and not refused:
            message = "撤诉不是出于真实意愿，或者违反法律、损害他人权益的，不得准许"
            raise ValueError(message)
        if self.decision is WithdrawalDecision.STAYED and self.has_instalments is YesNo.NO:
            message = "只有改变后的行为分期履行的，才可以选择“分期履行，裁定中止审理”"
            raise ValueError(message)
        return self


class InstalmentsOutcome(Question):
    """Whether the instalments for which the trial was stayed were kept."""

    code: ClassVar[str] = "instalments_outcome"
    heading: ClassVar[str] = "分期履行情况"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (f"{WITHDRAWAL_RULES}第五条",)
    guidance: ClassVar[str] = "履行完毕的裁定准许撤诉；不履行的恢复审理，审限继续计算。"

    performed: YesNo = Field(title="已经全部履行")
    decided_on: date = Field(title="裁定准许或者恢复审理的日期")
    remarks: Words = Field(default="", title="说明")


class DeemedWithdrawal(Question):
    """The ruling that takes an absent or non-paying plaintiff to have withdrawn."""

    code: ClassVar[str] = "deemed_withdrawal"
    heading: ClassVar[str] = "按撤诉处理"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第五十八条",)
    guidance: ClassVar[str] = (
        "原告经传票传唤，无正当理由拒不到庭，或者未经许可中途退庭的，可以按撤诉处理。"
    )

    was_summoned: YesNo = Field(title="已经传票传唤")
    has_good_reason: YesNo = Field(title="原告有正当理由")
    reason: Text = Field(title="事由")
    decided_on: date = Field(title="裁定日期")

    @model_validator(mode="after")
    def _permissible(self) -> Self:
        if self.was_summoned is YesNo.NO or self.has_good_reason is YesNo.YES:
            message = "没有经传票传唤，或者原告有正当理由的，不能按撤诉处理"
            raise ValueError(message)
        return self
