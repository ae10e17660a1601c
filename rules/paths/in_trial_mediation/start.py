"""Starting in-trial mediation: any time from docketing until judgment, on appeal too (SL-2e)."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from rules.mediation import SPECIAL_INVITATION
from rules.vocabulary.question import Actor, Question, Words

INTERPRETATION = "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释"


class ProposedBy(StrEnum):
    """Who brought mediation up."""

    COURT = "法院征询"
    PLAINTIFF = "原告一方申请"
    AGENCY = "行政机关一方申请"


class TrialMediationStart(Question):
    """A judge records that mediation is proposed in a docketed case."""

    code: ClassVar[str] = "trial_mediation_start"
    heading: ClassVar[str] = "启动诉中调解"
    actor: ClassVar[Actor] = Actor.JUDGE
    basis: ClassVar[tuple[str, ...]] = ("行政诉讼法第六十条", f"{SPECIAL_INVITATION}第二十七条")
    guidance: ClassVar[str] = (
        "立案后至宣判前，任何时候都可以启动，第二审也可以；前一次没有调成的，可以再次启动。"
        "启动后先征询双方意愿，诉讼照常进行；"
        "双方书面同意、调解员签收委托之后，调解期间才不计入审限。"
    )

    proposed_by: ProposedBy = Field(title="由谁提出")
    proposed_on: date = Field(title="提出日期")
    appeal_number: Words = Field(
        default="",
        title="二审案号",
        description="第二审中启动的必填，例如：(2027)鄂05行终8号；第一审留空",
    )
    reason: Words = Field(default="", title="说明", description="有调解基础的理由，可以不填")

    @property
    def reason_line(self) -> str:
        """What the record says."""
        where = f"（二审{self.appeal_number}）" if self.appeal_number else ""
        return f"{self.proposed_by.value}，于{self.proposed_on}启动诉中调解{where}"
