"""信息移送清单: what an agency tells the justice bureau of disputes, period by period (WJ-23)."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from rules.correspondence.facts import OfficeLetterFacts
from rules.vocabulary.letter import Addressee, ContactFacts, Facts, Letter, Office
from rules.vocabulary.question import Text, Words


class Kind(StrEnum):
    """What is told of (宜伍府发〔2024〕4号六（二）)."""

    CLUE = "潜在行政争议线索"
    RECONSIDERATION = "行政复议"
    LITIGATION = "行政诉讼"
    ENFORCEMENT = "行政非诉执行"


class ItemFacts(Facts):
    """One dispute, without the names of persons."""

    kind: Kind = Field(title="类别")
    number: Words = Field(default="", title="案号或者编号", description="还没有的不填")
    summary: Text = Field(title="事由和进展", description="不写当事人姓名、证件号码、电话")
    risk: Words = Field(default="", title="需要关注的情形")


class InformationTransferFacts(OfficeLetterFacts):
    """信息移送清单."""

    bureau_name: Text = Field(title="司法局全称")
    period_from_on: date = Field(title="本期起")
    period_to_on: date = Field(title="本期止")
    disputes: tuple[ItemFacts, ...] = Field(
        default=(), title="移送信息", description="本期没有的留空，仍应报送"
    )
    liaison: ContactFacts = Field(title="联络员")

    def problems(self, issued_on: date) -> list[str]:
        """The period runs forward."""
        found = super().problems(issued_on)
        if self.period_from_on > self.period_to_on:
            found.append("“本期起”：晚于本期止")
        return found


INFORMATION_TRANSFER = Letter(
    code="information_transfer",
    title="行政争议信息移送清单",
    issuer=Office.AGENCY,
    to=Addressee.JUSTICE_BUREAU,
    template="correspondence/information_transfer",
    needs=InformationTransferFacts,
    numbering=None,
    served=False,
    basis=("宜伍府发〔2024〕4号六（二）",),
    trigger="定期（周期由当地确定）",
)
