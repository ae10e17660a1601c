"""府院联席会议: the notice, and the minutes with what was resolved (YC-3b)."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from rules.correspondence.facts import AssignedTask, OfficeLetterFacts
from rules.vocabulary.letter import Addressee, ContactFacts, Facts, Letter, Office
from rules.vocabulary.question import Copies, Text

BASIS = ("峄政办发〔2023〕2号二（三）", "宜伍府发〔2024〕4号三（一）")


class Topic(StrEnum):
    """What the joint conference deals with (峄城 二（三）)."""

    LITIGATION = "行政诉讼"
    RECONSIDERATION = "行政复议"
    COMPENSATION = "行政赔偿"
    ADJUDICATION = "行政裁决"
    ENFORCEMENT = "行政执法"
    SUPERVISION = "行政执法监督"


class Session(StrEnum):
    """Which meeting it is: one each half-year, others as they are agreed on."""

    FIRST_HALF = "上半年例会"
    SECOND_HALF = "下半年例会"
    EXTRAORDINARY = "临时会议"


class TopicFacts(Facts):
    """One item of the agenda."""

    topic: Topic = Field(title="议题类别")
    title: Text = Field(title="议题")
    reporter: Text = Field(title="汇报单位")


class MeetingNoticeFacts(OfficeLetterFacts):
    """府院联席会议通知."""

    year: int = Field(ge=2000, le=2100, title="年度")
    session: Session = Field(title="会次")
    members: tuple[Text, ...] = Field(min_length=1, title="参加单位和人员")
    held_at: date = Field(title="会议日期")
    time_and_place: Text = Field(title="时间和地点")
    agenda: tuple[TopicFacts, ...] = Field(min_length=1, title="议题")
    papers_by: date = Field(title="材料报送期限")
    liaison: ContactFacts = Field(title="联系人")

    def problems(self, issued_on: date) -> list[str]:
        """The papers come before the meeting."""
        found = super().problems(issued_on)
        if self.papers_by > self.held_at:
            found.append("“材料报送期限”：不能晚于会议日期")
        return found


class DiscussionFacts(Facts):
    """What was said on one item."""

    topic: Topic = Field(title="议题类别")
    title: Text = Field(title="议题")
    discussion: Text = Field(title="通报和讨论情况")


class ResolutionFacts(AssignedTask):
    """What was resolved, by whom and by when it is done."""

    topic: Topic = Field(title="议题类别")


class MeetingMinutesFacts(OfficeLetterFacts):
    """府院联席会议纪要."""

    year: int = Field(ge=2000, le=2100, title="年度")
    session: Session = Field(title="会次")
    held_on: date = Field(title="会议日期")
    place: Text = Field(title="地点")
    chair: Text = Field(title="主持人")
    attendees: tuple[Text, ...] = Field(min_length=1, title="出席")
    absentees: tuple[Text, ...] = Field(default=(), title="请假", description="写明理由")
    recorder: Text = Field(title="记录人")
    discussions: tuple[DiscussionFacts, ...] = Field(min_length=1, title="议题讨论")
    resolutions: tuple[ResolutionFacts, ...] = Field(
        min_length=1, title="议定事项", description="每项写明责任单位和完成时限"
    )
    approved_by: Text = Field(title="签发人")
    copies: Copies = Field(default=(), title="发送")


MEETING_NOTICE = Letter(
    code="meeting_notice",
    title="府院联席会议通知",
    issuer=Office.JOINT_OFFICE,
    to=Addressee.MEMBERS,
    template="correspondence/meeting_notice",
    needs=MeetingNoticeFacts,
    numbering="notice",
    served=False,
    basis=BASIS,
    trigger="每半年一次；协商一致，随时召开",
)
MEETING_MINUTES = Letter(
    code="meeting_minutes",
    title="府院联席会议纪要",
    issuer=Office.JOINT_OFFICE,
    to=Addressee.MEMBERS,
    template="correspondence/meeting_minutes",
    needs=MeetingMinutesFacts,
    numbering="notice",
    served=False,
    basis=BASIS,
    trigger="会议结束",
)
