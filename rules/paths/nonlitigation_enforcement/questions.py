"""What is asked of an agency's application for enforcement until it is accepted or refused."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.vocabulary.question import Actor, Circumstances, Question, Text, Words, YesNo

INTERPRETATION = "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释"


class EnforcementApplication(Question):
    """The dates and papers of the application, as the court finds them in the file."""

    code: ClassVar[str] = "enforcement_application"
    heading: ClassVar[str] = "强制执行申请的形式审查"
    actor: ClassVar[Actor] = Actor.DOCKETING_DIVISION
    basis: ClassVar[tuple[str, ...]] = (
        "行政强制法第五十三条、第五十四条",
        f"{INTERPRETATION}第一百五十五条、第一百五十六条",
    )
    guidance: ClassVar[str] = (
        "按申请机关提交的送达回证、催告书填写。系统据此算出最早、最迟可以申请的日期，"
        "制成审查表；是否受理由您下一步决定。"
    )

    suit_period_end: date = Field(
        title="申请复议、起诉期限届满之日", description="两项期限中后届满的一日"
    )
    unopposed: YesNo = Field(title="当事人未复议、未起诉，又不履行")
    urged: YesNo = Field(title="申请前是否催告")
    urge_served: date = Field(title="催告书送达日期", description="未催告的填收到申请的日期")
    local: YesNo = Field(default=YesNo.YES, title="是否属于本院管辖")
    missing: list[Text] = Field(default_factory=list, title="欠缺的材料", description="齐备的不填")
    good_reason: Words = Field(
        default="", title="逾期申请的正当理由", description="申请机关没有说明的留空"
    )

    def problems(self, circumstances: Circumstances) -> list[str]:
        """A demand is served before the application that says so."""
        found = super().problems(circumstances)
        if self.urge_served > circumstances.received_on:
            found.append("“催告书送达日期”：不应晚于收到申请的日期；申请以后才催告的，按未催告填写")
        return found


class AcceptanceChoice(StrEnum):
    """The court's answer to the application."""

    ACCEPT = "受理"
    REFUSE = "裁定不予受理"


class EnforcementAcceptance(Question):
    """Whether the application is accepted, within five working days."""

    code: ClassVar[str] = "enforcement_acceptance"
    heading: ClassVar[str] = "是否受理强制执行申请"
    actor: ClassVar[Actor] = Actor.DOCKETING_DIVISION
    basis: ClassVar[tuple[str, ...]] = (
        "行政强制法第五十六条、第六十九条",
        f"{INTERPRETATION}第一百五十五条第三款",
    )
    guidance: ClassVar[str] = (
        "接到申请后五日内（工作日）决定，请先看审查表。不予受理的，申请机关可以在十五日内"
        "向上一级人民法院申请复议。"
    )

    choice: AcceptanceChoice = Field(title="决定")
    decided_on: date = Field(title="决定日期")
    reason: Words = Field(default="", title="理由", description="不予受理的必填，写入裁定书")

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.choice is AcceptanceChoice.REFUSE and not self.reason:
            message = "不予受理的，须写明理由"
            raise ValueError(message)
        return self


class RulingService(Question):
    """When the agency received a ruling against it; its fifteen days run from there."""

    code: ClassVar[str] = "enforcement_ruling_service"
    heading: ClassVar[str] = "裁定送达申请机关"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("行政强制法第五十六条第二款、第五十八条第二款、第三款",)
    guidance: ClassVar[str] = "按送达回证填写；申请机关申请复议的十五日自收到裁定之日起算。"

    served_on: date = Field(title="送达日期")
    receipt: Words = Field(default="", title="送达方式和回证")


class ReviewRequest(StrEnum):
    """Whether the agency goes to the court above."""

    ASKED = "已申请复议"
    WAIVED = "书面表示不申请复议"


class EnforcementReviewRequest(Question):
    """Whether the agency asks the court above within fifteen days; if not, the ruling stands."""

    code: ClassVar[str] = "enforcement_review_request"
    heading: ClassVar[str] = "申请机关是否申请复议"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = ("行政强制法第五十六条第二款、第五十八条第三款",)
    guidance: ClassVar[str] = (
        "收到裁定之日起十五日内可以向上一级人民法院申请复议；期满没有申请的，裁定即为最后结果。"
    )

    choice: ReviewRequest = Field(title="是否申请")
    requested_on: date = Field(title="上一级法院收到复议申请（或者表示不申请）的日期")
    remarks: Words = Field(default="", title="说明")


class ReviewRuling(StrEnum):
    """What the court above ruled."""

    UPHELD = "维持原裁定"
    REVERSED = "撤销原裁定"


class EnforcementReviewRuling(Question):
    """The ruling of the court above."""

    code: ClassVar[str] = "enforcement_review_ruling"
    heading: ClassVar[str] = "上一级法院的复议裁定"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("行政强制法第五十六条第二款、第五十八条第三款",)
    guidance: ClassVar[str] = (
        "撤销不予受理裁定的，本案受理；撤销不准予执行裁定的，准予执行。按收到的裁定填写。"
    )

    choice: ReviewRuling = Field(title="裁定结果")
    ruled_on: date = Field(title="收到裁定的日期")
    document: Text = Field(title="裁定书文号")
