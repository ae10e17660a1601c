"""The letters of 先登后调, from the receipt to the question whether to mediate."""

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


class ReceiptFacts(CaseFacts):
    """收件凭证."""

    materials: tuple[Words, ...] = Field(min_length=1, title="收到的材料")
    docketing_due: DueFacts = Field(title="决定是否立案的期限")
    filing_due: DueFacts = Field(title="起诉期限")


class CorrectionNoticeFacts(CaseFacts):
    """补正告知."""

    defects: tuple[Words, ...] = Field(min_length=1, title="需要补正的内容")
    correct_by: date | None = Field(title="补正截止日期")
    filing_due: DueFacts | None = Field(default=None, title="起诉期限")


class EightChecksFormFacts(CaseFacts):
    """八看审查表."""

    findings: tuple[FindingFacts, ...] = Field(min_length=8, max_length=8, title="八项审查")
    mediable: bool = Field(title="是否可以调解或协调")
    conclusion: Words = Field(title="审查结论")
    reviewer: Words = Field(title="审查人")
    reviewed_on: date = Field(title="审查日期")


class MediationInquiryFacts(CaseFacts):
    """诉前调解征询书."""

    reply_due: DueFacts = Field(title="答复期限")
    filing_due: DueFacts = Field(title="起诉期限")
    mediation_days: int | None = Field(default=None, gt=0, title="调解期限(日)")


RECEIPT = Letter(
    code="receipt",
    title="收件凭证",
    issuer=Office.COURT,
    to=Addressee.PLAINTIFF,
    template="registration/receipt",
    needs=ReceiptFacts,
    numbering=None,
    served=False,
    basis=("《中华人民共和国行政诉讼法》第五十一条第二款、第五十二条、第八十五条",),
)

CORRECTION_NOTICE = Letter(
    code="correction_notice",
    title="补正告知书",
    issuer=Office.COURT,
    to=Addressee.PLAINTIFF,
    template="registration/correction_notice",
    needs=CorrectionNoticeFacts,
    numbering="letter",
    served=True,
    basis=(
        "《中华人民共和国行政诉讼法》第五十一条、第八十五条",
        "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第四十九条、第五十三条",
    ),
)

EIGHT_CHECKS_FORM = Letter(
    code="eight_checks_form",
    title="八看审查表",
    issuer=Office.STUDIO,
    to=Addressee.CASE_FILE,
    template="registration/eight_checks_form",
    needs=EightChecksFormFacts,
    numbering=None,
    served=False,
    basis=("《中华人民共和国行政诉讼法》第五十一条",),
)

MEDIATION_INQUIRY = Letter(
    code="mediation_inquiry",
    title="诉前调解征询书",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="registration/mediation_inquiry",
    needs=MediationInquiryFacts,
    numbering="letter",
    served=True,
    basis=(
        "《人民法院在线调解规则》第三条、第十五条、第十八条、第二十四条",
        "参照《最高人民法院关于人民法院特邀调解的规定》第二条、第十二条、第二十二条、第二十七条",
    ),
)
