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
    guided_choice: Words = Field(title="引导后起诉人的选择")
    reviewer: Words = Field(title="审查人")
    reviewed_on: date = Field(title="审查日期")


class MediationInquiryFacts(CaseFacts):
    """诉前调解征询书."""

    reply_due: DueFacts = Field(title="答复期限")
    filing_due: DueFacts = Field(title="起诉期限")
    mediation_days: int | None = Field(default=None, gt=0, title="调解期限(日)")


class ConsentRecordFacts(CaseFacts):
    """诉前调解意愿记录."""

    plaintiff_choice: Words = Field(title="起诉人一方")
    agency_choice: Words = Field(title="行政机关一方")
    is_mutual: bool = Field(title="双方书面同意")
    answered_on: date | None = Field(title="双方答复齐备日期", description="期满没有答复的为空")
    evidence: str = Field(title="书面材料")
    reply_due: DueFacts = Field(title="答复期限")
    filing_due: DueFacts = Field(title="起诉期限")


RECEIPT = Letter(
    code="receipt",
    title="收件凭证",
    issuer=Office.COURT,
    to=Addressee.PLAINTIFF,
    template="registration/receipt",
    needs=ReceiptFacts,
    numbering=None,
    served=False,
    basis=(
        "《中华人民共和国行政诉讼法》第五十一条第二款、第五十二条、第八十五条",
        "《中华人民共和国行政复议法》第二十条、第二十九条、第八十七条",
    ),
    trigger="收件登记、编号之后，当日",
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
    trigger="八看有可以补正的欠缺，只告知一次",
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
    trigger="每次填写八看结论之后",
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
    trigger="八看通过、具有协调性，征询双方意愿时",
    attachments=("意见回执",),
)

CONSENT_RECORD = Letter(
    code="consent_record",
    title="诉前调解意愿记录",
    issuer=Office.COURT,
    to=Addressee.CASE_FILE,
    template="registration/consent_record",
    needs=ConsentRecordFacts,
    numbering=None,
    served=False,
    basis=(
        "《人民法院在线调解规则》第四条、第十五条、第二十五条",
        "参照《最高人民法院关于人民法院特邀调解的规定》第二条、第十一条、第二十六条、第二十八条",
    ),
    trigger="双方答复齐备，或者征询期满没有答复；同意的由双方签名，拒绝的记明如何拒绝",
)
