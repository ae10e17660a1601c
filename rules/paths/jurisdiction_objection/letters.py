"""The letters of 管辖异议: not examined, the draft ruling, the days to appeal, the result."""

from datetime import date

from pydantic import Field

from rules.appeals import ServedFacts
from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words

INTERPRETATION = "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》"


class ObjectionFacts(CaseFacts):
    """What every letter of the path knows of the objection."""

    docket_number: Words = Field(title="立案案号")
    agency: Words = Field(title="提出异议的被告")
    filed_on: date = Field(title="提出日期")
    claimed_court: Words = Field(title="被告认为有管辖权的法院")


class LateObjectionFacts(ObjectionFacts):
    """管辖异议不予审查告知书."""

    served_on: date = Field(title="收到起诉状副本日期")
    objection_due: DueFacts = Field(title="提出异议的期限")


class RulingFacts(ObjectionFacts):
    """管辖异议裁定书(拟稿)."""

    grounds: Words = Field(title="异议的理由")
    is_upheld: bool = Field(title="异议成立")
    competent_court: str = Field(title="有管辖权的法院")
    reason: Words = Field(title="裁定理由")
    decided_on: date = Field(title="裁定日期")
    judge: Words = Field(title="承办法官")
    clerk: Words = Field(title="书记员")


class RulingNoticeFacts(ObjectionFacts):
    """管辖裁定送达和上诉告知书."""

    is_upheld: bool = Field(title="异议成立")
    competent_court: str = Field(title="有管辖权的法院")
    decided_on: date = Field(title="裁定日期")
    services: tuple[ServedFacts, ...] = Field(min_length=1, title="送达和上诉期限")


class JurisdictionResultFacts(ObjectionFacts):
    """管辖异议处理结果告知书."""

    is_moved: bool = Field(title="案件移送")
    competent_court: str = Field(title="有管辖权的法院")
    appeal_number: str = Field(title="二审案号")
    in_force_on: date = Field(title="裁定生效日期")
    trial_due: DueFacts | None = Field(title="审理期限")


def _notice(code: str, title: str, needs: type[CaseFacts], trigger: str, *articles: str) -> Letter:
    return Letter(
        code=code,
        title=title,
        issuer=Office.COURT,
        to=Addressee.ALL_PARTIES,
        template=f"jurisdiction_objection/{code}",
        needs=needs,
        numbering="notice",
        served=True,
        basis=articles,
        trigger=trigger,
    )


LATE_OBJECTION_NOTICE = _notice(
    "late_objection_notice",
    "管辖异议不予审查告知书",
    LateObjectionFacts,
    "登记逾期提出的管辖异议之后",
    f"{INTERPRETATION}第十条第一款",
)
RULING_NOTICE = _notice(
    "jurisdiction_notice",
    "管辖裁定送达和上诉告知书",
    RulingNoticeFacts,
    "管辖裁定送达各当事人之后",
    "《中华人民共和国行政诉讼法》第八十五条",
    f"{INTERPRETATION}第一百零一条",
)
JURISDICTION_RESULT = _notice(
    "jurisdiction_result",
    "管辖异议处理结果告知书",
    JurisdictionResultFacts,
    "管辖裁定生效之后",
    f"{INTERPRETATION}第十条、第五十条",
)

JURISDICTION_RULING = Letter(
    code="jurisdiction_ruling",
    title="行政裁定书（管辖异议，拟稿）",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="jurisdiction_objection/jurisdiction_ruling",
    needs=RulingFacts,
    numbering=None,
    served=True,
    basis=(f"{INTERPRETATION}第十条、第一百零一条",),
    trigger="填写对管辖异议的裁定之后",
)
