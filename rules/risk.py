"""风险等级, and what a studio finds about the risks of a dispute (WJ-6e)."""

from enum import StrEnum
from typing import Any

from pydantic import Field

from rules.vocabulary.question import Question, Text


class Risk(StrEnum):
    """How high a risk is."""

    LOW = "低"
    MIDDLE = "中"
    HIGH = "高"


class RiskFindings(Question):
    """The risk of petitions and the risk to public order, graded with a reason."""

    petition_risk: Risk = Field(title="信访风险")
    stability_risk: Risk = Field(title="社会稳定风险")
    risk_reason: Text = Field(
        title="风险评估的理由",
        description="写情形和依据，不写个人信息；任何一项评为“高”即通知有关部门",
    )

    @property
    def is_high(self) -> bool:
        """Either risk is high: the departments concerned are told at once."""
        return Risk.HIGH in {self.petition_risk, self.stability_risk}

    @property
    def risk_lines(self) -> dict[str, Any]:
        """What the assessment form prints."""
        return {
            "petition_risk": self.petition_risk.value,
            "stability_risk": self.stability_risk.value,
            "risk_reason": self.risk_reason,
            "is_high": self.is_high,
            "assessor": self.answered_by,
        }
