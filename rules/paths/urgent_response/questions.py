"""重大敏感案件: what the agency does at once and whom it tells; what risk remains."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from rules.one_agency import OneAgency
from rules.risk import RiskFindings
from rules.vocabulary.question import Actor, Text

WUJIAGANG, YICHENG = "宜伍府发〔2024〕4号", "峄政办发〔2023〕2号"


class ReliefReport(OneAgency):
    """Relief, petitions, public opinion, and the report to the superior (WJ-7f, YC-15)."""

    code: ClassVar[str] = "relief_report"
    heading: ClassVar[str] = "立即缓解疏导，向上级主管部门汇报"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = (f"{WUJIAGANG}四（三）2", f"{YICHENG}三（三）")
    guidance: ClassVar[str] = (
        "重大、敏感、群体性争议：立即采取缓解、疏导措施，引导群众合理表达诉求，做好信访维稳和舆情应对，"
        "并及时向市有关主管部门汇报。填写已经采取的措施；系统据此制作情况报告。不写个人信息。"
    )

    measures: Text = Field(title="已采取的缓解、疏导措施")
    petition_work: Text = Field(title="信访维稳工作", description="没有信访苗头的写明")
    opinion_work: Text = Field(title="舆情应对", description="没有舆情的写明")
    officer: Text = Field(title="负责人", description="姓名、职务")
    reported_to: Text = Field(title="已向哪个上级主管部门汇报")
    reported_on: date = Field(title="汇报日期")


class RiskAssessment(RiskFindings):
    """The risk that remains after the first measures."""

    code: ClassVar[str] = "risk_assessment"
    heading: ClassVar[str] = "信访风险和社会稳定风险评估"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (f"{WUJIAGANG}四（二）5",)
    guidance: ClassVar[str] = (
        "登记时带有风险标签的案件，在机关采取措施以后评估。任何一项评为“高”的，系统立即通知有关部门；"
        "以后进入调解的，制定调解方案时再评估一次。"
    )

    assessed_on: date = Field(title="评估日期")
