"""What is asked before a suggestion goes out: draft, talk, committee, signature."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.paths.judicial_suggestion.reasons import (
    COMMON,
    REPLY_ARTICLES,
    STATUTORY_TEXT,
    Level,
    Reason,
    SuggestionKind,
    statutory_rule,
)
from rules.vocabulary.question import AT_THE_FOOT, Actor, Circumstances, Name, Question, Text, Words

SUGGESTION_RULES = "最高人民法院关于综合治理类司法建议工作若干问题的规定（法释〔2023〕11号）"


class SuggestionProposal(Question):
    """That a suggestion is to be made in a case; by the form 提出建议 or from another path."""

    code: ClassVar[str] = "suggestion_proposal"
    heading: ClassVar[str] = "提出建议"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (SUGGESTION_RULES, "宜伍府发〔2024〕4号五（十）")
    guidance: ClassVar[str] = (
        "登记后由承办人起草。同一案件可以提出多件；上一件没有办结的，先登记，办结后接着办理。"
    )

    proposed_on: date = Field(title="提出日期")
    reason: Text = Field(title="提出的原因")


class Remedy(BaseModel):
    """A problem and what is suggested about it: one to one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    problem: Text = Field(title="问题")
    suggestion: Text = Field(title="对应的建议")


class JointWork(StrEnum):
    """What a procuratorate does beside its suggestion (WJ-10)."""

    HEARING = "公开听证"
    RELIEF = "司法救助"
    REVIEW = "案件质量评查"
    SUPERVISION = "联合监督"


class SuggestionDraft(Question):
    """The draft: kind, level, reason, addressee, each problem with its suggestion."""

    code: ClassVar[str] = "suggestion_draft"
    heading: ClassVar[str] = "起草建议书"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        f"{SUGGESTION_RULES}第八条",
        "法释〔2020〕3号第十二条",
        "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释第一百四十九条",
        "宜伍府发〔2024〕4号四（五）、四（六）",
    )
    guidance: ClassVar[str] = (
        "问题与建议一一对应，逐条填写。负责人不依法出庭的五种情形，人民法院应当向监察机关或者"
        "上一级行政机关提出司法建议，并记录在案、在裁判文书中载明（法释〔2020〕3号第十二条）。"
        "不填答复日期的，按法律、司法解释规定的期限；检察建议没有法定期限的须填。"
    )

    kind: SuggestionKind = Field(title="种类")
    level: Level = Field(title="层级")
    reason: Reason = Field(title="事由")
    addressee: Name = Field(title="被建议单位")
    found: Text = Field(title="查明的事实", description="有关联的案件、证据，写明来源")
    remedies: list[Remedy] = Field(title="问题与建议", min_length=1)
    reply_by: date | None = Field(default=None, title="载明的答复日期")
    copies: Annotated[list[Name], AT_THE_FOOT] = Field(default_factory=list, title="抄送单位")
    in_force_from: date | None = Field(
        default=None, title="裁判生效日期", description="规范性文件不合法的必填"
    )
    joint_work: list[JointWork] = Field(
        default_factory=list, title="同时开展的检察工作", description="检察建议填写，可不填"
    )

    @property
    def needs_committee(self) -> bool:
        """综合治理类司法建议 goes to the adjudication committee and the president."""
        return self.kind is SuggestionKind.JUDICIAL and self.level is Level.GOVERNANCE

    @property
    def reply_rule(self) -> str:
        """The day that the document names, else the period that a law fixes."""
        statutory = statutory_rule(self.kind, self.reason)
        if statutory is not None and self.reply_by is None:
            return statutory
        is_judicial = self.kind is SuggestionKind.JUDICIAL
        return "J_REPLY_NAMED" if is_judicial else "P_REPLY_NAMED"

    @property
    def reply_text(self) -> str:
        """Until when to reply, as the letter says it."""
        if self.reply_by:
            return f"{self.reply_by.year}年{self.reply_by.month}月{self.reply_by.day}日以前"
        return STATUTORY_TEXT[self.reply_rule]

    @property
    def reply_article(self) -> str:
        """Why a reply is due; nothing where no law says it."""
        statutory = statutory_rule(self.kind, self.reason)
        return REPLY_ARTICLES[statutory] if statutory else ""

    @model_validator(mode="after")
    def _of_its_kind(self) -> Self:
        is_procuratorial = self.kind is SuggestionKind.PROCURATORIAL
        if self.reason not in COMMON and self.reason.is_procuratorial is not is_procuratorial:
            message = f"“{self.reason.value}”不是{self.kind.value}的事由"
            raise ValueError(message)
        if self.reply_by is None and statutory_rule(self.kind, self.reason) is None:
            message = "法律没有规定这类检察建议的答复期限，须填写载明的答复日期"
            raise ValueError(message)
        if self.reason is Reason.NORMATIVE_DOCUMENT and self.in_force_from is None:
            message = "规范性文件不合法的，须填写裁判生效日期（三个月内可以提出司法建议）"
            raise ValueError(message)
        if self.joint_work and not is_procuratorial:
            message = "“同时开展的检察工作”只在检察建议中填写"
            raise ValueError(message)
        return self

    def problems(self, circumstances: Circumstances) -> list[str]:
        """A day for the reply lies ahead; a judgment took effect already."""
        found = super().problems(circumstances)
        if self.reply_by and self.reply_by <= circumstances.today:
            found.append("“载明的答复日期”：须晚于今天")
        if self.in_force_from and self.in_force_from > circumstances.today:
            found.append("“裁判生效日期”：不得晚于今天")
        return found


class NextStep(StrEnum):
    """What follows from a talk, a deliberation or a signature."""

    PROCEED = "同意，按本稿提出"
    REVISE = "退回修改"
    DROP = "决定不提出"


class _Decision(Question):
    """A person lets the draft pass, sends it back, or drops it with a reason."""

    step: NextStep = Field(title="结果")
    reason: Words = Field(default="", title="意见或者理由", description="退回、不提出的必填")

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.step is not NextStep.PROCEED and not self.reason:
            message = "退回修改或者决定不提出的，须写明理由"
            raise ValueError(message)
        return self


class SuggestionConsultation(_Decision):
    """What the addressee said before the suggestion was made."""

    code: ClassVar[str] = "suggestion_consultation"
    heading: ClassVar[str] = "与被建议单位沟通"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (SUGGESTION_RULES,)
    guidance: ClassVar[str] = (
        "就查明的问题听取被建议单位意见。出庭应诉五种情形属应当提出，沟通不影响提出。"
    )

    consulted_on: date = Field(title="沟通日期")
    contact_person: Text = Field(title="被建议单位沟通人员")
    opinion: Text = Field(title="被建议单位意见", description="没有意见的写“无异议”")


class CommitteeDeliberation(_Decision):
    """综合治理类: the adjudication committee deliberates, the president signs."""

    code: ClassVar[str] = "committee_deliberation"
    heading: ClassVar[str] = "审判委员会审议、院长签发"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (SUGGESTION_RULES,)
    guidance: ClassVar[str] = "综合治理类司法建议须经审判委员会讨论决定，由院长签发。"

    deliberated_on: date = Field(title="审判委员会审议日期")
    minutes: Text = Field(title="审议纪要编号或者名称")
    president: Text = Field(title="签发的院长")
    signed_on: date = Field(title="签发日期", description="未签发的填审议日期")


class SuggestionSigning(_Decision):
    """Who lets a suggestion on a case, or a procuratorial one, go out."""

    code: ClassVar[str] = "suggestion_signing"
    heading: ClassVar[str] = "签发建议书"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (f"{SUGGESTION_RULES}第十二条（个案参照）",)
    guidance: ClassVar[str] = "由有签发权的负责人签发；检察建议由检察院签发后登记。"

    signer: Text = Field(title="签发人")
    signed_on: date = Field(title="签发日期", description="未签发的填决定日期")
    document_number: Words = Field(
        default="", title="检察建议书文号", description="检察建议填写检察院编的文号"
    )
