"""The papers of legal support: the assignment of a lawyer, the referral to legal aid."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words

LEGAL_AID = "《中华人民共和国法律援助法》"


class LawyerFacts(CaseFacts):
    """律师指派单."""

    justice_bureau_name: Words = Field(title="司法局名称")
    lawyer: Words = Field(title="律师")
    firm: Words = Field(title="律师事务所")
    experience: Words = Field(title="行政诉讼经验")
    duties: tuple[Words, ...] = Field(min_length=1, title="工作内容")
    assigned_on: date = Field(title="指派日期")
    mediation_due: DueFacts = Field(title="调解期限")


class AidReferralFacts(CaseFacts):
    """法律援助转介单."""

    justice_bureau_name: Words = Field(title="司法局名称")
    review_due: DueFacts = Field(title="审查期限")
    filing_due: DueFacts = Field(title="起诉期限")


LAWYER_ASSIGNMENT = Letter(
    code="lawyer_assignment_letter",
    title="律师指派单",
    issuer=Office.JUSTICE_BUREAU,
    to=Addressee.MEDIATOR,
    template="legal_support/lawyer_assignment",
    needs=LawyerFacts,
    numbering=None,
    served=False,
    basis=(
        "宜伍府发〔2024〕4号四（四）2",
        "参照《最高人民法院关于人民法院特邀调解的规定》第十七条",
    ),
    trigger="司法局填写指派律师之后",
    attachments=("确认回执",),
)

AID_REFERRAL = Letter(
    code="legal_aid_referral",
    title="法律援助转介单",
    issuer=Office.STUDIO,
    to=Addressee.LEGAL_AID,
    template="legal_support/legal_aid_referral",
    needs=AidReferralFacts,
    numbering=None,
    served=False,
    basis=(
        f"{LEGAL_AID}第三十一条、第三十五条、第三十八条",
        f"{LEGAL_AID}第四十一条、第四十二条、第四十三条、第四十四条、第四十九条",
        "宜伍府发〔2024〕4号四（四）2",
    ),
    trigger="起诉人申请法律援助，制定调解方案时登记之后",
    attachments=("法律援助申请表", "起诉状副本"),
)
