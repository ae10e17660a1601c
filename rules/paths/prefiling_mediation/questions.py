"""What pre-filing mediation asks before and during the thirty days."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.mediation import (
    SPECIAL_INVITATION,
    ChosenBy,
    Statement,
    require_both_signed,
    require_mediator,
)
from rules.vocabulary.question import Actor, Circumstances, Question, Text, Words, YesNo


class LeadAgency(Question):
    """Which of several agencies leads, as the justice bureau and the court agree (WJ-7b)."""

    code: ClassVar[str] = "lead_agency"
    heading: ClassVar[str] = "确定牵头机关"
    actor: ClassVar[Actor] = Actor.JUSTICE_BUREAU
    basis: ClassVar[tuple[str, ...]] = ("宜伍府发〔2024〕4号四（三）1（1）",)
    guidance: ClassVar[str] = "涉及多个职能部门的，由司法局会同法院协商确定牵头机关。"

    lead: Text = Field(title="牵头机关", description="须为本案被诉行政机关之一，名称与案件一致")
    agreed_by_bureau: Text = Field(title="司法局经办人")
    agreed_by_court: Text = Field(title="法院经办人")
    agreed_on: date = Field(title="协商确定日期")

    def problems(self, circumstances: Circumstances) -> list[str]:
        """The lead agency is one of the case's agencies."""
        found = super().problems(circumstances)
        if self.lead not in circumstances.agencies:
            found.append(f"“牵头机关”：须为{'、'.join(circumstances.agencies)}之一")
        return found


class SuggestionDecision(Question):
    """Whether the court writes to the agency before docketing (SL-2b: optional)."""

    code: ClassVar[str] = "suggestion_decision"
    heading: ClassVar[str] = "是否发诉前化解建议函"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("商法办发〔2023〕30号第二条",)
    guidance: ClassVar[str] = "案件带有风险标签，法院立案前可以发函建议行政机关先行化解。"

    send: YesNo = Field(title="是否发函")
    feedback_by: date = Field(title="请行政机关反馈的日期", description="不发函的填今天")
    reason: Words = Field(default="", title="理由", description="不发函的请说明")

    def problems(self, circumstances: Circumstances) -> list[str]:
        """A feedback date in the past cannot be kept."""
        found = super().problems(circumstances)
        if self.send is YesNo.YES and self.feedback_by <= circumstances.today:
            found.append("“请行政机关反馈的日期”：须晚于今天")
        return found


class MediatorKind(StrEnum):
    """The four kinds of mediation resources (SL-1a)."""

    PEOPLE = "人民调解"
    LAWYER = "律师调解"
    COMMERCIAL = "商事调解"
    INDUSTRY = "行业调解"


class MediatorChoice(Question):
    """Who mediates."""

    code: ClassVar[str] = "mediator_choice"
    heading: ClassVar[str] = "选定调解员"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (f"{SPECIAL_INVITATION}第十二条、第十三条",)
    guidance: ClassVar[str] = (
        "双方协商选定；协商不成的由法院指定；不同意指定的，视为不同意调解，转登记立案。"
    )

    chosen_by: ChosenBy = Field(title="产生方式")
    mediator: Words = Field(default="", title="调解员姓名", description="不同意指定的留空")
    kind: MediatorKind = Field(default=MediatorKind.PEOPLE, title="调解类别")
    organization: Words = Field(default="", title="所属调解组织")
    chosen_on: date = Field(title="选定日期")

    @model_validator(mode="after")
    def _named(self) -> Self:
        require_mediator(self.chosen_by, self.mediator)
        return self


class AcceptanceChoice(StrEnum):
    """What the mediator answers to the referral."""

    ACCEPTS = "签收接受，无回避情形"
    DISCLOSED = "已披露利害关系，双方书面同意继续"
    RECUSED = "回避"
    DECLINES = "不接受委派"


class MediatorAcceptance(Question):
    """The mediator's signature, from which the thirty days run (not from registration)."""

    code: ClassVar[str] = "mediator_acceptance"
    heading: ClassVar[str] = "调解员签收"
    actor: ClassVar[Actor] = Actor.MEDIATOR
    basis: ClassVar[tuple[str, ...]] = (
        f"{SPECIAL_INVITATION}第十五条、第二十七条",
        "人民法院在线调解规则第十二条、第十三条、第二十四条",
    )
    guidance: ClassVar[str] = (
        "调解期限三十日，自调解员签收之日起算。有近亲属、利害关系等情形的应当披露；"
        "须回避或不接受的，另行选定调解员。"
    )

    choice: AcceptanceChoice = Field(title="签收结果")
    signed_on: date = Field(title="签收日期")
    disclosure: Words = Field(default="", title="披露或回避事由")

    @property
    def is_accepted(self) -> bool:
        """The mediator takes the case."""
        return self.choice in {AcceptanceChoice.ACCEPTS, AcceptanceChoice.DISCLOSED}


class SessionResult(StrEnum):
    """How a mediation session ended."""

    CONTINUE = "继续调解"
    EXTEND = "双方书面同意延长期限后继续"
    AGREED = "达成协议"
    PARTIAL = "部分达成协议"
    FAILED = "调解不成"
    WITHDRAWN = "一方撤回同意或坚持诉讼"
    SHAM = "虚假调解，终止"


class MediationSession(Question):
    """One session: its transcript and how it ended."""

    code: ClassVar[str] = "mediation_session"
    heading: ClassVar[str] = "调解场次与结果"
    actor: ClassVar[Actor] = Actor.MEDIATOR
    basis: ClassVar[tuple[str, ...]] = (
        f"{SPECIAL_INVITATION}第二十一条、第二十二条、第二十七条",
        "人民法院在线调解规则第二十四条",
    )
    guidance: ClassVar[str] = (
        "每次调解填一次，系统据此制作调解笔录。期限届满而没有双方书面同意延长的，"
        "自动终止并移交立案。为调解让步认可的事实不得作为不利依据，双方确认的无争议事实除外。"
    )

    held_on: date = Field(title="调解日期")
    place: Text = Field(title="地点")
    recorder: Text = Field(title="记录人")
    attendees: list[Text] = Field(title="到场人员", min_length=2)
    statements: list[Statement] = Field(title="发言记录", min_length=1)
    undisputed_facts: list[Text] = Field(default_factory=list, title="双方确认的无争议事实")
    result: SessionResult = Field(title="本次结果")
    extended_days: int = Field(
        default=0, ge=0, le=365, title="双方同意延长的天数", description="不延长填 0"
    )
    both_signed_extension: YesNo = Field(
        default=YesNo.NO, title="双方均已在延长同意书上签字", description="仅一方同意不得延长"
    )
    remarks: Words = Field(default="", title="说明", description="调解不成、撤回、终止的写明理由")

    @model_validator(mode="after")
    def _extended_by_both(self) -> Self:
        require_both_signed(
            is_extended=self.result is SessionResult.EXTEND,
            days=self.extended_days,
            both_signed=self.both_signed_extension,
        )
        return self
