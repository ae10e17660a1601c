"""案件补贴审批表: mediators of a settled case are paid by the region's own table (WJ-25)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import Field

from rules.correspondence.facts import CaseLetterFacts, Frozen, rows_of
from rules.vocabulary.letter import Addressee, Facts, Letter, Office
from rules.vocabulary.question import Text, Words, YesNo
from rules.vocabulary.region import Region
from rules.vocabulary.subsidy import subsidy

TABLE = "subsidy_standard"


class Outcome(StrEnum):
    """What the mediation came to."""

    RESOLVED = "化解成功"
    NOT_RESOLVED = "没有化解成功"


class MediatorFacts(Facts):
    """One who mediated; only mediators are paid."""

    name: Text = Field(title="调解员")
    organization: Text = Field(title="所属调解组织")
    work: Text = Field(title="参与调解的情况")


class CheckFacts(Facts):
    """Something that is checked before a subsidy is paid."""

    item: Text = Field(title="核对事项")
    is_met: YesNo = Field(title="是否符合")
    note: Words = Field(default="", title="说明")


class SubsidyFacts(CaseLetterFacts):
    """补贴审批表."""

    derived: ClassVar[frozenset[str]] = frozenset({"amount_each", "total", "standard_source"})

    mediators: tuple[MediatorFacts, ...] = Field(min_length=1, title="参与调解的调解员")
    outcome: Outcome = Field(title="化解结果")
    outcome_proof: Text = Field(title="结果凭证", description="协议书、撤诉裁定等的名称和日期")
    ended_on: date = Field(title="办结日期")
    grade: Text = Field(title="案件档次", description="按当地补贴标准的档次名称填写")
    checks: tuple[CheckFacts, ...] = Field(
        min_length=1,
        title="核对事项",
        description="按当地办法逐项核对，如卷宗齐备、没有应当回避的情形、没有重复领取",
    )
    amount_each: Decimal = Field(ge=0, max_digits=14, decimal_places=2, title="每人补贴(元)")
    total: Decimal = Field(ge=0, max_digits=14, decimal_places=2, title="合计(元)")
    standard_source: Text = Field(title="标准的出处")
    applied_by: Text = Field(title="申请人")
    applied_on: date = Field(title="申请日期")

    @classmethod
    def derive(cls, given: Frozen, region: Region, _earlier: Sequence[Frozen]) -> dict[str, Any]:
        """Take the amount from the region's table; nothing is paid for what was not resolved."""
        if not region.subsidy_standard:
            message = f"地区{region.title}没有配置补贴标准（{TABLE}）：由当地按补贴办法逐档填写"
            raise ValueError(message)
        names = [grade.name for grade in region.subsidy_standard]
        grade = str(given.get("grade", "")).strip()
        if grade not in names:
            message = f"“案件档次”：标准中没有“{grade}”；可用：{'、'.join(names)}"
            raise ValueError(message)
        amount = subsidy(
            region.subsidy_standard,
            grade,
            is_resolved=given.get("outcome") == Outcome.RESOLVED,
        )
        number = len(rows_of(given.get("mediators")))
        return {
            "amount_each": amount,
            "total": amount * number,
            "standard_source": region.source_of(TABLE).source,
        }


SUBSIDY = Letter(
    code="subsidy_form",
    title="行政争议化解案件补贴审批表",
    issuer=Office.CENTER,
    to=Addressee.JUSTICE_BUREAU,
    template="correspondence/subsidy_form",
    needs=SubsidyFacts,
    numbering=None,
    served=False,
    basis=("宜伍府发〔2024〕4号六（四）",),
    trigger="案件办结，调解员申请补贴",
)
