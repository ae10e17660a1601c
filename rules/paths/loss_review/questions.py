"""What a lost case is asked: when the judgment came, why it was lost, who is responsible."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from rules.one_agency import OneAgency
from rules.vocabulary.question import Actor, Text, Words, YesNo

REPORTS = "峄政办发〔2023〕2号二（五）"
RECTIFICATION = "商法办发〔2023〕30号第九条"


class LossKind(StrEnum):
    """How an agency loses (the numerator of the loss rate)."""

    REVOKED = "撤销"
    PARTLY_REVOKED = "部分撤销"
    CHANGED = "变更"
    ORDERED_TO_ACT = "责令履行法定职责"
    ORDERED_TO_PAY = "责令给付"
    UNLAWFUL = "确认违法"
    INVALID = "确认无效"
    CONTRACT = "承担行政协议违约等责任"
    COMPENSATION = "判决赔偿"


class Violation(StrEnum):
    """Why it lost (违法事由); the same one again within a year is a warning."""

    EVIDENCE = "主要证据不足"
    LAW = "适用法律、法规错误"
    PROCEDURE = "违反法定程序"
    POWERS = "超越职权"
    ABUSE = "滥用职权"
    UNFAIR = "明显不当"
    OMISSION = "不履行或者拖延履行法定职责"
    CONTRACT = "不依法履行或者违法变更、解除行政协议"
    NO_ANSWER = "未依法答辩、举证"
    OTHER = "其他"


class LossReceipt(OneAgency):
    """When an agency received the judgment it lost; its ten days run from there."""

    code: ClassVar[str] = "loss_receipt"
    heading: ClassVar[str] = "登记败诉裁判"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (REPORTS,)
    guidance: ClassVar[str] = (
        "按送达回证填写收到判决书或者裁定书的日期；当地要求报备的，十日自收到之日起算。"
        "有几个机关败诉的，每个机关登记一次。"
    )

    document: Text = Field(title="裁判文书案号")
    kind: LossKind = Field(title="败诉方式")
    received_on: date = Field(title="机关收到裁判文书的日期")
    others: YesNo = Field(default=YesNo.NO, title="是否还有其他机关败诉，待登记")


class LossAnalysis(OneAgency):
    """The agency's analysis, reported to both bodies together with the judgment (YC-5c)."""

    code: ClassVar[str] = "loss_analysis"
    heading: ClassVar[str] = "败诉剖析与报备"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (REPORTS, RECTIFICATION, "皖司发〔2022〕9号（十）")
    guidance: ClassVar[str] = (
        "查找问题、剖析原因、提出措施，连同败诉的判决书或者裁定书，向依法治区（县、市）委员会办公室和"
        "司法局报备。三项缺一不视为报备。"
    )

    violation: Violation = Field(title="违法事由", description="裁判认定的主要一项")
    causes: list[Text] = Field(title="败诉原因", min_length=1)
    shortcomings: list[Text] = Field(title="存在的问题", min_length=1)
    measures: list[Text] = Field(title="改进措施", min_length=1)
    mechanism: Words = Field(default="", title="健全机制", description="防止同类问题再发生的制度")
    judgment_attached: YesNo = Field(title="裁判文书已随附")
    sent_to_office: YesNo = Field(title="已报依法治区（县、市）委员会办公室")
    sent_to_bureau: YesNo = Field(title="已报司法局")
    submitted_on: date = Field(title="报备日期", description="邮寄的填交邮日期")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        wanting = [
            title
            for title, given in (
                ("随附败诉的判决书或者裁定书", self.judgment_attached),
                ("报依法治区（县、市）委员会办公室", self.sent_to_office),
                ("报司法局", self.sent_to_bureau),
            )
            if given is not YesNo.YES
        ]
        if wanting:
            message = f"报备不齐备，尚缺：{'、'.join(wanting)}；补齐以后再提交"
            raise ValueError(message)
        return self


class InquiryConclusion(StrEnum):
    """What the double inquiry comes to; a person decides."""

    NONE = "不需要追究责任"
    INTERNAL = "由本单位处理"
    TRANSFER = "移送有权机关"


class TransferOrgan(StrEnum):
    """The kinds of organ a matter may be transferred to."""

    APPOINTING = "任免机关"
    SUPERVISION = "监察机关"


class DoubleInquiry(OneAgency):
    """一案双查: the case and the responsibility of persons, decided by the agency's leader."""

    code: ClassVar[str] = "double_inquiry"
    heading: ClassVar[str] = "一案双查"
    actor: ClassVar[Actor] = Actor.AGENCY_LEADER
    basis: ClassVar[tuple[str, ...]] = (RECTIFICATION, "峄政办发〔2023〕2号三")
    guidance: ClassVar[str] = (
        "既查案件，也查人员责任；是否追责由人决定，系统不作结论。决定移送的写明移送机关；"
        "主动纠错、未造成严重后果的，可以依当地容错规定处理。当事人员有权陈述、申辩。"
    )

    case_findings: Text = Field(title="案件方面查明的情况")
    personnel_findings: Text = Field(title="人员责任方面查明的情况")
    statement: Words = Field(default="", title="有关人员的陈述、申辩")
    conclusion: InquiryConclusion = Field(title="结论")
    organ_kind: TransferOrgan = Field(
        default=TransferOrgan.APPOINTING, title="移送机关类别", description="移送的选择"
    )
    organ: Words = Field(default="", title="移送机关名称", description="移送的必填")
    decided_by: Text = Field(title="决定人", description="姓名、职务")
    decided_on: date = Field(title="决定日期")
    reason: Text = Field(title="理由")

    @model_validator(mode="after")
    def _traceable(self) -> Self:
        is_transferred = self.conclusion is InquiryConclusion.TRANSFER
        if is_transferred and not self.organ:
            message = "移送有权机关的，须写明移送机关名称"
            raise ValueError(message)
        if self.organ and not is_transferred:
            message = "填写了移送机关，结论须选“移送有权机关”"
            raise ValueError(message)
        return self

    @property
    def transferred_to(self) -> str:
        """The organ it goes to, or nothing."""
        return f"{self.organ}（{self.organ_kind.value}）" if self.organ else ""
