"""What an agency gets with the notice of action: how to prove, its rights and its duties."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, Letter, Office, Words

LITIGATION = "《中华人民共和国行政诉讼法》"
INTERPRETATION = "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》"
LEADERS = "《最高人民法院关于行政机关负责人出庭应诉若干问题的规定》"


class EvidenceNoticeFacts(CaseFacts):
    """举证通知书."""

    docket_number: Words = Field(title="案号")
    docketed_on: date = Field(title="立案日期")
    is_summary: bool = Field(title="适用简易程序")
    judge: Words = Field(title="承办法官")
    clerk: Words = Field(title="书记员")


class RightsNoticeFacts(CaseFacts):
    """诉讼权利义务及负责人出庭应诉告知书."""

    docket_number: Words = Field(title="案号")
    procedure: Words = Field(title="审理程序")
    judge: Words = Field(title="承办法官")
    clerk: Words = Field(title="书记员")


EVIDENCE_NOTICE = Letter(
    code="evidence_notice",
    title="举证通知书",
    issuer=Office.COURT,
    to=Addressee.AGENCY,
    template="litigation/evidence_notice",
    needs=EvidenceNoticeFacts,
    numbering=None,
    # One proof of service for all that goes out together: that of the notice of action.
    served=False,
    basis=(
        f"{LITIGATION}第三十三条、第三十四条、第三十五条、第三十六条、第四十三条、第六十七条",
        f"{INTERPRETATION}第三十四条、第三十六条、第四十三条、第四十八条、第一百零四条",
    ),
    trigger="与应诉通知书同时制作、同时送达",
    attachments=("证据清单（样式）",),
)

RIGHTS_NOTICE = Letter(
    code="rights_notice",
    title="诉讼权利义务及负责人出庭应诉告知书",
    issuer=Office.COURT,
    to=Addressee.AGENCY,
    template="litigation/rights_notice",
    needs=RightsNoticeFacts,
    numbering=None,
    # One proof of service for all that goes out together: that of the notice of action.
    served=False,
    basis=(
        f"{LITIGATION}第三条、第十条、第三十一条、第三十二条、第五十五条、第五十八条、第五十九条",
        f"{LITIGATION}第六十条、第六十二条、第六十六条、第八十五条、第九十四条、第九十六条",
        f"{INTERPRETATION}第十条、第三十一条、第七十四条、第一百二十八条",
        f"{LEADERS}第二条、第四条、第五条、第六条、第七条、第八条、第九条、第十一条、第十二条",
    ),
    trigger="与应诉通知书同时制作、同时送达",
)
