"""The papers of 非诉执行审查; the case's 起诉人 is the 被执行人, its agency the 申请执行人."""

from datetime import date

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


def _paper(
    code: str, title: str, to: Addressee, needs: type[CaseFacts], *basis: str, served: bool = True
) -> Letter:
    return Letter(
        code=code,
        title=title,
        issuer=Office.COURT,
        to=to,
        template=f"nonlitigation_enforcement/{code}",
        needs=needs,
        numbering=None,
        served=served,
        basis=basis,
    )


ADMISSION_FORM = _paper(
    "admission_form",
    "强制执行申请受理审查表",
    Addressee.CASE_FILE,
    AdmissionFacts,
    "《行政强制法》第五十三条、第五十四条、第五十六条",
    f"{INTERPRETATION}第一百五十五条、第一百五十六条",
    served=False,
)
ACCEPTANCE_NOTICE = _paper(
    "enforcement_acceptance_notice",
    "受理强制执行申请通知书",
    Addressee.AGENCY,
    AcceptanceFacts,
    "《行政强制法》第五十六条",
    f"{INTERPRETATION}第一百五十五条第三款",
)
REFUSAL_RULING = _paper(
    "enforcement_refusal",
    "不予受理行政裁定书（拟稿）",
    Addressee.AGENCY,
    RefusalFacts,
    "《行政强制法》第五十六条",
    f"{INTERPRETATION}第一百五十五条第三款",
)
OPINION_NOTICE = _paper(
    "opinion_notice",
    "听取意见通知书",
    Addressee.ALL_PARTIES,
    OpinionNoticeFacts,
    "《行政强制法》第五十八条",
    f"{INTERPRETATION}第一百六十条第二款",
)
PERMIT_RULING = _paper(
    "enforcement_permit",
    "准予强制执行行政裁定书（拟稿）",
    Addressee.ALL_PARTIES,
    PermitFacts,
    "《行政强制法》第五十七条、第五十八条",
    f"{INTERPRETATION}第一百六十条",
)
DENIAL_RULING = _paper(
    "enforcement_denial",
    "不准予强制执行行政裁定书（拟稿）",
    Addressee.ALL_PARTIES,
    DenialFacts,
    "《行政强制法》第五十八条",
    f"{INTERPRETATION}第一百六十条",
)
