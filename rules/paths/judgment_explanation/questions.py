"""What is asked when a decision is explained to those who live with it."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.vocabulary.question import Actor, Circumstances, Question, Text, Words, YesNo

WUJIAGANG = "宜伍府发〔2024〕4号"
SIX_MONTHS = "最高人民法院关于适用行政诉讼法的解释第一百一十条"


class ExplanationRequest(Question):
    """Whether anybody wants the decision explained, before the period to appeal runs out."""

    code: ClassVar[str] = "explanation_request"
    heading: ClassVar[str] = "是否申请判后答疑"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (f"{WUJIAGANG}（判后答疑）",)
    guidance: ClassVar[str] = (
        "有人申请的登记后排期；没有人申请的不必填写，上诉期届满后自动记为未申请。"
        "申请期限没有规定，按上诉期内掌握；答疑不延长上诉期。"
    )

    requested: YesNo = Field(title="是否申请答疑")
    requested_by: Words = Field(default="", title="申请人", description="申请的必填")
    requested_on: date = Field(title="申请日期", description="不申请的填表示日期")
    subject: Words = Field(default="", title="想了解的问题")

    @model_validator(mode="after")
    def _by_somebody(self) -> Self:
        if self.requested is YesNo.YES and not self.requested_by:
            message = "申请答疑的，须写明申请人"
            raise ValueError(message)
        return self


class ExplanationRole(StrEnum):
    """As what a person is invited."""

    PARTY = "当事人"
    LAWYER = "律师或者其他代理人"
    AGENCY = "行政机关"
    RECONSIDERATION_BODY = "行政复议机构"
    JUDGE = "承办法官"
    MEDIATOR = "调解员"


class Invited(BaseModel):
    """One invited person: there, or not and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Text = Field(title="姓名或者单位")
    role: ExplanationRole = Field(title="身份")
    attended: YesNo = Field(default=YesNo.YES, title="是否参加", description="排期时不必改")
    absence_reason: Words = Field(default="", title="不参加的理由", description="未参加的必填")

    @model_validator(mode="after")
    def _accounted_for(self) -> Self:
        if self.attended is YesNo.NO and not self.absence_reason:
            message = f"{self.name}没有参加，须写明理由"
            raise ValueError(message)
        return self

    @property
    def line(self) -> str:
        """How the transcript names them."""
        absent = "" if self.attended is YesNo.YES else f"，未参加：{self.absence_reason}"
        return f"{self.name}（{self.role.value}{absent}）"


class ExplanationSchedule(Question):
    """When and where the decision is explained, and who is invited."""

    code: ClassVar[str] = "explanation_schedule"
    heading: ClassVar[str] = "判后答疑排期"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (f"{WUJIAGANG}（判后答疑，多方参与）",)
    guidance: ClassVar[str] = (
        "邀请当事人、律师参加；经过复议的，邀请行政复议机构参加。尽量安排在上诉期届满以前。"
    )

    held_at: date = Field(title="答疑日期")
    place: Text = Field(title="地点")
    invited: list[Invited] = Field(title="邀请的人员", min_length=1)

    def problems(self, circumstances: Circumstances) -> list[str]:
        """A meeting cannot be called for a day that has gone; a party must be among the invited."""
        found = super().problems(circumstances)
        if self.held_at < circumstances.today:
            found.append("“答疑日期”：不能早于今天")
        if all(person.role is not ExplanationRole.PARTY for person in self.invited):
            found.append("“邀请的人员”：须邀请当事人")
        return found


class Exchange(BaseModel):
    """One question and its answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Text = Field(title="提问")
    answer: Text = Field(title="解答")


class ExplanationOutcome(StrEnum):
    """What those who asked do next."""

    ACCEPTED = "服判息诉"
    APPEAL = "坚持上诉"
    PETITION = "申请再审或者申诉"
    AGAIN = "需要再次答疑"


class ExplanationSession(Question):
    """The meeting: what was asked, what was answered, what came of it."""

    code: ClassVar[str] = "explanation_session"
    heading: ClassVar[str] = "判后答疑笔录"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        f"{WUJIAGANG}（判后答疑）",
        "行政诉讼法第九十条、第九十二条",
        SIX_MONTHS,
    )
    guidance: ClassVar[str] = (
        "逐项记录提问和解答，系统据此制作答疑笔录。答疑只解释裁判，不改变裁判；"
        "答疑中发现裁判可能有错误的，如实标记，由院长依法处理。"
        "选“申请再审或者申诉”的，当场说明裁判生效后六个月内向上一级人民法院申请；"
        "收到申请后用“登记再审”登记。"
    )

    held_on: date = Field(title="答疑日期")
    place: Text = Field(title="地点")
    recorder: Text = Field(title="记录人")
    attendees: list[Invited] = Field(title="邀请和参加人员", min_length=1)
    exchanges: list[Exchange] = Field(title="提问和解答", min_length=1)
    outcome: ExplanationOutcome = Field(title="答疑结果")
    possible_error: Words = Field(
        default="", title="发现裁判可能存在的错误", description="没有发现的留空"
    )
    remarks: Words = Field(default="", title="说明")

    @property
    def result_line(self) -> str:
        """The outcome with what was added to it."""
        return "。".join(filter(None, [self.outcome.value, self.remarks]))


class ErrorChoice(StrEnum):
    """What becomes of a possible error."""

    REPORTED = "裁判已经生效，报告院长，由院长决定是否提交审判委员会讨论"
    APPEALABLE = "裁判尚未生效，已释明通过上诉纠正"
    UNFOUNDED = "经核查不属于裁判错误"


class ErrorReview(Question):
    """A possible error of the decision is looked into; people decide what follows."""

    code: ClassVar[str] = "judgment_error_review"
    heading: ClassVar[str] = "核查裁判可能存在的错误"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第九十二条",)
    guidance: ClassVar[str] = (
        "已经发生法律效力的裁判可能有错误的，报告院长依法处理；尚未生效的，通过上诉纠正。"
        "审判委员会决定再审的，用“登记再审”登记。"
    )

    choice: ErrorChoice = Field(title="核查结果")
    reviewed_on: date = Field(title="核查（报告）日期")
    findings: Text = Field(title="核查情况")


class GuidanceRecord(Question):
    """The agency won, but its act had a flaw or left somebody worse off: it goes on helping."""

    code: ClassVar[str] = "guidance_record"
    heading: ClassVar[str] = "胜诉后继续疏导"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = ("皖司发〔2022〕9号（八）",)
    guidance: ClassVar[str] = (
        "行政机关胜诉但行政行为有瑕疵，或者当事人权益确受影响的，继续做好疏导化解工作。"
        "每次疏导填一次，直到办结。"
    )

    visited_on: date = Field(title="疏导日期")
    conducted_by: Text = Field(title="疏导人员", description="姓名、职务")
    concern: Text = Field(title="当事人的诉求")
    measures: Text = Field(title="解释疏导和采取的措施")
    result: Text = Field(title="结果")
    is_finished: YesNo = Field(title="疏导是否办结")
