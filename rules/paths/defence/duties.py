"""What an agency that is sued assigns, reports and studies before it answers."""

import re
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.one_agency import OneAgency
from rules.vocabulary.question import Actor, Text, Words, YesNo

YICHENG = "峄政办发〔2023〕2号"


class DefenceAssignment(OneAgency):
    """Who is responsible for what; without leader and liaison there is no answer."""

    code: ClassVar[str] = "defence_assignment"
    heading: ClassVar[str] = "应诉交办"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (
        f"{YICHENG}二（一）、三（二）",
        "商法办发〔2023〕30号第四条",
    )
    guidance: ClassVar[str] = (
        "先明确责任单位、负责人、联络人和五项工作的责任人，才能进入答辩。"
        "“出庭、化解、败诉”三类责任人缺任何一个都是红灯，不能交办。"
    )

    unit: Text = Field(title="应诉责任单位")
    leader: Text = Field(title="机关负责人", description="负责本案的领导，姓名、职务")
    liaison: Text = Field(title="联络人", description="姓名、职务")
    staff: list[Text] = Field(min_length=1, title="应诉人员")
    opinion: Text = Field(title="办理意见")
    resolve_by: date = Field(title="化解时限")
    reporting: Text = Field(title="案件报备责任人")
    answering: Text = Field(title="答辩举证责任人")
    appearing: Words = Field(default="", title="出庭应诉责任人")
    mediating: Words = Field(default="", title="调解和解责任人")
    performing: Text = Field(title="履行裁判责任人")
    losing: Words = Field(default="", title="败诉责任人")
    assigned_on: date = Field(title="交办日期")

    @model_validator(mode="after")
    def _no_red_light(self) -> Self:
        red = [
            title
            for title, person in (
                ("出庭应诉责任人", self.appearing),
                ("调解和解责任人", self.mediating),
                ("败诉责任人", self.losing),
            )
            if not person
        ]
        if red:
            message = f"红灯：{'、'.join(red)}空缺，避免无人出庭、无人化解、无人承担败诉责任"
            raise ValueError(message)
        return self

    @property
    def tasks(self) -> list[tuple[str, str]]:
        """Each task with the person responsible for it."""
        fields = ("reporting", "answering", "appearing", "mediating", "performing", "losing")
        titles = type(self).model_fields
        return [(str(titles[name].title), getattr(self, name)) for name in fields]


class CaseReport(OneAgency):
    """The facts of the case, reported to the bureau within three days."""

    code: ClassVar[str] = "case_report"
    heading: ClassVar[str] = "报备案件基本情况"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (f"{YICHENG}二（五）",)
    guidance: ClassVar[str] = "收到应诉通知后三日内报司法局；逾期补报仍按逾期统计。"

    summary: Text = Field(title="被诉行政行为和争议经过")
    focus: Text = Field(title="争议焦点")
    own_view: Text = Field(title="对行为合法性的初步意见")
    needs_report_up: YesNo = Field(
        default=YesNo.NO, title="涉及重大公共利益、社会关注度高或者可能引发群体性事件"
    )
    reported_on: date = Field(title="报备日期")


class LeaderReview(OneAgency):
    """The principal has looked into the case in person."""

    code: ClassVar[str] = "leader_review"
    heading: ClassVar[str] = "主要负责人研究案件"
    actor: ClassVar[Actor] = Actor.AGENCY_LEADER
    basis: ClassVar[tuple[str, ...]] = (f"{YICHENG}二（一）",)
    guidance: ClassVar[str] = (
        "“一把手”是第一责任人，应当亲自过问、亲自研究；没有记录的不得提交答辩状。"
    )

    reviewer: Text = Field(title="主要负责人", description="姓名、职务")
    opinion: Text = Field(title="研究意见")
    reviewed_on: date = Field(title="研究日期")


class Evidence(BaseModel):
    """One piece of evidence and what it shows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Text = Field(title="证据名称")
    shows: Text = Field(title="证明对象")


class DefenceSubmission(OneAgency):
    """The statement of defence and the evidence, sent to the court."""

    code: ClassVar[str] = "defence_submission"
    heading: ClassVar[str] = "提交答辩状和证据"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第三十四条、第六十七条",)
    guidance: ClassVar[str] = (
        "收到起诉状副本之日起十五日内提交证据、所依据的规范性文件和答辩状。"
        "逾期不提供证据的，视为没有相应证据；期满交邮的不算过期。"
    )

    has_statement: YesNo = Field(title="已提交答辩状")
    evidence: list[Evidence] = Field(default_factory=list, title="证据清单")
    norms: list[Text] = Field(default_factory=list, title="所依据的规范性文件")
    submitted_on: date = Field(title="提交（交邮）日期")


class AnswerReport(OneAgency):
    """A copy of the defence for the bureau."""

    code: ClassVar[str] = "answer_report"
    heading: ClassVar[str] = "报备答辩状"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (f"{YICHENG}二（五）",)
    guidance: ClassVar[str] = "答辩举证期限届满后三日内，将答辩状报司法局。"

    reported_on: date = Field(title="报备日期")
    remarks: Words = Field(default="", title="说明")


class GovernmentStep(StrEnum):
    """The five steps where a government itself is sued (WJ-8d)."""

    ORGANIZED = "组织应诉"
    UNIT = "确定承办单位"
    PAPERS = "文书传递和盖章"
    ARGUED = "组织论证"
    PLANNED = "拟定应诉（化解）方案"


class GovernmentDefence(OneAgency):
    """How a government organises its defence: five steps, each with its day."""

    code: ClassVar[str] = "government_defence"
    heading: ClassVar[str] = "政府为被告：组织应诉五步"
    actor: ClassVar[Actor] = Actor.JUSTICE_BUREAU
    basis: ClassVar[tuple[str, ...]] = ("宜伍府发〔2024〕4号四（四）",)
    guidance: ClassVar[str] = "政府为被告的，由司法局组织应诉，五步都要办理并登记日期。"

    organized_on: date = Field(title="组织应诉日期")
    unit: Text = Field(title="承办单位")
    unit_named_on: date = Field(title="确定承办单位日期")
    sealed_on: date = Field(title="文书传递、盖章日期")
    argued_on: date = Field(title="论证日期")
    argued_by: list[Text] = Field(min_length=1, title="参加论证的人员")
    planned_on: date = Field(title="拟定方案日期")
    plan: Text = Field(title="应诉（化解）方案要点")

    @property
    def steps(self) -> list[tuple[str, date]]:
        """Every step with its day."""
        days = (
            self.organized_on,
            self.unit_named_on,
            self.sealed_on,
            self.argued_on,
            self.planned_on,
        )
        return [(step.value, day) for step, day in zip(GovernmentStep, days, strict=True)]


def is_government(agency: str) -> bool:
    """Whether it is a people's government that is sued, not one of its departments."""
    return agency.endswith("人民政府")


_ALL_POWERS = re.compile(r"^(?:全权|全权代理|全权委托|全权处理|一切权限?|全部权限?)$")


def is_specific(power: str) -> bool:
    """Whether a power is named; “全权代理” names none."""
    return not _ALL_POWERS.match(power.strip("。；;、，, 　"))


class AuthorityLetter(OneAgency):
    """Who acts for the agency, with which powers; “全权” names none and is sent back."""

    code: ClassVar[str] = "authority_letter"
    heading: ClassVar[str] = "授权委托"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = ("宜伍府发〔2024〕4号（授权程序）", "解释第三十一条（参照）")
    guidance: ClassVar[str] = (
        "逐项写明权限，例如：出庭、质证、辩论；代为承认、放弃、变更；代为和解、调解；"
        "代为上诉。只写“全权代理”的退回。授权和解、调解的，化解方案应当经专题研究。"
    )

    representatives: list[Text] = Field(
        min_length=1, max_length=2, title="诉讼代理人", description="姓名、单位和职务"
    )
    powers: list[Text] = Field(min_length=1, title="具体权限")
    studied: Words = Field(
        default="", title="专题研究化解方案的记录", description="授权和解、调解的填写"
    )
    signed_on: date = Field(title="签署日期")

    @model_validator(mode="after")
    def _specific(self) -> Self:
        if not any(is_specific(power) for power in self.powers):
            message = "退回：只写“全权代理”的，没有具体权限，请逐项写明"
            raise ValueError(message)
        if any("和解" in power or "调解" in power for power in self.powers) and not self.studied:
            message = "授权和解、调解的，请填写专题研究化解方案的记录"
            raise ValueError(message)
        return self
