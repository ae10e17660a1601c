"""What a follow-up visit brings home."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.vocabulary.question import Actor, Question, Text, Words, YesNo


class VisitMethod(StrEnum):
    """How the parties were visited."""

    TELEPHONE = "电话"
    IN_PERSON = "上门"
    AT_THE_COUNTER = "来访接待"
    IN_WRITING = "书面"
    ONLINE = "线上"


class Keeping(StrEnum):
    """How what was agreed is being kept."""

    KEPT = "已全部履行"
    ON_SCHEDULE = "尚未到期，按约履行中"
    NOTHING_TO_DO = "没有需要履行的内容"
    PARTLY = "部分到期内容未履行"
    NOT_KEPT = "到期内容均未履行"
    UNREACHED = "未能联系上，须再次联系"

    @property
    def is_poor(self) -> bool:
        """What was promised is not done (履行不力)."""
        return self in {Keeping.PARTLY, Keeping.NOT_KEPT}


class Satisfaction(StrEnum):
    """What the visited party says of the outcome."""

    SATISFIED = "满意"
    FAIRLY = "基本满意"
    DISSATISFIED = "不满意"
    SILENT = "未表态"


class Referral(StrEnum):
    """Where the problem goes; the person who visited decides."""

    NONE = "不转办"
    SUGGESTION = "转司法建议，督促履行"
    PERFORMANCE = "转履行跟踪"
    BOTH = "转司法建议和履行跟踪"

    @property
    def paths(self) -> tuple[str, ...]:
        """The codes of the paths the case is handed to."""
        return _PATHS[self]


_PATHS = {
    Referral.NONE: (),
    Referral.SUGGESTION: ("judicial_suggestion",),
    Referral.PERFORMANCE: ("performance",),
    Referral.BOTH: ("judicial_suggestion", "performance"),
}


class FollowUpVisit(Question):
    """One visit: is what was agreed kept, are the parties content, is there a new dispute."""

    code: ClassVar[str] = "follow_up_visit"
    heading: ClassVar[str] = "化解、撤诉案件回访"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = ("宜伍府发〔2024〕4号五（十）",)
    guidance: ClassVar[str] = (
        "在所示日期前后回访，首次和再次各一次，逾期也须补做。未能联系上的如实填写，系统会再次列为待办。"
        "履行不力的，由您决定是否转司法建议、履行跟踪；不转办的写明理由。"
    )

    visited_on: date = Field(title="回访日期")
    visited: Text = Field(title="受访人", description="当事人姓名，或者机关及经办人")
    method: VisitMethod = Field(title="回访方式")
    keeping: Keeping = Field(title="协议或者承诺的履行情况")
    satisfaction: Satisfaction = Field(default=Satisfaction.SILENT, title="对化解结果的评价")
    new_dispute: YesNo = Field(default=YesNo.NO, title="是否出现新的争议")
    needs: Words = Field(default="", title="困难和诉求", description="只存卷，不写入任何通知")
    referral: Referral = Field(default=Referral.NONE, title="转办决定")
    remarks: Words = Field(default="", title="说明", description="履行不力而不转办的，写明理由")

    @property
    def is_reached(self) -> bool:
        """Somebody was spoken to."""
        return self.keeping is not Keeping.UNREACHED

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.keeping.is_poor and self.referral is Referral.NONE and not self.remarks:
            message = "履行不力的，请选择转办；决定不转办的，在“说明”中写明理由"
            raise ValueError(message)
        if not self.is_reached and self.referral is not Referral.NONE:
            message = "未能联系上的，请在联系上以后再决定是否转办"
            raise ValueError(message)
        if self.new_dispute is YesNo.YES and not (self.needs or self.remarks):
            message = "出现新的争议的，请在“困难和诉求”或者“说明”中写明"
            raise ValueError(message)
        return self
