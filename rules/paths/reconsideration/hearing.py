"""Looking into the case: hearing, committee, investigation, what does not count, what is longer."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.paths.reconsideration.application import LAW, RUZHOU
from rules.paths.reconsideration.review import REGULATION
from rules.vocabulary.question import Actor, Circumstances, Question, Text, Words, YesNo


class HearingPlan(Question):
    """When and where a hearing is held; the parties hear of it five working days before."""

    code: ClassVar[str] = "recon_hearing_plan"
    heading: ClassVar[str] = "安排听证"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五十条、第五十一条",)
    guidance: ClassVar[str] = (
        "举行听证五个工作日前书面通知当事人时间、地点和拟听证事项；"
        "一名主持人、两名以上听证员、一名记录员。"
    )

    hearing_at: date = Field(title="听证日期")
    time_of_day: Text = Field(title="听证时间", examples=["上午九时三十分"])
    place: Text = Field(title="地点")
    matters: list[Text] = Field(title="拟听证事项", min_length=1)
    chair: Text = Field(title="主持人")
    hearers: list[Text] = Field(title="听证员", min_length=2)
    clerk: Text = Field(title="记录员")

    def problems(self, circumstances: Circumstances) -> list[str]:
        """A hearing lies ahead."""
        found = super().problems(circumstances)
        if self.hearing_at <= circumstances.today:
            found.append("“听证日期”：须晚于今天，并留足五个工作日的通知时间")
        return found


class AgencyAttendance(StrEnum):
    """Who came for the agency (行政复议法第五十一条第三款)."""

    LEADER = "负责人参加"
    DELEGATE = "负责人说明理由，委托相应的工作人员参加"
    NOBODY = "负责人和工作人员均未参加"


class HearingRecord(Question):
    """What happened at a hearing, or that it did not take place."""

    code: ClassVar[str] = "recon_hearing_record"
    heading: ClassVar[str] = "听证情况"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五十条、第五十一条、第六十一条第二款",)
    guidance: ClassVar[str] = (
        "申请人无正当理由拒不参加的，视为放弃听证权利。经过听证的，应当根据听证笔录作出决定。"
    )

    held: YesNo = Field(title="是否举行", description="改期的选“否”，另行安排")
    notified_on: date = Field(title="书面通知当事人的日期")
    settled_on: date = Field(title="举行日期", description="未举行的填决定改期的日期")
    applicant_came: YesNo = Field(title="申请人是否参加")
    agency: AgencyAttendance = Field(title="被申请人参加情况")
    absence_reason: Words = Field(default="", title="负责人不能参加的理由")
    summary: Text = Field(title="听证笔录要点", description="改期的写明原因")

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.agency is AgencyAttendance.DELEGATE and not self.absence_reason:
            message = "负责人不能参加听证的，应当说明理由"
            raise ValueError(message)
        return self


class CommitteeOpinion(Question):
    """The committee's opinion, kept (RZ-1); it informs the decision and does not make it."""

    code: ClassVar[str] = "recon_committee"
    heading: ClassVar[str] = "行政复议委员会咨询意见"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五十二条、第六十一条第三款", RUZHOU)
    guidance: ClassVar[str] = "记录咨询意见；咨询意见是作出复议决定的重要参考依据。"

    consulted_on: date = Field(title="咨询日期")
    members: list[Text] = Field(title="提出意见的委员", min_length=1)
    asked: Text = Field(title="咨询的问题")
    opinion: Text = Field(title="咨询意见")
    dissent: Words = Field(default="", title="不同意见")


class Investigation(Question):
    """An inquiry on site, by at least two officials."""

    code: ClassVar[str] = "recon_investigation"
    heading: ClassVar[str] = "实地调查记录"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第四十五条", RUZHOU)
    guidance: ClassVar[str] = "调查取证的复议人员不得少于两人，并应当出示行政复议工作证件。"

    investigated_on: date = Field(title="调查日期")
    place: Text = Field(title="调查地点")
    officials: list[Text] = Field(title="调查人员", min_length=2)
    findings: Text = Field(title="调查情况")


class StopExecution(Question):
    """Whether the act may not be carried out meanwhile."""

    code: ClassVar[str] = "recon_stop_execution"
    heading: ClassVar[str] = "是否停止执行"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第四十二条",)
    guidance: ClassVar[str] = "复议期间行政行为不停止执行；有法定情形的，应当停止执行。"

    stop: YesNo = Field(title="是否停止执行")
    decided_on: date = Field(title="决定日期")
    reason: Text = Field(title="理由")


class Expert(Question):
    """An appraisal or inspection, whose days do not count."""

    code: ClassVar[str] = "recon_expert"
    heading: ClassVar[str] = "鉴定、勘验起止"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{REGULATION}第三十四条、第三十七条（2007年版）",)
    guidance: ClassVar[str] = "鉴定、现场勘验的期间不计入审理期限，首尾两日均计。结束后填写。"

    matter: Text = Field(title="鉴定、勘验事项")
    began_on: date = Field(title="开始日期")
    ended_on: date = Field(title="结束日期")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ended_on < self.began_on:
            message = "结束日期早于开始日期"
            raise ValueError(message)
        return self

    @property
    def days(self) -> int:
        """How many days do not count."""
        return (self.ended_on - self.began_on).days + 1


class Extension(Question):
    """A longer period, approved by the head of the office, told in writing."""

    code: ClassVar[str] = "recon_extension"
    heading: ClassVar[str] = "延长审理期限"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第六十二条第一款",)
    guidance: ClassVar[str] = (
        "情况复杂，经复议机构负责人批准可以延长，最多三十日，并书面告知当事人；简易程序不得延长。"
    )

    days: int = Field(ge=1, le=30, title="延长天数")
    approved_by: Text = Field(title="批准人", description="行政复议机构的负责人")
    approved_on: date = Field(title="批准日期")
    reason: Text = Field(title="理由")


class Conversion(Question):
    """From the simplified to the ordinary procedure."""

    code: ClassVar[str] = "recon_conversion"
    heading: ClassVar[str] = "转为普通程序"
    actor: ClassVar[Actor] = Actor.RECONSIDERATION_BODY
    basis: ClassVar[tuple[str, ...]] = (f"{LAW}第五十五条",)
    guidance: ClassVar[str] = "经复议机构负责人批准转为普通程序；六十日仍自受理之日起算。"

    approved_by: Text = Field(title="批准人", description="行政复议机构的负责人")
    approved_on: date = Field(title="批准日期")
    reason: Text = Field(title="不宜适用简易程序的理由")
