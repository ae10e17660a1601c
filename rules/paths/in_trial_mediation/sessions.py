"""The sessions of in-trial mediation: who was invited, who came, what was said and agreed."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.mediation import SPECIAL_INVITATION, Statement, require_both_signed
from rules.paths.in_trial_mediation.start import INTERPRETATION
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo


class Role(StrEnum):
    """As what a person takes part in mediation (YC-4e, WJ-5b, WJ-22)."""

    PLAINTIFF = "原告一方"
    AGENCY_LEADER = "行政机关负责人"
    AGENCY_STAFF = "机关人员"
    THIRD_PARTY = "第三人"
    JUDGE = "法官"
    LAY_JUDGE = "陪审员"
    MEDIATION_BODY = "调解组织"
    MEDIATOR = "调解员"
    FULL_TIME_MEDIATOR = "专职调解员"
    PEOPLES_MEDIATOR = "人民调解员"
    LAWYER = "律师"
    LEGAL_ADVISER = "法律顾问"
    GOVERNMENT_LAWYER = "公职律师"
    DEPUTY = "人大代表"
    CPPCC_MEMBER = "政协委员"
    JUSTICE_BUREAU = "司法局人员"


class Participant(BaseModel):
    """One invited person: present, or absent for a reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Text = Field(title="姓名")
    role: Role = Field(title="身份")
    position: Words = Field(default="", title="单位、职务", description="机关负责人必填")
    attended: YesNo = Field(default=YesNo.YES, title="是否参加")
    absence_reason: Words = Field(default="", title="不参加的理由", description="未参加的必填")

    @model_validator(mode="after")
    def _accounted_for(self) -> Self:
        if self.attended is YesNo.NO and not self.absence_reason:
            message = f"{self.name}没有参加，须写明理由"
            raise ValueError(message)
        if self.role is Role.AGENCY_LEADER and not self.position:
            message = f"{self.name}以行政机关负责人身份参加，须写明职务"
            raise ValueError(message)
        return self

    @property
    def line(self) -> str:
        """How the transcript names them."""
        where = f"，{self.position}" if self.position else ""
        absent = "" if self.attended is YesNo.YES else f"，未参加：{self.absence_reason}"
        return f"{self.name}（{self.role.value}{where}{absent}）"


class TrialSessionResult(StrEnum):
    """How a session ended, or what ended the mediation without one."""

    CONTINUE = "继续调解"
    EXTEND = "双方书面同意延长期限后继续"
    AGREED = "全部达成一致"
    PARTIAL = "部分达成一致"
    FAILED = "调解不成"
    LEFT = "一方退出调解"
    SHAM = "虚假调解，终止"


class TrialMediationSession(Question):
    """One session, or a side's word that it leaves: who said what, and what came of it."""

    code: ClassVar[str] = "trial_mediation_session"
    heading: ClassVar[str] = "诉中调解场次与结果"
    actor: ClassVar[Actor] = Actor.MEDIATOR
    basis: ClassVar[tuple[str, ...]] = (
        f"{SPECIAL_INVITATION}第二十一条、第二十二条、第二十七条",
        f"{INTERPRETATION}第八十六条",
    )
    guidance: ClassVar[str] = (
        "每次调解填一次，系统据此制作笔录；一方随时可以退出，不必开会，记下谁以什么方式表示即可。"
        "期限届满而没有双方书面同意延长的，终止调解，及时判决。"
        "为调解让步认可的事实不得作为不利依据，双方确认的无争议事实除外。"
    )

    held_on: date = Field(title="调解日期", description="退出、终止的填提出或查明日期")
    place: Text = Field(title="地点", description="没有开会的填方式，如电话")
    recorder: Text = Field(title="记录人")
    participants: list[Participant] = Field(title="邀请和参加人员", min_length=1)
    remarks: list[Statement] = Field(title="发言记录", min_length=1)
    undisputed_facts: list[Text] = Field(default_factory=list, title="双方签字确认的无争议事实")
    result: TrialSessionResult = Field(title="本次结果")
    extended_days: int = Field(
        default=0, ge=0, le=365, title="双方同意延长的天数", description="不延长填 0"
    )
    both_signed_extension: YesNo = Field(
        default=YesNo.NO, title="双方均已在延长同意书上签字", description="仅一方同意不得延长"
    )
    reason: Words = Field(default="", title="说明", description="虚假调解的写明查明的情况")

    @model_validator(mode="after")
    def _recorded(self) -> Self:
        if all(person.attended is YesNo.NO for person in self.participants):
            message = "至少有一人参加；没有开会的，记录由谁以什么方式表示"
            raise ValueError(message)
        if self.result is TrialSessionResult.SHAM and not self.reason:
            message = "认定虚假调解的，须写明查明的情况"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _extended_by_both(self) -> Self:
        require_both_signed(
            is_extended=self.result is TrialSessionResult.EXTEND,
            days=self.extended_days,
            both_signed=self.both_signed_extension,
        )
        return self

    @property
    def result_line(self) -> str:
        """The result with what was added to it."""
        return "。".join(filter(None, [self.result.value, self.reason]))
