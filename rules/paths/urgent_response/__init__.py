"""重大敏感案件: beside whatever path the case is on, from the alert to the report."""

from rules.paths.urgent_response.communication import CommunicationEntry
from rules.paths.urgent_response.letters import GRAVE_REPORT, RISK_FORM
from rules.paths.urgent_response.questions import ReliefReport, RiskAssessment
from rules.vocabulary.path import Path, Stage, with_side_exits

PATH = Path(
    code="urgent_response",
    title="重大敏感案件应急",
    deployment="重大敏感案件应急/urgent_response",
    basis=("宜伍府发〔2024〕4号四（二）5、四（三）2", "峄政办发〔2023〕2号三（三）"),
    first="alerted",
    stages=with_side_exits(
        {
            "alerted": Stage(title="已预警，待疏导和汇报", then=frozenset({"relieved"})),
            "relieved": Stage(title="已采取措施并汇报"),
        }
    ),
    questions=(ReliefReport, RiskAssessment, CommunicationEntry),
    letters=(GRAVE_REPORT, RISK_FORM),
    deadlines=("A_ALERT_24H",),
)
