"""What is asked once a suggestion is out: served, answered, chased, and what follows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.paths.judicial_suggestion.questions import SUGGESTION_RULES, SuggestionDraft
from rules.paths.judicial_suggestion.reasons import Level, SuggestionKind
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo

REPLYING = (f"{SUGGESTION_RULES}第八条", "商法办发〔2023〕30号第八条")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What still matters of a suggestion once it is out."""

    kind: SuggestionKind
    level: Level
    addressee: str
    suggestion_no: str
    remedies: tuple[dict[str, str], ...]
    joint_work: tuple[str, ...]
    reply_rule: str
    reply_by: date | None


def sent_as(draft: SuggestionDraft, suggestion_no: str) -> Sent:
    """The draft as it went out under its number, or for lack of one its name."""
    return Sent(
        kind=draft.kind,
        level=draft.level,
        addressee=draft.addressee,
        suggestion_no=suggestion_no,
        remedies=tuple(remedy.model_dump() for remedy in draft.remedies),
        joint_work=tuple(work.value for work in draft.joint_work),
        reply_rule=draft.reply_rule,
        reply_by=draft.reply_by,
    )


class SuggestionService(Question):
    """When the addressee received the suggestion: the reply is counted from that day."""

    code: ClassVar[str] = "suggestion_service"
    heading: ClassVar[str] = "建议书送达"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = REPLYING
    guidance: ClassVar[str] = "填被建议单位在送达回证上签收的日期，答复期限自收到之日起算。"

    served_on: date = Field(title="签收日期")
    received_by: Text = Field(title="签收人")


class Answer(StrEnum):
    """What the addressee answers."""

    ADOPTED = "采纳"
    PARTLY = "部分采纳"
    DECLINED = "不采纳"
    NONE = "期限已过，未回复"


class SuggestionReply(Question):
    """The written reply, in time or late."""

    code: ClassVar[str] = "suggestion_reply"
    heading: ClassVar[str] = "被建议单位的回复"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = REPLYING
    guidance: ClassVar[str] = (
        "收到书面回复时填写；期满前交邮的，回复日期填交邮之日。期限已确定届满的，系统自动转催办；"
        "届满日暂定或者送达登记较晚的，由承办人填“期限已过，未回复”转催办。"
    )

    answer: Answer = Field(title="回复结果")
    replied_on: date = Field(title="回复（交邮）日期", description="未回复的填核实日期")
    reply_document: Words = Field(default="", title="回复函名称和文号", description="已回复的必填")
    measures: list[Text] = Field(
        default_factory=list, title="采纳落实情况", description="逐条对应建议"
    )
    grounds: Words = Field(default="", title="不采纳的理由", description="不采纳、部分采纳的必填")

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.answer is Answer.NONE:
            return self
        if not self.reply_document:
            message = "已回复的，须填写回复函名称和文号"
            raise ValueError(message)
        if self.answer is not Answer.ADOPTED and not self.grounds:
            message = "不采纳或者部分采纳的，须写明被建议单位的理由"
            raise ValueError(message)
        if self.answer is not Answer.DECLINED and not self.measures:
            message = "采纳的，须写明采纳落实情况"
            raise ValueError(message)
        return self


class ChaseResult(StrEnum):
    """What became of the reply after a reminder."""

    REPLIED = "已补回复"
    STILL_NONE = "仍未回复"


class SuggestionChase(Question):
    """Whether the reply came after the reminder, and after the copy to the superior organ."""

    code: ClassVar[str] = "suggestion_chase"
    heading: ClassVar[str] = "催办结果"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = REPLYING
    guidance: ClassVar[str] = (
        "催办后仍未回复的，抄送其上级机关；抄送后仍未回复的，再填一次，以未回复结案。"
    )

    result: ChaseResult = Field(title="结果")
    checked_on: date = Field(title="回复或者核实日期")
    answer: Answer | None = Field(default=None, title="回复结果", description="已补回复的必填")
    reply_document: Words = Field(default="", title="回复函名称和文号")
    explanation: Words = Field(
        default="", title="落实情况或者不采纳的理由", description="已补回复的必填"
    )
    superior: Words = Field(default="", title="上级机关", description="仍未回复的填写，据以抄送")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.result is ChaseResult.STILL_NONE:
            if not self.superior:
                message = "仍未回复的，须填写被建议单位的上级机关"
                raise ValueError(message)
        elif self.answer in {None, Answer.NONE} or not self.explanation:
            message = "已补回复的，须填写回复结果和落实情况或者不采纳的理由"
            raise ValueError(message)
        return self


class AssessmentDecision(Question):
    """Whether a missing reply is reported for the yearly assessment; a person decides."""

    code: ClassVar[str] = "assessment_decision"
    heading: ClassVar[str] = "是否作为考核事项报送"
    actor: ClassVar[Actor] = Actor.JUSTICE_BUREAU
    basis: ClassVar[tuple[str, ...]] = (
        "商法办发〔2023〕30号第八条、第十条",
        "峄政办发〔2023〕2号二（九）",
    )
    guidance: ClassVar[str] = (
        "不回复或者逾期回复可以列入通报、考核。系统只提示，是否报送由有权机关决定；"
        "决定前应当听取被建议单位的说明。"
    )

    report: YesNo = Field(title="是否报送")
    decided_on: date = Field(title="决定日期")
    decided_by: Text = Field(title="决定人")
    heard: Words = Field(default="", title="被建议单位的说明", description="报送的必填")
    reason: Text = Field(title="理由")

    @model_validator(mode="after")
    def _heard(self) -> Self:
        if self.report is YesNo.YES and not self.heard:
            message = "决定报送的，须写明听取被建议单位说明的情况"
            raise ValueError(message)
        return self
