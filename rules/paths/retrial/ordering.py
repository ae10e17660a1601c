"""Whether there is a retrial when no party applied; and the order of a retrial."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.paths.retrial.filing import INTERPRETATION
from rules.vocabulary.question import Actor, Name, Question, Words, YesNo


class ReviewOutcome(StrEnum):
    """What the court decides when no party applied."""

    ORDERED = "裁定再审"
    DECLINED = "不予再审"
    WITHDRAWN = "检察院撤回抗诉、检察建议"


class RetrialReview(Question):
    """The court's own finding, or the procuratorate's suggestion: a retrial, or none."""

    code: ClassVar[str] = "retrial_review"
    heading: ClassVar[str] = "是否再审"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第九十二条",
        f"{INTERPRETATION}第一百二十六条",
    )
    guidance: ClassVar[str] = (
        "本院院长发现的，提交审判委员会讨论决定；上级人民法院有权提审或者指令再审。"
        "再审检察建议应当组成合议庭，三个月内审查；不予再审的，书面回复人民检察院。"
    )

    outcome: ReviewOutcome = Field(title="结果")
    decided_on: date = Field(title="决定日期", description="撤回的填收到撤回决定的日期")
    reason: Words = Field(default="", title="理由", description="裁定再审、不予再审的必填")

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.outcome is not ReviewOutcome.WITHDRAWN and not self.reason:
            message = "裁定再审、不予再审的，须写明理由"
            raise ValueError(message)
        return self


class ProtestReview(RetrialReview):
    """A protest is followed by a retrial within thirty days, unless it is withdrawn."""

    code: ClassVar[str] = "protest_review"
    heading: ClassVar[str] = "抗诉案件裁定再审"
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第九十三条",
        f"{INTERPRETATION}第一百二十四条",
    )
    guidance: ClassVar[str] = (
        "接受抗诉的人民法院应当自收到抗诉书之日起三十日内作出再审的裁定。"
        "审查期间当事人达成和解的，可以建议人民检察院撤回抗诉。"
    )

    @model_validator(mode="after")
    def _followed(self) -> Self:
        if self.outcome is ReviewOutcome.DECLINED:
            message = "抗诉案件应当裁定再审，不能选“不予再审”（解释第一百二十四条）"
            raise ValueError(message)
        return self


class RetriedBy(StrEnum):
    """Which court tries again."""

    SAME = "作出生效裁判的法院再审"
    HIGHER = "上级人民法院提审"


class RetrialOrder(Question):
    """The order of a retrial: by which court, and whether execution is stayed meanwhile."""

    code: ClassVar[str] = "retrial_order"
    heading: ClassVar[str] = "再审裁定"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第九十二条",
        f"{INTERPRETATION}第一百一十八条、第一百一十九条",
    )
    guidance: ClassVar[str] = (
        "裁定再审的，同时裁定中止原裁判的执行；支付抚恤金、最低生活保障费或者社会保险待遇的，"
        "可以不中止。生效裁判由第一审法院作出的，按第一审程序再审，可以上诉；"
        "由第二审法院作出的和提审的，按第二审程序，所作裁判为生效裁判。"
    )

    retried_by: RetriedBy = Field(title="由谁再审", description="含指令下级人民法院再审")
    court: Name = Field(title="再审的法院", description="写全称")
    ordered_on: date = Field(title="裁定日期")
    stays: YesNo = Field(default=YesNo.YES, title="中止原裁判的执行")
    not_stayed_for: Words = Field(default="", title="不中止的理由", description="不中止的必填")

    @model_validator(mode="after")
    def _stayed(self) -> Self:
        if self.stays is YesNo.NO and not self.not_stayed_for:
            message = "不中止执行的，须写明理由：只限抚恤金、最低生活保障费或者社会保险待遇的案件"
            raise ValueError(message)
        return self
