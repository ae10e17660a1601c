"""What is asked while a case is tried again: docketed, and decided by the rules that apply."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.paths.retrial.filing import INTERPRETATION, DecidedBy
from rules.paths.retrial.ordering import RetriedBy
from rules.vocabulary.question import Actor, Question, Text, YesNo


class RetrialProcedure(StrEnum):
    """By the rules of which instance a case is tried again."""

    FIRST = "第一审程序"
    SECOND = "第二审程序"


# 解释第一百一十九条: who made the decision that is in force, and who tries it again.
PROCEDURES: Mapping[tuple[DecidedBy, RetriedBy], RetrialProcedure] = {
    (DecidedBy.FIRST, RetriedBy.SAME): RetrialProcedure.FIRST,
    (DecidedBy.FIRST, RetriedBy.HIGHER): RetrialProcedure.SECOND,
    (DecidedBy.SECOND, RetriedBy.SAME): RetrialProcedure.SECOND,
    (DecidedBy.SECOND, RetriedBy.HIGHER): RetrialProcedure.SECOND,
}
# 解释第五十条第二款.
LIMITS: Mapping[RetrialProcedure, str] = {
    RetrialProcedure.FIRST: "T_RETRIAL_TRY_6M",
    RetrialProcedure.SECOND: "T_RETRIAL_TRY_3M",
}


class RetrialDocketing(Question):
    """The case is docketed to be tried again; its limit runs from the day after."""

    code: ClassVar[str] = "retrial_docketing"
    heading: ClassVar[str] = "再审（重审）立案"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        f"{INTERPRETATION}第五十条第二款、第一百一十九条第二款",
        "行政诉讼法第八十二条第三款",
    )
    guidance: ClassVar[str] = (
        "另行组成合议庭，不适用简易程序。审理期限自再审立案的次日起算，"
        "按第一审程序六个月，按第二审程序三个月。"
    )

    docketed_on: date = Field(title="立案日期")
    number: Text = Field(title="案号", description="例如：(2027)鄂05行再3号；发回重审的填重审案号")
    judge: Text = Field(title="承办法官")


class RetrialOutcome(StrEnum):
    """How a case that is tried again ends there."""

    MAINTAINED = "维持原裁判"
    CHANGED = "撤销、变更原裁判，作出相应裁判"
    REMANDED = "撤销原裁判，发回重新审理或者指令继续审理"
    MEDIATED = "调解结案，行政调解书已经各方签收"
    ENDED = "裁定终结再审程序（撤回再审请求、撤回抗诉等）"
    ACTION_WITHDRAWN = "重审中准许撤诉或者按撤诉处理"


# The stage each comes to; sent back it comes to none yet.
ENDS: Mapping[RetrialOutcome, str] = {
    RetrialOutcome.MAINTAINED: "maintained",
    RetrialOutcome.CHANGED: "changed",
    RetrialOutcome.REMANDED: "",
    RetrialOutcome.MEDIATED: "mediated",
    RetrialOutcome.ENDED: "retrial_ended",
    RetrialOutcome.ACTION_WITHDRAWN: "action_withdrawn",
}
# The old decision holds as it did.
STANDS = frozenset({RetrialOutcome.MAINTAINED, RetrialOutcome.ENDED})
# Nobody can appeal.
AT_ONCE = frozenset(
    {RetrialOutcome.MEDIATED, RetrialOutcome.ENDED, RetrialOutcome.ACTION_WITHDRAWN}
)
# What orders nothing of its own.
_WITHOUT_CONTENT = frozenset(
    {RetrialOutcome.REMANDED, RetrialOutcome.ENDED, RetrialOutcome.ACTION_WITHDRAWN}
)


class DecisionForm(StrEnum):
    """By what the court decided: by it the time to appeal is counted."""

    JUDGMENT = "判决"
    RULING = "裁定"


class RetrialResult(Question):
    """The decision by the rules of the second instance: it is in force when it is served."""

    code: ClassVar[str] = "retrial_result"
    heading: ClassVar[str] = "再审结果"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "行政诉讼法第八十九条",
        f"{INTERPRETATION}第一百一十九条至第一百二十三条",
    )
    guidance: ClassVar[str] = (
        "认为原裁判确有错误的，撤销的同时可以作出相应裁判，也可以发回作出生效裁判的法院重新审理。"
        "终结再审程序的，中止执行的原裁判自动恢复执行。"
        "败诉和履行内容按现在的结果填写；维持原裁判的照原裁判填写。"
    )

    excluded: ClassVar[Mapping[RetrialOutcome, str]] = {
        RetrialOutcome.ACTION_WITHDRAWN: "撤诉只在发回重审以后选；撤回再审请求的，裁定终结再审程序"
    }

    outcome: RetrialOutcome = Field(title="结果")
    form: DecisionForm = Field(default=DecisionForm.JUDGMENT, title="裁判形式")
    decided_on: date = Field(title="裁判日期", description="调解结案的填最后一方签收的日期")
    is_lost: YesNo = Field(title="现在的结果为行政机关败诉")
    obligations: list[Text] = Field(default_factory=list, title="现在的履行内容")

    @property
    def appeal_rule(self) -> str:
        """How long a decision of first instance may be appealed."""
        is_ruling = self.form is DecisionForm.RULING
        return "L_APPEAL_R_10D" if is_ruling else "L_APPEAL_J_15D"

    @model_validator(mode="after")
    def _of_its_outcome(self) -> Self:
        if message := self.excluded.get(self.outcome):
            raise ValueError(message)
        if self.outcome in _WITHOUT_CONTENT and self.obligations:
            message = f"“{self.outcome.value}”没有再审确定的履行内容，请不要填写"
            raise ValueError(message)
        return self


class RetrialResultOfFirst(RetrialResult):
    """The same by the rules of the first instance: open to appeal."""

    code: ClassVar[str] = "retrial_result_first"
    heading: ClassVar[str] = "再审第一审结果"
    guidance: ClassVar[str] = (
        "按第一审程序再审，所作的判决、裁定可以上诉，没有可以发回的法院。"
        "败诉和履行内容按现在的结果填写；维持原裁判的照原裁判填写。"
    )
    excluded: ClassVar[Mapping[RetrialOutcome, str]] = {
        **RetrialResult.excluded,
        RetrialOutcome.REMANDED: "按第一审程序审理的，没有可以发回的法院，应当依法作出裁判",
    }


class RemandedResult(RetrialResult):
    """The decision after a remand: a new one, for the old one was set aside."""

    code: ClassVar[str] = "remanded_result"
    heading: ClassVar[str] = "发回重审的第一审结果"
    guidance: ClassVar[str] = (
        "原裁判已经撤销，按第一审程序重新作出裁判（选“作出相应裁判”），可以上诉；"
        "败诉和履行内容按重审的结果填写。"
    )
    _revoked: ClassVar[str] = "原裁判已经撤销，应当重新作出裁判；撤诉的选“准许撤诉或者按撤诉处理”"
    excluded: ClassVar[Mapping[RetrialOutcome, str]] = {
        RetrialOutcome.MAINTAINED: _revoked,
        RetrialOutcome.ENDED: _revoked,
        RetrialOutcome.REMANDED: "重审的第一审法院没有可以发回的法院，应当依法作出裁判",
    }
