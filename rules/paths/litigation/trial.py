"""审理的下一步: the judge decides what comes next, until the case is decided."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from rules.vocabulary.question import Actor, Question, Text, Words


class NextStep(StrEnum):
    """What the judge may do next."""

    HEARING = "安排开庭"
    TO_ORDINARY = "简易程序转为普通程序"
    MORE_TIME = "审限延长或者扣除"
    WITHDRAWAL = "原告申请撤诉"
    DEEMED_WITHDRAWAL = "按撤诉处理"
    DISMISSAL = "裁定驳回起诉"
    JUDGMENT = "作出判决"


class TrialStep(Question):
    """The judge's choice of the next step."""

    code: ClassVar[str] = "trial_step"
    heading: ClassVar[str] = "审理的下一步"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第六十条、第八十一条",)
    guidance: ClassVar[str] = (
        "宣判前任何时候双方都可以调解（另行启动诉中调解）。需要多次开庭的，每次重新选择。"
        "选择作出判决以前，先看是否应当告知行政机关主动纠错（在法院终端办理，不在此填写）。"
    )

    step: NextStep = Field(title="下一步")
    remarks: Words = Field(default="", title="说明")


class ToOrdinary(Question):
    """The ruling that changes the procedure."""

    code: ClassVar[str] = "to_ordinary"
    heading: ClassVar[str] = "转为普通程序"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第八十一条、第八十三条", "解释第一百零五条")
    guidance: ClassVar[str] = "审理期限改为六个月，仍自立案之日起算，不重新计算。"

    decided_on: date = Field(title="裁定日期")
    reason: Text = Field(title="理由")


class MoreTimeKind(StrEnum):
    """Why the trial may last longer."""

    EXTENDED = "上级法院批准延长"
    EXCLUDED = "公告、鉴定等不计入审限"


class MoreTime(Question):
    """An approved extension, or days that do not count."""

    code: ClassVar[str] = "more_time"
    heading: ClassVar[str] = "审限延长或者扣除"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第八十一条", "解释第五十条")
    guidance: ClassVar[str] = (
        "延长须经高级人民法院批准（高级人民法院审理的由最高人民法院批准）；"
        "公告、鉴定等期间不计入审限，按实际日数填写。"
        "登记了的管辖异议、诉中调解和情况变化，其日数自动不计入，不在这里再填。"
    )

    kind: MoreTimeKind = Field(title="种类")
    days: int = Field(ge=1, le=366, title="日数")
    decided_on: date = Field(title="批准或者结束的日期")
    authority: Text = Field(title="批准法院或者事由")
