"""What is asked of the rectification after a lost case, until the last item is closed."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.one_agency import OneAgency
from rules.paths.loss_review.questions import RECTIFICATION
from rules.vocabulary.question import Actor, Circumstances, Question, Text, Words

LESSONS = "皖司发〔2022〕9号（十）至（十二）"


class RectificationItem(BaseModel):
    """One line of the ledger: what is wrong, why, what is done, by whom, until when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    problem: Text = Field(title="问题")
    cause: Text = Field(title="原因")
    measure: Text = Field(title="整改措施")
    responsible: Text = Field(title="责任人", description="姓名、职务")
    due_by: date = Field(title="完成期限")


class PlanChoice(StrEnum):
    """Whether there is something to put right."""

    RECTIFY = "制定整改台账"
    NOT_NEEDED = "不需要整改"
    REVOKED = "败诉裁判已被撤销或者改判，不再整改"


class RectificationPlan(OneAgency):
    """The ledger an agency sets itself (SL-9a, AH-10)."""

    code: ClassVar[str] = "rectification_plan"
    heading: ClassVar[str] = "整改台账"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (RECTIFICATION, LESSONS)
    guidance: ClassVar[str] = (
        "逐项写明问题、原因、措施、责任人和完成期限；到期提醒责任单位，逐项审核销号。"
        "不需要整改的写明理由。"
    )

    choice: PlanChoice = Field(title="决定")
    items: list[RectificationItem] = Field(default_factory=list, max_length=50, title="整改事项")
    reason: Words = Field(default="", title="理由", description="不整改的必填")
    approved_by: Text = Field(title="批准人", description="机关负责人姓名、职务")
    approved_on: date = Field(title="批准日期")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.choice is PlanChoice.RECTIFY:
            if not self.items:
                message = "制定整改台账的，至少列一项整改事项"
                raise ValueError(message)
        elif self.items:
            message = "列了整改事项的，请选“制定整改台账”"
            raise ValueError(message)
        elif not self.reason:
            message = "不整改的，须写明理由"
            raise ValueError(message)
        return self

    def problems(self, circumstances: Circumstances) -> list[str]:
        """No item is due before the plan was approved."""
        return super().problems(circumstances) + [
            f"“整改事项”第{number}项：完成期限{item.due_by}早于批准日期{self.approved_on}"
            for number, item in enumerate(self.items, 1)
            if item.due_by < self.approved_on
        ]


class ClosedItem(BaseModel):
    """An item that was found done."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(title="台账序号", ge=1)
    done_on: date = Field(title="完成日期")
    evidence: Text = Field(title="完成情况和证据")


class ExtendedItem(BaseModel):
    """An item that gets another day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(title="台账序号", ge=1)
    due_by: date = Field(title="新的完成期限")
    reason: Text = Field(title="延期理由")


class RectificationReview(Question):
    """Which items are closed, on what evidence, by which reviewer (对账销号)."""

    code: ClassVar[str] = "rectification_review"
    heading: ClassVar[str] = "整改销号审核"
    actor: ClassVar[Actor] = Actor.JUSTICE_BUREAU
    basis: ClassVar[tuple[str, ...]] = (RECTIFICATION, LESSONS)
    guidance: ClassVar[str] = (
        "按整改台账的序号填写；可以一次销一项或者几项，没有销完的继续列为待办。"
        "没有证据不得销号；审核人不应是该项的责任人。"
    )

    closed: list[ClosedItem] = Field(default_factory=list, title="销号事项")
    extended: list[ExtendedItem] = Field(default_factory=list, title="延期事项")
    reviewer: Text = Field(title="审核人", description="姓名、职务")
    reviewed_on: date = Field(title="审核日期")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        numbers = [item.number for item in self.closed]
        numbers += [item.number for item in self.extended]
        if not numbers:
            message = "请至少填写一项销号或者延期的事项"
            raise ValueError(message)
        if len(set(numbers)) < len(numbers):
            message = "同一序号只能填一次：或者销号，或者延期"
            raise ValueError(message)
        return self

    def problems(self, circumstances: Circumstances) -> list[str]:
        """What is closed was done by then; a new day lies after the review."""
        return [
            *super().problems(circumstances),
            *(
                f"“销号事项”第{item.number}项：完成日期{item.done_on}晚于审核日期{self.reviewed_on}"
                for item in self.closed
                if item.done_on > self.reviewed_on
            ),
            *(
                f"“延期事项”第{item.number}项：新的完成期限须晚于审核日期{self.reviewed_on}"
                for item in self.extended
                if item.due_by <= self.reviewed_on
            ),
        ]
