"""What is asked about the decision: its kind, its service on each party, the appeal."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.appeals import AppealFiled, PartyService
from rules.vocabulary.question import Actor, Question, Text, YesNo


class JudgmentKind(StrEnum):
    """How a court decides on the merits."""

    CLAIMS_REJECTED = "驳回诉讼请求"
    QUASHED = "撤销"
    QUASHED_IN_PART = "部分撤销"
    ALTERED = "变更"
    PERFORM = "责令履行法定职责"
    PAY = "给付"
    UNLAWFUL = "确认违法"
    VOID = "确认无效"
    CONTRACT = "行政协议：继续履行、采取补救措施或者赔偿损失"
    COMPENSATION = "行政赔偿"

    @property
    def is_lost(self) -> bool:
        """The agency lost (law.md §6: what counts as 败诉)."""
        return self is not JudgmentKind.CLAIMS_REJECTED


# Kinds that are nothing without a duty to perform.
NEEDS_OBLIGATION = frozenset(
    {
        JudgmentKind.PERFORM,
        JudgmentKind.PAY,
        JudgmentKind.CONTRACT,
        JudgmentKind.COMPENSATION,
    }
)


class JudgmentGround(StrEnum):
    """What a judgment is drawn from."""

    TRIAL = "审理查明的事实和适用的法律"
    SETTLEMENT = "当事人达成的和解协议"


class Judgment(Question):
    """The judgment of first instance."""

    code: ClassVar[str] = "judgment"
    heading: ClassVar[str] = "作出判决"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第八十条、第八十一条", "解释第八十六条")
    guidance: ClassVar[str] = (
        "判决由承办法官和合议庭决定，系统只记录。当事人达成和解的，可以制作调解书或者准许撤诉，"
        "不得按和解协议制作判决书。有履行内容的逐项填写，生效后转入履行跟踪。"
    )

    kinds: list[JudgmentKind] = Field(min_length=1, title="判决种类")
    drawn_from: JudgmentGround = Field(default=JudgmentGround.TRIAL, title="判决依据")
    decided_on: date = Field(title="判决日期")
    announced_in_court: YesNo = Field(title="当庭宣判", description="当庭宣判的十日内发送判决书")
    obligations: list[Text] = Field(default_factory=list, title="履行内容")
    has_flaw: YesNo = Field(
        default=YesNo.NO, title="机关胜诉但行为有瑕疵、当事人权益确受影响，需要继续疏导"
    )
    noted_absence: YesNo = Field(
        default=YesNo.NO,
        title="已在判决书中载明负责人未依法出庭",
        description="有法释〔2020〕3号第十二条情形的应当载明",
    )

    @property
    def is_lost(self) -> bool:
        """The agency lost."""
        return any(kind.is_lost for kind in self.kinds)

    @model_validator(mode="after")
    def _lawful(self) -> Self:
        if self.drawn_from is JudgmentGround.SETTLEMENT:
            message = (
                "不得按和解协议制作判决书：可以制作行政调解书，或者审查准许撤诉（解释第八十六条）"
            )
            raise ValueError(message)
        if not self.obligations and NEEDS_OBLIGATION.intersection(self.kinds):
            message = "有履行、给付、赔偿内容的，请逐项填写“履行内容”"
            raise ValueError(message)
        if self.has_flaw is YesNo.YES and self.is_lost:
            message = "“胜诉但有瑕疵”只适用于驳回诉讼请求的判决"
            raise ValueError(message)
        return self


class Dismissal(Question):
    """The ruling that dismisses the action."""

    code: ClassVar[str] = "dismissal"
    heading: ClassVar[str] = "裁定驳回起诉"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("解释第六十九条、第一百零一条",)
    guidance: ClassVar[str] = (
        "已经立案而不符合起诉条件的，裁定驳回起诉；可以在送达之日起十日内上诉。"
    )

    reason: Text = Field(title="理由")
    decided_on: date = Field(title="裁定日期")
    noted_absence: YesNo = Field(default=YesNo.NO, title="已在裁定书中载明负责人未依法出庭")


class DecisionService(PartyService):
    """The day one party was served: its own period to appeal runs from it."""

    code: ClassVar[str] = "decision_service"
    heading: ClassVar[str] = "裁判文书送达"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第八十五条", "民事诉讼法第八十七条")
    guidance: ClassVar[str] = (
        "每名当事人（含第三人）填一次，判后答疑告知书一并送达。"
        "全部送达后，系统列出各人的上诉最后日期；判后答疑不延长上诉期。"
    )


class AppealFiling(AppealFiled):
    """An appeal, if one is filed before every party's period has run out."""

    code: ClassVar[str] = "appeal_filing"
    heading: ClassVar[str] = "收到上诉状"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第八十五条", "解释第一百零八条")
    guidance: ClassVar[str] = (
        "有人上诉时填写；没有人上诉的，不用填写，最后一名当事人的上诉期届满后裁判自动生效。"
    )


class SecondInstanceOutcome(StrEnum):
    """How the higher court decided."""

    UPHELD = "驳回上诉，维持原裁判"
    CHANGED = "改判、撤销或者变更"
    WITHDRAWN = "准许撤回上诉"
    ACTION_WITHDRAWN = "准许撤回起诉"
    REMANDED = "发回重审或者指令继续审理"
