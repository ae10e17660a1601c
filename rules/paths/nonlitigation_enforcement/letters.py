"""The papers of 非诉执行审查; the case's 起诉人 is the 被执行人, its agency the 申请执行人."""

from datetime import date
from functools import partial

from pydantic import Field

from rules.vocabulary.letter import (
    Addressee,
    CaseFacts,
    DueFacts,
    FindingFacts,
    Letter,
    Office,
    Words,
)

INTERPRETATION = "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》"


class AdmissionFacts(CaseFacts):
    """强制执行申请受理审查表."""

    findings: tuple[FindingFacts, ...] = Field(min_length=1, title="审查事项")
    applied_on: date = Field(title="收到申请日期")
    earliest: DueFacts = Field(title="最早可以申请的日期")
    latest: DueFacts = Field(title="最迟申请的日期")
    decide_due: DueFacts = Field(title="决定是否受理的期限")
    reviewer: Words = Field(title="审查人")


class AcceptanceFacts(CaseFacts):
    """受理强制执行申请通知书."""

    accepted_on: date = Field(title="受理日期")
    ruling_due: DueFacts = Field(title="作出裁定的期限")


class RefusalFacts(CaseFacts):
    """不予受理裁定书."""

    decided_on: date = Field(title="裁定日期")
    reason: Words = Field(title="理由")


class OpinionNoticeFacts(CaseFacts):
    """听取意见通知书."""

    legality: Words = Field(title="初步审查意见")
    remarks: Words = Field(title="具体情形")
    ruling_due: DueFacts = Field(title="作出裁定的期限")


class PermitFacts(CaseFacts):
    """准予强制执行裁定书."""

    ruled_on: date = Field(title="裁定日期")
    accepted_on: date = Field(title="受理日期")
    reason: Words = Field(title="理由")
    content: Words = Field(title="执行内容")


class DenialFacts(CaseFacts):
    """不准予强制执行裁定书."""

    ruled_on: date = Field(title="裁定日期")
    accepted_on: date = Field(title="受理日期")
    reason: Words = Field(title="理由")
    send_due: DueFacts = Field(title="送达期限")


_paper = partial(Letter, issuer=Office.COURT, numbering=None)

ADMISSION_FORM = _paper(
    code="admission_form",
    title="强制执行申请受理审查表",
    to=Addressee.CASE_FILE,
    template="nonlitigation_enforcement/admission_form",
    needs=AdmissionFacts,
    served=False,
    basis=(
        "《行政强制法》第五十三条、第五十四条、第五十六条",
        f"{INTERPRETATION}第一百五十五条、第一百五十六条",
    ),
    trigger="填写强制执行申请受理审查之后",
)

ACCEPTANCE_NOTICE = _paper(
    code="enforcement_acceptance_notice",
    title="受理强制执行申请通知书",
    to=Addressee.AGENCY,
    template="nonlitigation_enforcement/enforcement_acceptance_notice",
    needs=AcceptanceFacts,
    served=True,
    basis=("《行政强制法》第五十六条", f"{INTERPRETATION}第一百五十五条第三款"),
    trigger="决定受理强制执行申请之后",
)

REFUSAL_RULING = _paper(
    code="enforcement_refusal",
    title="不予受理行政裁定书（拟稿）",
    to=Addressee.AGENCY,
    template="nonlitigation_enforcement/enforcement_refusal",
    needs=RefusalFacts,
    served=True,
    basis=("《行政强制法》第五十六条", f"{INTERPRETATION}第一百五十五条第三款"),
    trigger="决定不予受理强制执行申请之后",
)

OPINION_NOTICE = _paper(
    code="opinion_notice",
    title="听取意见通知书",
    to=Addressee.ALL_PARTIES,
    template="nonlitigation_enforcement/opinion_notice",
    needs=OpinionNoticeFacts,
    served=True,
    basis=("《行政强制法》第五十八条", f"{INTERPRETATION}第一百六十条第二款"),
    trigger="审查发现明显违法情形，听取双方意见时",
)

PERMIT_RULING = _paper(
    code="enforcement_permit",
    title="准予强制执行行政裁定书（拟稿）",
    to=Addressee.ALL_PARTIES,
    template="nonlitigation_enforcement/enforcement_permit",
    needs=PermitFacts,
    served=True,
    basis=("《行政强制法》第五十七条、第五十八条", f"{INTERPRETATION}第一百六十条"),
    trigger="决定准予强制执行之后",
)

DENIAL_RULING = _paper(
    code="enforcement_denial",
    title="不准予强制执行行政裁定书（拟稿）",
    to=Addressee.ALL_PARTIES,
    template="nonlitigation_enforcement/enforcement_denial",
    needs=DenialFacts,
    served=True,
    basis=("《行政强制法》第五十八条", f"{INTERPRETATION}第一百六十条"),
    trigger="决定不准予强制执行之后",
)
