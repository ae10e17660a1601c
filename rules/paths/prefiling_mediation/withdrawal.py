"""Leaving mediation: a side's right, at any time before the settlement is signed."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from rules.mediation import SPECIAL_INVITATION
from rules.vocabulary.question import Actor, Question, Words


class Side(StrEnum):
    """A side of the dispute."""

    PLAINTIFF = "起诉人"
    AGENCY = "行政机关"


class ConsentWithdrawal(Question):
    """A side's word that it leaves mediation: possible until the settlement is signed."""

    code: ClassVar[str] = "consent_withdrawal"
    heading: ClassVar[str] = "退出调解，转登记立案"
    actor: ClassVar[Actor] = Actor.STUDIO
    basis: ClassVar[tuple[str, ...]] = (f"{SPECIAL_INVITATION}第二十一条、第二十八条",)
    guidance: ClassVar[str] = "调解自愿：协议签署之前任何一方都可以随时退出，案件立即转登记立案。"

    side: Side = Field(title="退出的一方")
    withdrawn_on: date = Field(title="提出日期")
    reason: Words = Field(default="", title="理由", description="可以不说明理由")

    @property
    def reason_line(self) -> str:
        """What the record says."""
        return f"{self.side.value}于{self.withdrawn_on}退出调解"
