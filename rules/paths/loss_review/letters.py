"""The papers after a lost case: analysis, double inquiry, warning, ledger, close-out."""

from datetime import date
from functools import partial

from pydantic import Field

from rules.vocabulary.letter import (
    Addressee,
    CaseFacts,
    DueFacts,
    Facts,
    Letter,
    Office,
    Words,
)

REPORTS = "峄政办发〔2023〕2号二（五）"
RECTIFICATION = "商法办发〔2023〕30号第九条"


class LossReportFacts(CaseFacts):
    """败诉案件分析报告."""

    agency: Words = Field(title="败诉机关")
    bureau_name: Words = Field(title="司法局名称")
    document: Words = Field(title="裁判文书案号")
    loss_kind: Words = Field(title="败诉方式")
    received_on_by_agency: date = Field(title="收到裁判日期")
    violation: Words = Field(title="违法事由")
    causes: tuple[Words, ...] = Field(min_length=1, title="败诉原因")
    shortcomings: tuple[Words, ...] = Field(min_length=1, title="存在的问题")
    measures: tuple[Words, ...] = Field(min_length=1, title="改进措施")
    mechanism: str = Field(title="健全机制")
    report_due: DueFacts | None = Field(title="报备期限")
    submitted_on: date = Field(title="报备日期")


class RepeatFacts(CaseFacts):
    """重复违法预警单."""

    agency: Words = Field(title="机关")
    violation: Words = Field(title="违法事由")
    bureau_name: Words = Field(title="司法局名称")
    count: int = Field(gt=1, title="件数")
    window_months: int = Field(gt=0, title="统计期(月)")
    case_numbers: tuple[Words, ...] = Field(min_length=2, title="案件")


class DoubleInquiryFacts(CaseFacts):
    """一案双查记录."""

    agency: Words = Field(title="机关")
    case_findings: Words = Field(title="案件情况")
    personnel_findings: Words = Field(title="人员责任情况")
    statement: str = Field(title="陈述申辩")
    conclusion: Words = Field(title="结论")
    transferred_to: str = Field(title="移送机关")
    decided_by: Words = Field(title="决定人")
    decided_on: date = Field(title="决定日期")
    reason: Words = Field(title="理由")


class ItemFacts(Facts):
    """A line of the ledger."""

    number: int = Field(gt=0, title="序号")
    problem: Words = Field(title="问题")
    cause: Words = Field(title="原因")
    measure: Words = Field(title="措施")
    responsible: Words = Field(title="责任人")
    due_by: date = Field(title="期限")


class RectificationLedgerFacts(CaseFacts):
    """整改台账."""

    agency: Words = Field(title="机关")
    bureau_name: Words = Field(title="司法局名称")
    items: tuple[ItemFacts, ...] = Field(min_length=1, title="整改事项")
    approved_by: Words = Field(title="批准人")
    approved_on: date = Field(title="批准日期")


class ClosedItemFacts(ItemFacts):
    """A line that is closed."""

    done_on: date = Field(title="完成日期")
    evidence: Words = Field(title="证据")


class CloseOutFacts(CaseFacts):
    """整改销号单."""

    agency: Words = Field(title="机关")
    bureau_name: Words = Field(title="司法局名称")
    closed: tuple[ClosedItemFacts, ...] = Field(title="销号事项")
    remaining: tuple[ItemFacts, ...] = Field(title="尚未销号的事项")
    reviewer: Words = Field(title="审核人")
    reviewed_on: date = Field(title="审核日期")


_paper = partial(Letter, numbering=None, served=False)

LOSS_REPORT = _paper(
    code="loss_report",
    title="败诉案件分析报告",
    issuer=Office.AGENCY,
    to=Addressee.JUSTICE_BUREAU,
    template="loss_review/loss_report",
    needs=LossReportFacts,
    basis=(REPORTS,),
    trigger="填写败诉分析之后",
    attachments=("败诉的裁判文书",),
)

REPEAT_WARNING = _paper(
    code="repeat_warning",
    title="重复违法预警单",
    issuer=Office.CENTER,
    to=Addressee.JUSTICE_BUREAU,
    template="loss_review/repeat_warning",
    needs=RepeatFacts,
    basis=(RECTIFICATION,),
    trigger="同一机关、同类案件、同一事由在统计期内再次败诉",
)

INQUIRY_RECORD = _paper(
    code="double_inquiry_record",
    title="一案双查记录",
    issuer=Office.AGENCY,
    to=Addressee.CASE_FILE,
    template="loss_review/double_inquiry_record",
    needs=DoubleInquiryFacts,
    basis=(RECTIFICATION,),
    trigger="填写一案双查结论之后",
)

RECTIFICATION_LEDGER = _paper(
    code="rectification_ledger",
    title="整改台账",
    issuer=Office.AGENCY,
    to=Addressee.JUSTICE_BUREAU,
    template="loss_review/rectification_ledger",
    needs=RectificationLedgerFacts,
    basis=(RECTIFICATION, "皖司发〔2022〕9号（十）至（十二）"),
    trigger="制定整改台账之后",
)

CLOSE_OUT = _paper(
    code="close_out",
    title="整改销号单",
    issuer=Office.JUSTICE_BUREAU,
    to=Addressee.AGENCY,
    template="loss_review/close_out",
    needs=CloseOutFacts,
    basis=(RECTIFICATION,),
    trigger="每次审核整改事项之后",
)
