"""督办单 and 销号单: a matter is followed until it is closed on evidence (WJ-21, RZ-18)."""

from datetime import date

from pydantic import Field

from rules.correspondence.facts import AssignedTask, OfficeLetterFacts
from rules.vocabulary.letter import Addressee, ContactFacts, Facts, Letter, Office
from rules.vocabulary.question import Text, Words

BASIS = ("宜伍府发〔2024〕4号五（十一）", "汝府院联席办〔2022〕4号三")


class SupervisionFacts(OfficeLetterFacts):
    """督办单."""

    unit: Text = Field(title="承办单位")
    source: Text = Field(title="督办事项来源", description="如会议纪要、通报的文号，或者案号")
    background: Text = Field(title="基本情况")
    tasks: tuple[AssignedTask, ...] = Field(min_length=1, title="督办事项")
    report_by: date = Field(title="报告办理情况的期限")
    approved_by: Text = Field(title="批准人")
    approved_on: date = Field(title="批准日期")
    liaison: ContactFacts = Field(title="联系人")


class DoneFacts(Facts):
    """A matter that is closed."""

    matter: Text = Field(title="事项")
    done_on: date = Field(title="完成日期")
    evidence: Text = Field(title="完成情况和证据", description="没有证据的不能销号")


class LeftFacts(AssignedTask):
    """A matter that stays open, with its new time limit."""

    reason: Text = Field(title="没有销号的原因")


class CloseOutFacts(OfficeLetterFacts):
    """督办事项销号单."""

    unit: Text = Field(title="承办单位")
    order_number: Text = Field(title="督办单（通报、纪要）文号")
    closed: tuple[DoneFacts, ...] = Field(min_length=1, title="销号事项")
    remaining: tuple[LeftFacts, ...] = Field(default=(), title="没有销号的事项")
    reviewed_by: Text = Field(title="审核人", description="不能是承办单位的人员")
    reviewed_on: date = Field(title="审核日期")
    remarks: Words = Field(default="", title="审核意见")

    def problems(self, issued_on: date) -> list[str]:
        """What is closed was done before it was reviewed."""
        found = super().problems(issued_on)
        found += [
            f"“销号事项 › 第{number}项 › 完成日期”：不能晚于审核日期"
            for number, item in enumerate(self.closed, 1)
            if item.done_on > self.reviewed_on
        ]
        return found


SUPERVISION = Letter(
    code="supervision_order",
    title="督办单",
    issuer=Office.JOINT_OFFICE,
    to=Addressee.UNITS,
    template="correspondence/supervision_order",
    needs=SupervisionFacts,
    numbering="letter",
    served=False,
    basis=BASIS,
    trigger="议定事项、整改事项、司法建议等逾期没有办结，经人批准",
)
CLOSE_OUT = Letter(
    code="supervision_close_out",
    title="督办事项销号单",
    issuer=Office.JOINT_OFFICE,
    to=Addressee.UNITS,
    template="correspondence/supervision_close_out",
    needs=CloseOutFacts,
    numbering="letter",
    served=False,
    basis=BASIS,
    trigger="承办单位报告办结，经人审核证据",
)
