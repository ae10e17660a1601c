"""The letter of guarantee."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words


class GuaranteeFacts(CaseFacts):
    """包保责任书."""

    justice_bureau_name: Words = Field(title="司法局名称")
    unit: Words = Field(title="包保责任单位")
    leader: Words = Field(title="包保领导")
    responsible: Words = Field(title="包保责任人")
    resolve_due: DueFacts = Field(title="化解时限")
    others: tuple[Words, ...] = Field(title="配合单位")
    risk_reason: Words = Field(title="风险理由")
    assessor: Words = Field(title="评定人")
    graded_on: date = Field(title="评定日期")


GUARANTEE = Letter(
    code="guarantee_letter",
    title="包保责任书",
    issuer=Office.AGENCY,
    to=Addressee.JUSTICE_BUREAU,
    template="guarantee/guarantee_letter",
    needs=GuaranteeFacts,
    numbering=None,
    served=False,
    basis=("峄政办发〔2023〕2号二（四）",),
    trigger="败诉风险评为“高”，明确包保四项之后",
)
