"""What is asked when the ruling on jurisdiction is appealed (行辖终)."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.appeals import AppealFiled, AppealSentUp
from rules.paths.jurisdiction_objection.objection import INTERPRETATION
from rules.vocabulary.question import Actor, Question, Text, Words

CASE_TYPE = "行辖终"


class JurisdictionAppeal(AppealFiled):
    """An appeal against the ruling, before every party's ten days have run out."""

    code: ClassVar[str] = "jurisdiction_appeal"
    heading: ClassVar[str] = "收到对管辖裁定的上诉状"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第八十五条", f"{INTERPRETATION}第一百零一条")
    guidance: ClassVar[str] = (
        "有人上诉时填写；没有人上诉的不用填写，最后一名当事人的十日届满后裁定自动生效。"
    )


class JurisdictionAppealTransfer(AppealSentUp):
    """The appeal goes to the other parties, and with the file to the higher court."""

    code: ClassVar[str] = "jurisdiction_appeal_transfer"
    heading: ClassVar[str] = "移送管辖上诉案件"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (f"{INTERPRETATION}第一百零八条",)
    guidance: ClassVar[str] = (
        "收到上诉状五日内发送副本，其他当事人十五日内答辩；收齐后五日内连同案卷移送。"
    )


class AppealOutcome(StrEnum):
    """What the higher court made of the ruling."""

    UPHELD = "驳回上诉，维持原裁定"
    KEPT = "撤销原裁定，由原审法院审理"
    MOVED = "撤销原裁定，移送有管辖权的法院"
    WITHDRAWN = "准许撤回上诉"


class JurisdictionAppealRuling(Question):
    """The final ruling: the first court tries the case, or another does."""

    code: ClassVar[str] = "jurisdiction_appeal_ruling"
    heading: ClassVar[str] = "管辖上诉的终审裁定"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第八十八条、第八十九条",)
    guidance: ClassVar[str] = (
        "第二审人民法院的裁定为终审裁定。审理期限按上诉案件的三个月提示；"
        "对裁定的上诉案件是否适用更短的期限，由第二审人民法院掌握。"
    )

    outcome: AppealOutcome = Field(title="结果")
    decided_on: date = Field(title="终审裁定日期")
    number: Text = Field(title="二审案号", description="例如：(2027)鄂05行辖终3号")
    competent_court: Words = Field(default="", title="有管辖权的法院", description="裁定移送的必填")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if CASE_TYPE not in self.number:
            message = f"管辖上诉案件的类型代字是“{CASE_TYPE}”，例如(2027)鄂05行辖终3号"
            raise ValueError(message)
        if self.outcome is AppealOutcome.MOVED and not self.competent_court:
            message = "裁定移送的，须写明有管辖权的法院"
            raise ValueError(message)
        return self
