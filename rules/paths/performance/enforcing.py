"""What is asked when urging did not help: enforcement, applied for by the creditor."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.paths.performance.questions import INTERPRETATION
from rules.vocabulary.question import Actor, Question, Text, Words, YesNo


class UrgingResult(StrEnum):
    """What urging brought."""

    PERFORMED = "经督促已履行完毕"
    STILL_NOT = "仍未履行完毕"


class PerformanceUrging(Question):
    """What urging brought, and whether the court makes a suggestion because of it."""

    code: ClassVar[str] = "performance_urging"
    heading: ClassVar[str] = "督促后的履行情况"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (
        "宜伍府发〔2024〕4号四（二）4",
        "宜伍府发〔2024〕4号五（十）",
    )
    guidance: ClassVar[str] = (
        "经督促仍不履行的，由承办法官决定是否提出司法建议；权利人可以申请执行。"
    )

    result: UrgingResult = Field(title="履行情况")
    checked_on: date = Field(title="履行或者核实日期")
    evidence: Words = Field(default="", title="凭证", description="已履行的必填")
    suggest: YesNo = Field(
        default=YesNo.NO, title="移送提出司法建议", description="对履行不力的行政机关"
    )
    reason: Words = Field(default="", title="理由", description="移送的写明问题所在")

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        if self.result is UrgingResult.PERFORMED:
            if not self.evidence:
                message = "登记已履行完毕的，须写明凭证"
                raise ValueError(message)
            if self.suggest is YesNo.YES:
                message = "已履行完毕的，不以履行不力为由提出司法建议"
                raise ValueError(message)
        elif self.suggest is YesNo.YES and not self.reason:
            message = "移送提出司法建议的，须写明理由"
            raise ValueError(message)
        return self


class ApplicationChoice(StrEnum):
    """What the creditor did."""

    APPLIED = "权利人已申请强制执行"
    NOT_YET = "权利人尚未申请，继续跟踪"
    PERFORMED = "义务人已自行履行完毕"
    WAIVED = "权利人书面表示不申请执行"
    TOO_LATE = "逾期申请或者逾期未申请，没有正当理由"
    ELSEWHERE = "已另循途径（转立案、另行起诉、请求复议机关责令履行等）"


class EnforcementApplication(Question):
    """Whether the creditor applied for enforcement; whether it was too late a court decides."""

    code: ClassVar[str] = "performance_enforcement"
    heading: ClassVar[str] = "申请强制执行"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = (f"{INTERPRETATION}第一百五十三条",)
    guidance: ClassVar[str] = (
        "申请执行的期限为二年，分期的从每期最后一日起算，适用中止、中断的规定；"
        "是否逾期、有无正当理由由人民法院认定，系统不自动结束。"
        "尚未申请的先继续跟踪其余各项，各项核实完毕以后再问。"
        "和解协议、复议文书不能直接申请执行的，登记另循的途径。"
    )

    choice: ApplicationChoice = Field(title="情况")
    happened_on: date = Field(title="申请、履行或者核实日期")
    remarks: Words = Field(default="", title="说明", description="不申请、逾期、另循途径的必填")

    @model_validator(mode="after")
    def _explained(self) -> Self:
        explained = {
            ApplicationChoice.WAIVED,
            ApplicationChoice.TOO_LATE,
            ApplicationChoice.ELSEWHERE,
        }
        if self.choice in explained and not self.remarks:
            message = "不申请、逾期或者另循途径的，须写明经过和依据"
            raise ValueError(message)
        return self


class Measure(StrEnum):
    """What 行政诉讼法第九十六条 lets the court of first instance do; a person decides."""

    TRANSFER = "通知银行从该行政机关的账户内划拨"
    DAILY_FINE = "对该行政机关负责人按日处五十元至一百元的罚款"
    ANNOUNCEMENT = "将拒绝履行的情况予以公告"
    SUGGESTION = "向监察机关或者该行政机关的上一级行政机关提出司法建议"
    DETENTION = "社会影响恶劣的，对直接负责的主管人员和其他直接责任人员予以拘留"


class Ending(StrEnum):
    """How enforcement ended."""

    EXECUTED = "执行完毕"
    CONCLUDED = "终结执行"


class EnforcementResult(Question):
    """How enforcement ended and by which measures."""

    code: ClassVar[str] = "performance_enforcement_result"
    heading: ClassVar[str] = "执行结果"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第九十六条",)
    guidance: ClassVar[str] = (
        "行政机关拒绝履行的，第一审人民法院可以采取第九十六条所列五项措施；"
        "采取哪一项由人民法院决定，系统只列出备选、登记结果。"
    )

    measures: list[Measure] = Field(
        default_factory=list, title="已采取的第九十六条措施", description="没有采取的不填"
    )
    decided_by: Text = Field(title="决定人")
    ending: Ending = Field(title="结果")
    ended_on: date = Field(title="执行完毕或者终结日期")
    remarks: Words = Field(default="", title="说明", description="终结执行的写明事由")

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.ending is Ending.CONCLUDED and not self.remarks:
            message = "终结执行的，须写明事由"
            raise ValueError(message)
        return self
