"""容错认定单: whether a leader is not held to account, which a person decides (WJ-16)."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from rules.consequences import consider_tolerance
from rules.correspondence.facts import CaseLetterFacts
from rules.vocabulary.letter import Addressee, Letter, Office
from rules.vocabulary.question import Name, Text, Words, YesNo


class Correction(StrEnum):
    """What the agency did by itself."""

    CORRECTED = "主动改正错误行为"
    REVOKED = "主动撤销错误决定"
    NOT_BY_ITSELF = "没有主动改正或者撤销"


class Decision(StrEnum):
    """What the person decides; “可” leaves it open even where both conditions hold."""

    TOLERATED = "予以容错，不追究单位负责人个人责任"
    NOT_TOLERATED = "不予容错"


class ToleranceFacts(CaseLetterFacts):
    """容错认定单."""

    agency: Name = Field(title="单位")
    leader: Text = Field(title="单位负责人", description="姓名、职务")
    correction: Correction = Field(title="纠正情况")
    corrected_on: date | None = Field(
        default=None, title="纠正日期", description="没有主动纠正的不填"
    )
    corrected_how: Text = Field(title="纠正经过和凭证")
    caused_serious_harm: YesNo = Field(title="是否造成严重影响或者后果")
    harm_findings: Text = Field(title="影响和后果的核实情况")
    evidence: tuple[Text, ...] = Field(min_length=1, title="依据材料")
    agency_statement: Words = Field(default="", title="单位的意见", description="没有提出的不填")
    decision: Decision = Field(
        title="认定意见", description="两项条件都满足，也可以不予容错：由人裁量"
    )
    reasons: Text = Field(title="理由")
    decided_by: Text = Field(title="决定人")
    decided_on: date = Field(title="决定日期")

    def problems(self, issued_on: date) -> list[str]:
        """Tolerance needs both conditions (宜伍府发〔2024〕4号五（六）)."""
        found = super().problems(issued_on)
        by_itself = self.correction is not Correction.NOT_BY_ITSELF
        if by_itself is not (self.corrected_on is not None):
            found.append("“纠正日期”：主动纠正的必填，没有主动纠正的不填")
        may = consider_tolerance(
            corrected_by_itself=by_itself,
            caused_serious_harm=self.caused_serious_harm is YesNo.YES,
        )
        if self.decision is Decision.TOLERATED and not may.may_be_considered:
            found.append(f"“认定意见”：不能予以容错：{'，'.join(may.reasons)}（{may.basis}）")
        return found


TOLERANCE = Letter(
    code="tolerance_finding",
    title="纠错容错认定单",
    issuer=Office.JUSTICE_BUREAU,
    to=Addressee.AGENCY,
    template="correspondence/tolerance_finding",
    needs=ToleranceFacts,
    numbering=None,
    served=False,
    basis=("宜伍府发〔2024〕4号五（六）",),
    trigger="行政机关在化解中主动改正或者撤销，提请认定",
)
