"""What is asked about any ruling that may be appealed: its service, the appeal, its way up."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from rules.service import Method
from rules.vocabulary.letter import DueFacts, Facts
from rules.vocabulary.letter import Words as Printed
from rules.vocabulary.question import Question, Text, Words, YesNo


class PartyService(Question):
    """The day one party was served: its own period to appeal runs from it."""

    party: Text = Field(title="受送达人")
    method: Method = Field(title="送达方式")
    served_on: date = Field(title="送达日期")
    is_last: YesNo = Field(title="全部当事人均已送达")
    grounds: Words = Field(
        default="", title="公告送达的原因和经过", description="公告送达的必填，其他方式留空"
    )

    @model_validator(mode="after")
    def _on_record(self) -> Self:
        if self.method is Method.PUBLIC and not self.grounds:
            message = "公告送达的，须在案卷中记明原因和经过（民事诉讼法第九十五条第二款）"
            raise ValueError(message)
        return self


class AppealAdmission(StrEnum):
    """Whether the appeal counts."""

    IN_TIME = "在上诉期内"
    LATE_EXCUSED = "逾期，准许顺延期限"
    LATE = "逾期，不予受理"


class AppealFiled(Question):
    """An appeal, if one is filed before every party's period has run out."""

    appellant: Text = Field(title="上诉人")
    filed_on: date = Field(title="提交（交邮）日期")
    admission: AppealAdmission = Field(title="审查结果")
    remarks: Words = Field(default="", title="说明")

    @property
    def counts(self) -> bool:
        """It opens the second instance."""
        return self.admission is not AppealAdmission.LATE


def require_order(*days: date) -> None:
    """Refuse days of an appeal's way up that are out of order. Raises ValueError."""
    if list(days) != sorted(days):
        message = "日期应当依次为：副本送达、材料收齐、移送、二审法院收到"
        raise ValueError(message)


class AppealSentUp(Question):
    """The appeal went to the other parties, and with the file to the higher court."""

    forwarded_on: date = Field(title="上诉状副本送达其他当事人的日期")
    complete_on: date = Field(title="材料收齐日期")
    transferred_on: date = Field(title="移送日期")
    received_on: date = Field(title="二审法院收到上诉状的日期")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        require_order(self.forwarded_on, self.complete_on, self.transferred_on, self.received_on)
        return self


class ServedFacts(Facts):
    """One party with the day of service and its own last day to appeal."""

    party: Printed = Field(title="受送达人")
    served_on: date = Field(title="送达日期")
    appeal_due: DueFacts = Field(title="上诉最后日期")
