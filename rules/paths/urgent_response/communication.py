"""沟通与舆情日志: what was said to whom, what the public says, entered whenever it happens."""

import re
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from rules.vocabulary.question import Actor, Circumstances, Question, Text, Words

# An identity number or a telephone number: neither belongs into the timeline.
PERSONAL_NUMBER = re.compile(r"\d{8,}")


class CommunicationKind(StrEnum):
    """What is entered; the last two are about public opinion."""

    COURT = "与人民法院沟通"
    PARTY = "与当事人沟通"
    DEPARTMENT = "与其他部门沟通"
    OPINION = "舆情"
    OPINION_ANSWERED = "舆情应对"

    @property
    def is_opinion(self) -> bool:
        """About public opinion."""
        return self in {CommunicationKind.OPINION, CommunicationKind.OPINION_ANSWERED}


class CommunicationEntry(Question):
    """One entry of the log; it can be entered at any time, in any case (SL-2d)."""

    code: ClassVar[str] = "communication_entry"
    heading: ClassVar[str] = "沟通与舆情登记"
    actor: ClassVar[Actor] = Actor.AGENCY
    basis: ClassVar[tuple[str, ...]] = ("商法办发〔2023〕30号第二条",)
    guidance: ClassVar[str] = (
        "加强与人民法院的沟通，配合案件办理和舆情应对。发生一次登记一次，在案件的时间线上查看。"
        "只写单位和事项，不写个人姓名、证件号码、电话。"
    )

    kind: CommunicationKind = Field(title="种类")
    happened_on: date = Field(title="日期")
    counterpart: Text = Field(title="对方", description="单位、部门、媒体或者平台的名称")
    summary: Text = Field(title="内容和结果")
    next_step: Words = Field(default="", title="下一步")

    @property
    def line(self) -> str:
        """What the timeline says."""
        further = f"；下一步：{self.next_step}" if self.next_step else ""
        return (
            f"{self.kind.value}（{self.happened_on}，{self.counterpart}）：{self.summary}{further}"
        )

    def problems(self, circumstances: Circumstances) -> list[str]:
        """The timeline names nobody by a number."""
        found = super().problems(circumstances)
        if PERSONAL_NUMBER.search(f"{self.counterpart} {self.summary} {self.next_step}"):
            found.append("“内容和结果”：请删去证件号码、电话号码等个人信息，只写单位和事项")
        return found
