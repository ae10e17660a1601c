"""What is asked while an accepted application is reviewed."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.paths.nonlitigation_enforcement.questions import INTERPRETATION
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo


class Legality(StrEnum):
    """What the written review shows (行政强制法第五十八条第一款)."""

    SOUND = "未发现明显违法"
    NO_FACTS = "明显缺乏事实根据"
    NO_LAW = "明显缺乏法律、法规依据"
    UNLAWFUL = "其他明显违法并损害被执行人合法权益"

    @property
    def is_manifestly_unlawful(self) -> bool:
        """Both sides are heard, and the ruling is due within thirty days instead."""
        return self is not Legality.SOUND


class LegalityReview(Question):
    """The judge's written review of the decision to be enforced."""

    code: ClassVar[str] = "enforcement_legality"
    heading: ClassVar[str] = "行政决定的合法性审查"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政强制法第五十七条、第五十八条",
        f"{INTERPRETATION}第一百六十条",
    )
    guidance: ClassVar[str] = (
        "书面审查。发现明显违法情形的，听取双方意见，三十日内裁定；没有的，七日内裁定"
        "（强制法按工作日、解释按自然日，系统按较早的一日提醒）。"
    )

    legality: Legality = Field(title="审查意见")
    reviewed_on: date = Field(title="审查日期")
    reconcilable: YesNo = Field(
        default=YesNo.NO, title="是否先行释明、协调", description="例如被执行人愿意履行或者分期履行"
    )
    remarks: Words = Field(default="", title="说明")

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.legality.is_manifestly_unlawful and not self.remarks:
            message = "认为明显违法的，须在“说明”中写明具体情形"
            raise ValueError(message)
        return self


class OpinionsHeard(Question):
    """What both sides said about a decision that seems manifestly unlawful."""

    code: ClassVar[str] = "enforcement_opinions"
    heading: ClassVar[str] = "听取双方意见"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政强制法第五十八条第一款",
        f"{INTERPRETATION}第一百六十条第二款",
    )
    guidance: ClassVar[str] = (
        "分别听取被执行人和申请机关的意见；通知后不来、不提交意见的，如实记载。"
    )

    heard_on: date = Field(title="听取意见的日期")
    person_opinion: Text = Field(title="被执行人的意见")
    agency_opinion: Text = Field(title="申请机关的意见")


class Reconciliation(StrEnum):
    """What explanation and negotiation came to."""

    NOT_SETTLED = "没有达成一致，继续审查"
    PERFORMED = "已自动履行，申请机关撤回申请"
    SETTLED = "达成执行和解，申请机关撤回申请"
    AGENCY_WITHDREW = "申请机关自行纠正，撤回申请"


class EnforcementReconciliation(Question):
    """An attempt to have the decision kept, or put right, without force."""

    code: ClassVar[str] = "enforcement_reconciliation"
    heading: ClassVar[str] = "释明与协调的结果"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("宜伍府发〔2024〕4号四（五）3",)
    guidance: ClassVar[str] = (
        "自愿为原则，不影响裁定期限。撤回申请须由申请机关书面提出；达成和解的，写明履行的内容和日期。"
    )

    choice: Reconciliation = Field(title="结果")
    concluded_on: date = Field(title="日期")
    terms: Words = Field(default="", title="和解内容", description="达成和解的必填")

    @model_validator(mode="after")
    def _with_terms(self) -> Self:
        if self.choice is Reconciliation.SETTLED and not self.terms:
            message = "达成执行和解的，须写明和解内容"
            raise ValueError(message)
        return self


class EnforcementChoice(StrEnum):
    """What the court rules."""

    PERMIT = "准予强制执行"
    DENY = "不准予强制执行"


class EnforcementRuling(Question):
    """The ruling on enforcement; the court makes it, the system drafts its paper."""

    code: ClassVar[str] = "enforcement_ruling"
    heading: ClassVar[str] = "是否准予强制执行的裁定"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政强制法第五十七条、第五十八条",
        f"{INTERPRETATION}第一百六十条",
    )
    guidance: ClassVar[str] = (
        "不准予的须说明理由，五日内（工作日）送达申请机关；申请机关可以在十五日内申请复议。"
    )

    choice: EnforcementChoice = Field(title="裁定")
    ruled_on: date = Field(title="裁定日期")
    reason: Text = Field(title="理由")
    content: Words = Field(default="", title="准予执行的内容", description="准予的必填")

    @model_validator(mode="after")
    def _with_content(self) -> Self:
        if self.choice is EnforcementChoice.PERMIT and not self.content:
            message = "准予强制执行的，须写明执行的内容"
            raise ValueError(message)
        return self
