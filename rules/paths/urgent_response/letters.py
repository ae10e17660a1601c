"""The papers of a grave case: the assessment of its risks, the report to the superior."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words


class RiskFormFacts(CaseFacts):
    """信访和社会稳定风险评估表."""

    risk_tags: tuple[Words, ...] = Field(title="风险标签")
    petition_risk: Words = Field(title="信访风险")
    stability_risk: Words = Field(title="社会稳定风险")
    risk_reason: Words = Field(title="理由")
    is_high: bool = Field(title="有一项为高")
    assessor: Words = Field(title="评估人")
    assessed_on: date = Field(title="评估日期")


class GraveReportFacts(CaseFacts):
    """重大敏感案件情况报告."""

    agency: Words = Field(title="被诉行政机关")
    risk_tags: tuple[Words, ...] = Field(title="风险标签")
    measures: Words = Field(title="缓解疏导措施")
    petition_work: Words = Field(title="信访维稳工作")
    opinion_work: Words = Field(title="舆情应对")
    officer: Words = Field(title="负责人")
    reported_to: Words = Field(title="上级主管部门")
    reported_on: date = Field(title="汇报日期")
    alert_due: DueFacts = Field(title="报告期限")


RISK_FORM = Letter(
    code="risk_form",
    title="信访和社会稳定风险评估表",
    issuer=Office.STUDIO,
    to=Addressee.CASE_FILE,
    template="urgent_response/risk_form",
    needs=RiskFormFacts,
    numbering=None,
    served=False,
    basis=("宜伍府发〔2024〕4号四（二）5",),
    trigger="带风险标签的案件在机关采取措施之后；进入调解的案件在确定调解方案时",
)

GRAVE_REPORT = Letter(
    code="grave_report",
    title="重大敏感案件情况报告",
    issuer=Office.AGENCY,
    to=Addressee.SUPERIOR,
    template="urgent_response/grave_report",
    needs=GraveReportFacts,
    numbering=None,
    served=False,
    basis=("峄政办发〔2023〕2号三（三）", "宜伍府发〔2024〕4号四（三）2"),
    trigger="每个被诉机关填写缓解疏导和汇报情况之后",
)
