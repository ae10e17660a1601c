"""败诉风险: graded; a high one is guaranteed, and raised where other units must help."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.risk import Risk
from rules.vocabulary.question import Actor, Circumstances, Question, Text, Words, YesNo

YICHENG = "峄政办发〔2023〕2号"


class RiskGrading(Question):
    """The bureau's grade of the risk: by whom, when, and why."""

    code: ClassVar[str] = "risk_grading"
    heading: ClassVar[str] = "研判败诉风险"
    actor: ClassVar[Actor] = Actor.JUSTICE_BUREAU
    basis: ClassVar[tuple[str, ...]] = (f"{YICHENG}二（四）",)
    guidance: ClassVar[str] = (
        "司法局会同被诉机关研判。评为“高”的实行一案一包保；"
        "需要其他镇街、部门配合的，报区政府分管领导专题研判。"
    )

    risk: Risk = Field(title="风险等级")
    assessor: Text = Field(title="评定人")
    graded_on: date = Field(title="评定日期")
    reason: Text = Field(title="理由")


class Guarantee(Question):
    """一案一包保: unit, leader, person responsible, and the day to settle by."""

    code: ClassVar[str] = "guarantee"
    heading: ClassVar[str] = "一案一包保"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (f"{YICHENG}二（四）",)
    guidance: ClassVar[str] = "按照属地原则明确四项内容，缺一不可；到期前系统提醒。"

    unit: Text = Field(title="包保责任单位")
    leader: Text = Field(title="包保领导", description="姓名、职务")
    responsible: Text = Field(title="包保责任人", description="姓名、职务")
    resolve_by: date = Field(title="化解时限")
    needs_others: YesNo = Field(title="需要其他镇街、部门配合")
    others: list[Text] = Field(default_factory=list, title="需要配合的单位")

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.needs_others is YesNo.YES and not self.others:
            message = "需要其他单位配合的，请填写单位名称"
            raise ValueError(message)
        return self

    def problems(self, circumstances: Circumstances) -> list[str]:
        """A day that has passed cannot be kept."""
        found = super().problems(circumstances)
        if self.resolve_by <= circumstances.today:
            found.append("“化解时限”：须晚于今天")
        return found


class LeaderBriefing(Question):
    """First record: the agency reports to the government leader in charge."""

    code: ClassVar[str] = "leader_briefing"
    heading: ClassVar[str] = "向政府分管领导汇报"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (f"{YICHENG}三（二）",)
    guidance: ClassVar[str] = "败诉风险较高且需要其他单位配合的，及时汇报案件情况。"

    reported_to: Text = Field(title="汇报对象", description="职务")
    reported_on: date = Field(title="汇报日期")
    summary: Text = Field(title="汇报内容")


class Convening(Question):
    """Second record: the leader calls the units together."""

    code: ClassVar[str] = "convening"
    heading: ClassVar[str] = "召集专题研判"
    actor: ClassVar[Actor] = Actor.GOVERNMENT_LEADER
    basis: ClassVar[tuple[str, ...]] = (f"{YICHENG}三（二）",)
    guidance: ClassVar[str] = "由政府分管领导召集相关单位进行专题研判。"

    convened_on: date = Field(title="召集日期")
    units: list[Text] = Field(min_length=1, title="召集的单位")
    remarks: Words = Field(default="", title="说明")


class Minutes(Question):
    """Third record: what was concluded, and who does what."""

    code: ClassVar[str] = "risk_minutes"
    heading: ClassVar[str] = "专题研判纪要"
    actor: ClassVar[Actor] = Actor.JUSTICE_BUREAU
    basis: ClassVar[tuple[str, ...]] = (f"{YICHENG}三（二）",)
    guidance: ClassVar[str] = "记录研判结论和各单位的任务；每案必调，妥善化解在初发阶段。"

    held_on: date = Field(title="研判日期")
    attendees: list[Text] = Field(min_length=2, title="参加人员")
    conclusion: Text = Field(title="研判结论")
    duties: list[Text] = Field(min_length=1, title="各单位任务和时限")


class GuaranteeOutcome(StrEnum):
    """How a guaranteed case came out."""

    RESOLVED = "已经化解"
    DECIDED = "没有化解，依法裁判"


class GuaranteeReport(Question):
    """What the guarantee achieved."""

    code: ClassVar[str] = "guarantee_report"
    heading: ClassVar[str] = "包保结果"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (f"{YICHENG}二（四）",)
    guidance: ClassVar[str] = "到化解时限以前报告结果；没有化解的说明做了哪些工作。"

    outcome: GuaranteeOutcome = Field(title="结果")
    efforts: Text = Field(title="所做工作")
    reported_on: date = Field(title="报告日期")
