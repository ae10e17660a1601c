"""附带审查: the document an act rests on is examined first; meanwhile the review is stayed."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.paths.reconsideration.application import LAW
from rules.vocabulary.question import Actor, Question, Text, YesNo


class Origin(StrEnum):
    """Why a document is examined."""

    APPLIED = "申请人附带申请审查"
    FOUND = "复议机关认为依据不合法"


class NormativeOpening(Question):
    """Which document is examined, and by whom."""

    code: ClassVar[str] = "recon_normdoc"
    heading: ClassVar[str] = "附带审查规范性文件或者依据"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (
        f"{LAW}第三十九条第一款第（九）项、第五十六条、第五十七条、第五十八条",
    )
    guidance: ClassVar[str] = (
        "有权处理的三十日内处理，并自中止之日起三个工作日内通知制定机关；"
        "无权处理的七个工作日内转送有权机关。处理期间中止审理。"
    )

    document: Text = Field(title="规范性文件或者依据的名称、文号")
    clauses: Text = Field(title="审查的条款")
    origin: Origin = Field(title="审查的来源")
    competent: YesNo = Field(title="本机关是否有权处理")
    began_on: date = Field(title="中止日期", description="收到附带审查申请或者发现依据不合法之日")


class NormativeNotice(Question):
    """The notice to the issuing organ, or the transfer to the competent one."""

    code: ClassVar[str] = "recon_normdoc_notice"
    heading: ClassVar[str] = "通知制定机关或者转送"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五十六条、第五十八条、第六十条",)
    guidance: ClassVar[str] = (
        "制定机关十个工作日内书面答复；接受转送的机关六十日内回复处理意见，均自收到之日起算。"
    )

    organ: Text = Field(title="制定机关或者接受转送的机关")
    sent_on: date = Field(title="通知或者转送日期")
    received_on: date = Field(title="该机关收到的日期")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.received_on < self.sent_on:
            message = "收到日期早于通知或者转送日期"
            raise ValueError(message)
        return self


class Finding(StrEnum):
    """What was found of the document."""

    LAWFUL = "相关条款合法，在复议决定书中一并告知"
    UNLAWFUL = "相关条款越权或者违反上位法，停止执行并责令纠正"
    REPLIED = "有权机关已回复处理意见"


class NormativeResult(Question):
    """What became of the document; the review goes on."""

    code: ClassVar[str] = "recon_normdoc_result"
    heading: ClassVar[str] = "附带审查结果"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五十八条、第五十九条、第六十条",)
    guidance: ClassVar[str] = "处理完毕即恢复审理，中止期间不计入审理期限。"

    replied_on: date = Field(title="答复或者回复日期", description="没有答复的填处理完毕之日")
    concluded_on: date = Field(title="处理完毕日期")
    finding: Finding = Field(title="处理结果")
    reasons: Text = Field(title="理由")
