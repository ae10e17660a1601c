"""调解和解方案: every case has one; it never takes the place of the defence."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.one_agency import OneAgency
from rules.paths.defence.duties import YICHENG
from rules.vocabulary.question import Actor, Text, YesNo


class Helper(StrEnum):
    """Who may help to settle (YC-4e)."""

    ORGANIZATION = "调解组织"
    MEDIATOR = "调解员"
    ADVISER = "法律顾问"
    PUBLIC_LAWYER = "公职律师"


class Participant(BaseModel):
    """One who takes part in settling the dispute."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Helper = Field(title="身份")
    name: Text = Field(title="姓名或者名称")


class SettlementPlan(OneAgency):
    """Cause, efforts, next steps and evidence; and when the wish was asked for and told."""

    code: ClassVar[str] = "settlement_plan"
    heading: ClassVar[str] = "制定调解和解（实质性化解）方案"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (
        f"{YICHENG}二（四）、三（二）",
        "宜伍府发〔2024〕4号四（三）3",
        "皖司发〔2022〕9号（六）",
    )
    guidance: ClassVar[str] = (
        "每案必调：每个案件制定一份方案，由负责人庭前研究确定。三个要素和证据都要写，"
        "可以提交法院。提交方案不代替十五日内的答辩和举证。"
    )

    asked_on: date = Field(title="法院征求原告调解意愿的日期")
    told_on: date = Field(title="法院将意愿反馈本机关的日期")
    wish: Text = Field(title="原告的意愿")
    focus: Text = Field(title="争议焦点")
    cause: Text = Field(title="争议起因")
    past_efforts: Text = Field(title="前期化解过程和结果")
    next_steps: Text = Field(title="下一步化解措施")
    evidence: list[Text] = Field(min_length=1, title="全部证据和依据")
    leader: Text = Field(title="参与化解的负责人", description="姓名、职务")
    leader_sessions: int = Field(ge=0, le=99, title="负责人已参与化解的场次")
    participants: list[Participant] = Field(default_factory=list, title="其他参与人")
    to_court: YesNo = Field(title="提交法院")
    decided_on: date = Field(title="负责人确定方案的日期")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.asked_on <= self.told_on <= self.decided_on:
            message = "三个日期应当依次为：征求意愿、反馈机关、确定方案"
            raise ValueError(message)
        return self
