"""Before the parties sit down: whom the agency sends and what it plans; what the studio plans."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.risk import RiskFindings
from rules.vocabulary.question import Actor, Circumstances, Question, Text, Words, YesNo

WUJIAGANG = "宜伍府发〔2024〕4号"


class OfficerRank(StrEnum):
    """Which leader of the agency takes part (WJ-7a): no other may stand in for them."""

    PRINCIPAL = "主要负责人"
    IN_CHARGE = "分管负责人"


class ResolutionPlan(Question):
    """Who takes part for the agency (WJ-7a, WJ-7c); and, if it has one, its plan (WJ-7g)."""

    code: ClassVar[str] = "resolution_plan"
    heading: ClassVar[str] = "行政机关参与人和化解方案"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (f"{WUJIAGANG}四（三）1、3",)
    guidance: ClassVar[str] = (
        "谁主管、谁负责：主要负责人或者分管负责人、经办的执法人员参加化解，并由负责人指定一名联络员。"
        "化解方案可以提交，不提交不影响调解；提交的写明争议起因、前期化解过程及结果、下一步措施，"
        "并附证据依据。"
    )

    officer: Text = Field(title="参与化解的负责人", description="姓名、职务")
    officer_rank: OfficerRank = Field(title="负责人是")
    enforcers: list[Text] = Field(
        min_length=1, title="参加化解的执法人员", description="经办本案的人员，姓名、职务"
    )
    liaison: Text = Field(title="指定的联络员", description="由上述负责人指定的经办人，姓名、职务")
    submitted: YesNo = Field(title="是否提交化解方案", description="可以提交；不提交不影响调解")
    cause: Words = Field(default="", title="争议起因")
    past_efforts: Words = Field(default="", title="前期化解过程及结果")
    next_steps: Words = Field(default="", title="下一步化解措施")
    evidence: list[Text] = Field(default_factory=list, title="所附证据和依据")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        wanting = [
            title
            for title, given in (
                ("争议起因", self.cause),
                ("前期化解过程及结果", self.past_efforts),
                ("下一步化解措施", self.next_steps),
                ("所附证据和依据", self.evidence),
            )
            if not given
        ]
        if self.submitted is YesNo.YES and wanting:
            message = f"提交的化解方案缺少：{'、'.join(wanting)}"
            raise ValueError(message)
        return self


class MediationScheme(RiskFindings):
    """The studio's first plan of the mediation (WJ-6b), with the risks it sees (WJ-6e)."""

    code: ClassVar[str] = "mediation_scheme"
    heading: ClassVar[str] = "初步确定调解方案、评估风险"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (f"{WUJIAGANG}四（二）2、5，四（四）2",)
    guidance: ClassVar[str] = (
        "听取双方意见以后，初步确定调解方案，并评估信访风险和社会稳定风险。任何一项为“高”的，"
        "系统立即通知有关部门。需要律师参与的由司法局指派；起诉人想申请法律援助的，转法律援助机构。"
        "方案只是建议，任何一方都可以不接受。"
    )

    focus: Text = Field(title="争议焦点")
    scheme: Text = Field(title="初步调解方案", description="一行一条：谁做什么、到什么时候为止")
    helpers: list[Text] = Field(
        default_factory=list,
        title="邀请参与的其他人员",
        description="姓名、身份，例如人大代表、律师",
    )
    first_session: date = Field(title="首次调解日期")
    place: Text = Field(title="首次调解地点")
    wants_lawyer: YesNo = Field(default=YesNo.NO, title="需要司法局指派律师参与")
    wants_aid: YesNo = Field(default=YesNo.NO, title="起诉人申请法律援助")
    decided_on: date = Field(title="确定方案的日期")

    @property
    def wants_support(self) -> bool:
        """The justice bureau has something to do."""
        return YesNo.YES in {self.wants_lawyer, self.wants_aid}

    def problems(self, circumstances: Circumstances) -> list[str]:
        """Nobody can be invited to a day that has passed."""
        found = super().problems(circumstances)
        if self.first_session < circumstances.today:
            found.append("“首次调解日期”：不能早于今天，请改为今天或者以后的日期")
        return found
