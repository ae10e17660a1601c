"""线索移送函: signs of unlawful conduct go to the organs that may deal with them (RZ-6)."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from rules.consequences import Grave
from rules.correspondence.facts import CaseLetterFacts
from rules.vocabulary.letter import Addressee, ContactFacts, Letter, Office
from rules.vocabulary.question import Text

DISCIPLINE_MARKS = ("纪律检查", "纪委", "监察", "监委")


class Receiver(StrEnum):
    """The only organs that clues are transferred to (汝州 二（六）; 峄城 二（十）)."""

    DISCIPLINE = "纪检监察机关"
    APPOINTING = "任免机关"


class Origin(StrEnum):
    """In which work the signs were found."""

    RECONSIDERATION = "行政复议案件审理"
    DEFENCE = "行政应诉事项办理"


class ClueTransferFacts(CaseLetterFacts):
    """线索移送函."""

    receiver: Receiver = Field(title="接收机关种类")
    receiver_name: Text = Field(title="接收机关全称")
    origin: Origin = Field(title="发现于")
    ground: Grave = Field(title="情形")
    clue: Text = Field(title="违法线索", description="写事实和来源，不写结论")
    concerned: Text = Field(title="涉及的单位和人员", description="只写办理所必需的")
    materials: tuple[Text, ...] = Field(min_length=1, title="移送材料")
    approved_by: Text = Field(title="签批人", description="移送由人签批，不由系统决定")
    approved_on: date = Field(title="签批日期")
    liaison: ContactFacts = Field(title="联系人")

    def problems(self, issued_on: date) -> list[str]:
        """The receiver is such an organ, and not one that the clue is about."""
        found = super().problems(issued_on)
        is_marked = any(mark in self.receiver_name for mark in DISCIPLINE_MARKS)
        if is_marked is not (self.receiver is Receiver.DISCIPLINE):
            found.append(f"“接收机关全称”：{self.receiver_name}不是{self.receiver}")
        if self.receiver_name in self.agencies:
            found.append("“接收机关全称”：不能移送给线索所涉及的单位")
        return found


CLUE_TRANSFER = Letter(
    code="clue_transfer",
    title="违法线索移送函",
    issuer=Office.RECONSIDERATION,
    to=Addressee.SUPERVISORY_ORGAN,
    template="correspondence/clue_transfer",
    needs=ClueTransferFacts,
    numbering="letter",
    served=False,
    basis=("汝府院联席办〔2022〕4号二（六）", "峄政办发〔2023〕2号二（十）"),
    trigger="在行政复议案件审理、行政应诉事项办理中发现违法线索，经人签批",
    attachments=("移送材料清单", "签收回执"),
    is_restricted=True,
)
