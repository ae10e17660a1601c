"""What the papers of a service say: the slip to be signed, the notice to be published."""

from collections.abc import Mapping
from datetime import date

from pydantic import Field

from rules.service import APPLIED_BY
from rules.vocabulary.letter import ContactFacts, Facts, Office, Words

# What goes out with a letter and is served with it.
ENCLOSED: Mapping[str, str] = {
    "notice_of_action": "起诉状副本、举证通知书、诉讼权利义务及负责人出庭应诉告知书",
    "recon_answer_notice": "申请书副本",
    "explanation_notice": "裁判文书",
}
SLIP, PUBLIC_NOTICE = "service/slip", "service/public_notice"


class _PaperFacts(Facts):
    """What both papers name."""

    authority: Words = Field(title="送达机关")
    case_number: Words = Field(title="案号")
    doc_no: str = Field(default="", title="文号")
    document: Words = Field(title="送达文书")
    recipient: Words = Field(title="受送达人")
    issued_on: date = Field(title="成文日期")


class SlipFacts(_PaperFacts):
    """送达回证."""

    number_label: Words = Field(title="编号名称")
    place: str = Field(title="送达地点")
    note: str = Field(title="备注")


class PublicNoticeFacts(_PaperFacts):
    """送达公告."""

    is_unknown: bool = Field(title="下落不明")
    applied_by: Words = Field(title="准用依据")
    announced_on: date | None = Field(title="发出公告之日")
    deemed_on: date | None = Field(title="视为送达之日")
    contact: ContactFacts = Field(title="联系人")


def applied_by(issuer: Office) -> str:
    """The article by which the rules of civil procedure apply to whoever serves."""
    litigation, reconsideration = APPLIED_BY
    article = reconsideration if issuer is Office.RECONSIDERATION else litigation
    return f"《中华人民共和国{article.statute}》{article.number}"
