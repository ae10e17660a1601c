"""复议意见书、建议书: issued where wrongs were found, and followed up until there is an answer."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.paths.reconsideration.application import LAW
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo

WUJIAGANG = "宜伍府发〔2024〕4号"


class OpinionDraft(Question):
    """Whether an opinion (意见书) or a suggestion (建议书) is issued, and on what."""

    code: ClassVar[str] = "recon_opinion_draft"
    heading: ClassVar[str] = "是否制发意见书、建议书"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第七十六条", WUJIAGANG)
    guidance: ClassVar[str] = (
        "被申请人或者其他下级机关的行政行为违法、不当的，可以制发意见书，六十日内报送纠正情况；"
        "制度、管理上的问题可以制发建议书。"
    )

    opinion: YesNo = Field(title="是否制发意见书")
    suggestion: YesNo = Field(title="是否制发建议书")
    organ: Words = Field(default="", title="收文机关", description="均不制发的留空")
    shortcomings: list[Text] = Field(default_factory=list, title="发现的问题")
    measures: list[Text] = Field(default_factory=list, title="纠正意见或者建议")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        wanting = not (self.organ and self.shortcomings and self.measures)
        if YesNo.YES in (self.opinion, self.suggestion) and wanting:
            message = "制发意见书或者建议书的，须填写收文机关、发现的问题、纠正意见或者建议"
            raise ValueError(message)
        return self


class OpinionReceipt(Question):
    """When the organ received the opinion: sixty days run from there."""

    code: ClassVar[str] = "recon_opinion_receipt"
    heading: ClassVar[str] = "复议意见书送达"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第七十六条",)
    guidance: ClassVar[str] = "六十日自有关机关收到意见书之日起算。"

    received_on: date = Field(title="有关机关收到意见书的日期")


class OpinionReport(Question):
    """How the organ put right what the opinion named."""

    code: ClassVar[str] = "recon_opinion_report"
    heading: ClassVar[str] = "意见书纠正情况"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第七十六条、第七十七条",)
    guidance: ClassVar[str] = (
        "自收到意见书之日起六十日内报送纠正情况。"
        "不履行或者拖延的，可以被责令限期履行、约谈、通报批评。"
    )

    reported_on: date = Field(title="报送日期")
    corrected: YesNo = Field(title="是否已经纠正")
    content: Text = Field(title="纠正情况", description="没有纠正的写明原因和计划")


class ChaseMeasure(StrEnum):
    """What may follow when nothing was reported (行政复议法第七十七条)."""

    ORDER = "责令限期履行"
    INTERVIEW = "责令限期履行并约谈有关负责人"
    CRITICISE = "责令限期履行并通报批评"


class OpinionChase(Question):
    """What is done about an opinion that went unanswered; people choose the measure."""

    code: ClassVar[str] = "recon_opinion_chase"
    heading: ClassVar[str] = "意见书逾期未报：督办"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第七十七条、第八十三条",)
    guidance: ClassVar[str] = "六十日已过而没有报送纠正情况。选择督办措施，由复议机关负责人决定。"

    measure: ChaseMeasure = Field(title="督办措施")
    decided_by: Text = Field(title="决定人")
    decided_on: date = Field(title="决定日期")
    due_by: date = Field(title="限期报送的日期")

    @model_validator(mode="after")
    def _leaves_time(self) -> Self:
        if self.due_by <= self.decided_on:
            message = "限期报送的日期须晚于决定日期"
            raise ValueError(message)
        return self


class SuggestionReply(Question):
    """What became of a suggestion; no statute fixes a day for it."""

    code: ClassVar[str] = "recon_suggestion_reply"
    heading: ClassVar[str] = "建议书办理情况"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (WUJIAGANG,)
    guidance: ClassVar[str] = "建议书没有法定回复期限；办理情况登记后销号。"

    replied_on: date = Field(title="回复日期")
    adopted: YesNo = Field(title="是否采纳")
    content: Text = Field(title="办理情况", description="不采纳的写明理由")
