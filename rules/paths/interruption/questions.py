"""What a change of circumstances is, and what is decided about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from rules.vocabulary.question import Actor, Question, Text, Words, YesNo

INTERPRETATION = "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释"


class IncidentKind(StrEnum):
    """What happened to a party or to the procedure."""

    DEATH = "自然人死亡，等待近亲属表明是否继续"
    INCAPACITY = "当事人丧失行为能力，尚未确定法定代理人"
    DISSOLUTION = "机关、法人或者其他组织终止，尚未确定承受人"
    FORCE_MAJEURE = "一方因不可抗力不能参加"
    LEGAL_QUESTION = "须等待有权机关对法律适用作出解释或者确认"
    RELATED_CASE = "须等待相关案件的处理结果"
    NO_SUCCESSOR = "死亡或者终止，没有承继人或者承继人放弃"
    NO_JURISDICTION = "应由其他机关管辖，移送"
    WITHDRAWN = "申请人、起诉人撤回，依法准许"
    RECUSAL = "申请办案人员回避"


class Effect(StrEnum):
    """What an incident does to the path it happens on."""

    STAY = "中止"
    LEAVE = "结束"
    RECUSAL = "回避"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """Where an incident leads: stayed (perhaps not longer than a limit), or left at a side exit."""

    effect: Effect
    exit_stage: str = "terminated"
    is_limited: bool = False


STAYED = Consequence(effect=Effect.STAY)
STAYED_FOR_SUCCESSORS = Consequence(effect=Effect.STAY, is_limited=True)
# 解释第八十八条第二款 limits the first three only; 行政复议法第四十一条第五项 likewise.
CONSEQUENCES = {
    IncidentKind.DEATH: STAYED_FOR_SUCCESSORS,
    IncidentKind.INCAPACITY: STAYED_FOR_SUCCESSORS,
    IncidentKind.DISSOLUTION: STAYED_FOR_SUCCESSORS,
    IncidentKind.FORCE_MAJEURE: STAYED,
    IncidentKind.LEGAL_QUESTION: STAYED,
    IncidentKind.RELATED_CASE: STAYED,
    IncidentKind.NO_SUCCESSOR: Consequence(effect=Effect.LEAVE),
    IncidentKind.NO_JURISDICTION: Consequence(effect=Effect.LEAVE, exit_stage="moved_away"),
    IncidentKind.WITHDRAWN: Consequence(effect=Effect.LEAVE, exit_stage="dropped"),
    IncidentKind.RECUSAL: Consequence(effect=Effect.RECUSAL),
}


class Incident(Question):
    """A change of circumstances, reported when it is known; on which path it takes effect."""

    code: ClassVar[str] = "incident"
    heading: ClassVar[str] = "登记情况变化"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (
        f"{INTERPRETATION}第八十七条、第八十八条",
        "行政复议法第三十九条、第四十一条",
    )
    guidance: ClassVar[str] = (
        "当事人死亡、终止，须等待他案，移送，撤回，申请回避等情形，发生后即登记。"
        "中止期间待办冻结、期限停走；是否终结由人决定，系统不自动终结案件。"
    )

    path: Text = Field(title="发生在哪一路径", description="填路径名称，如 诉前调解")
    kind: IncidentKind = Field(title="情形")
    happened_on: date = Field(title="自何日起")
    facts: Text = Field(title="事实和证明材料")
    decision: Text = Field(title="裁定、决定的文号或者批准人")

    @property
    def consequence(self) -> Consequence:
        """What it leads to."""
        return CONSEQUENCES[self.kind]

    @property
    def cause(self) -> str:
        """The cause as the clocks and the timeline name it; it names no person."""
        return f"{self.kind.value}（{self.happened_on}）"


class StayOutcome(StrEnum):
    """How a stay ends."""

    RESUMED = "原因消除，恢复办理"
    TERMINATED = "无人承继或者放弃，终结"


class StayReview(Question):
    """Whether the cause of the stay is gone."""

    code: ClassVar[str] = "stay_review"
    heading: ClassVar[str] = "中止原因是否消除"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (f"{INTERPRETATION}第八十七条、第八十八条",)
    guidance: ClassVar[str] = (
        "承继人参加、法定代理人确定、障碍消除、相关案件审结的，恢复办理，"
        "中止的日数（首尾均计）不计入期限。"
    )

    outcome: StayOutcome = Field(title="结果")
    ended_on: date = Field(title="中止结束的日期", description="这一天是中止的最后一天")
    successor: Words = Field(default="", title="承继人或者法定代理人")
    facts: Text = Field(title="依据的事实和文书")


class LapsedChoice(StrEnum):
    """What follows a stay that lasted too long."""

    TERMINATED = "终结"
    SPECIAL = "有特殊情况，继续中止"


class LapsedStay(Question):
    """The stay reached its limit: ended, or continued for special reasons; a person decides."""

    code: ClassVar[str] = "lapsed_stay"
    heading: ClassVar[str] = "中止期满的处理"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (
        f"{INTERPRETATION}第八十八条第二款",
        "行政复议法第四十一条第五项",
    )
    guidance: ClassVar[str] = (
        "诉讼中止满九十日仍无人继续的，裁定终结，有特殊情况的除外；"
        "行政复议中止满六十日原因仍未消除的，终止。"
    )

    choice: LapsedChoice = Field(title="处理")
    decided_on: date = Field(title="决定日期")
    reason: Text = Field(title="理由")


class RecusalDecision(Question):
    """The decision on a request for recusal, within three days."""

    code: ClassVar[str] = "recusal_decision"
    heading: ClassVar[str] = "回避申请的决定"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (f"{INTERPRETATION}第七十四条",)
    guidance: ClassVar[str] = (
        "三日内作出决定；申请人不服可以申请复议一次。准许回避的，写明由谁接办。"
    )

    granted: YesNo = Field(title="是否准许回避")
    decided_on: date = Field(title="决定日期")
    replaced_by: Words = Field(default="", title="接办人员")
    reviewed: YesNo = Field(default=YesNo.NO, title="是否经过复议")
    reason: Text = Field(title="理由")
