"""What the court records until the defence is in: who tries the case, who was served, who filed."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.appeals import ServiceMethod
from rules.one_agency import OneAgency
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo


class Procedure(StrEnum):
    """普通 or 简易."""

    ORDINARY = "普通程序"
    SUMMARY = "简易程序"


class TrialSetup(Question):
    """Who tries the case, in which procedure."""

    code: ClassVar[str] = "trial_setup"
    heading: ClassVar[str] = "确定审理程序和承办法官"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第八十一条、第八十三条",)
    guidance: ClassVar[str] = (
        "普通程序自立案之日起六个月内作出判决；简易程序四十五日内审结，"
        "转为普通程序的，六个月仍自立案之日起算。"
    )

    procedure: Procedure = Field(title="审理程序")
    judge: Text = Field(title="承办法官")
    clerk: Text = Field(title="书记员")
    decided_on: date = Field(title="确定日期")


class NoticeService(OneAgency):
    """The day an agency was served: its own fifteen days run from it."""

    code: ClassVar[str] = "notice_service"
    heading: ClassVar[str] = "应诉通知书和起诉状副本送达"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第六十七条", "民事诉讼法第八十七条")
    guidance: ClassVar[str] = (
        "立案之日起五日内送达。每个被诉机关填一次，按送达回证上的签收日期；"
        "各机关的十五日各自起算，全部送达后系统列出各自的最后日期。"
    )

    method: ServiceMethod = Field(title="送达方式")
    served_on: date = Field(title="送达日期")


class DefenceReceipt(OneAgency):
    """The court's register of what a defendant filed, and when."""

    code: ClassVar[str] = "defence_receipt"
    heading: ClassVar[str] = "收到答辩状和证据"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第三十四条、第六十七条",)
    guidance: ClassVar[str] = (
        "每收到一个机关的材料填一次；期满交邮的按交邮日。逾期不提供证据的视为没有相应证据；"
        "不提出答辩状的，不影响审理。期满没有收到的，系统自动记录，案件继续审理。"
    )

    filed_on: date = Field(title="提交（交邮）日期")
    has_statement: YesNo = Field(title="有答辩状")
    has_evidence: YesNo = Field(title="有证据和所依据的规范性文件")
    late_reason: Words = Field(
        default="", title="延期说明", description="十五日内书面申请延期提供证据获准的，写明事由"
    )

    @model_validator(mode="after")
    def _something(self) -> Self:
        if YesNo.YES not in {self.has_statement, self.has_evidence}:
            message = "答辩状和证据都没有收到的，不填本表，期满由系统记录"
            raise ValueError(message)
        return self


class ForwardedDefence(Question):
    """The statements of defence reach the plaintiff."""

    code: ClassVar[str] = "forwarded_defence"
    heading: ClassVar[str] = "答辩状副本发送原告"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第六十七条",)
    guidance: ClassVar[str] = (
        "收到答辩状之日起五日内发送原告；有几份答辩状的，填最后一份的发送日期。"
    )

    forwarded_on: date = Field(title="发送日期")
