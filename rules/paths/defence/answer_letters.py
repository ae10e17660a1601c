"""The answer: a frame for the statement of defence, the list of evidence and of norms."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words

LITIGATION = "《中华人民共和国行政诉讼法》"


class DefenceFrameFacts(CaseFacts):
    """行政答辩状(框架)."""

    docket_number: Words = Field(title="案号")
    agency: Words = Field(title="被诉行政机关")
    unit: Words = Field(title="应诉责任单位")
    liaison: Words = Field(title="联络人")
    answer_due: DueFacts = Field(title="答辩举证期限")


class EvidenceListFacts(CaseFacts):
    """证据清单和规范性文件目录."""

    docket_number: Words = Field(title="案号")
    agency: Words = Field(title="被诉行政机关")
    has_statement: bool = Field(title="已提交答辩状")
    evidence: tuple[tuple[Words, Words], ...] = Field(title="证据(名称、证明对象)")
    norms: tuple[Words, ...] = Field(title="规范性文件")
    submitted_on: date = Field(title="提交日期")
    answer_due: DueFacts = Field(title="答辩举证期限")


DEFENCE_FRAME = Letter(
    code="defence_frame",
    title="行政答辩状（框架）",
    issuer=Office.AGENCY,
    to=Addressee.COURT,
    template="defence/defence_frame",
    needs=DefenceFrameFacts,
    numbering=None,
    served=False,
    basis=(f"{LITIGATION}第三十四条、第六十七条、第六十九条、第七十条",),
    trigger="可以提交答辩状时，每个被诉机关一份，由机关填写、盖章",
    attachments=("证据清单和规范性文件目录",),
)

EVIDENCE_LIST = Letter(
    code="evidence_list",
    title="证据清单和规范性文件目录",
    issuer=Office.AGENCY,
    to=Addressee.COURT,
    template="defence/evidence_list",
    needs=EvidenceListFacts,
    numbering=None,
    served=False,
    basis=(f"{LITIGATION}第三十四条、第六十七条",),
    trigger="每个被诉机关登记提交答辩状和证据之后",
)
