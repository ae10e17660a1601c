"""约谈: the invitation, and the minutes of what was said and demanded (峄城 二（九）)."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from rules.consequences import MEASURES, Level
from rules.correspondence.facts import AssignedTask, OfficeLetterFacts
from rules.vocabulary.letter import Addressee, ContactFacts, Letter, Office
from rules.vocabulary.question import Name, Text, Words

YICHENG = "峄政办发〔2023〕2号二（九）"


class Interview(StrEnum):
    """Who asks whom; the wording of the two levels of 峄城 二（九）."""

    FIRST = MEASURES[Level.FIRST][0]
    SECOND = MEASURES[Level.SECOND][0]


class InterviewNoticeFacts(OfficeLetterFacts):
    """约谈通知书."""

    agency: Name = Field(title="被约谈单位")
    level: Interview = Field(title="约谈层级")
    interviewer: Text = Field(title="约谈人", description="姓名、职务")
    interviewee: Text = Field(title="被约谈人", description="姓名、职务")
    reasons: tuple[Text, ...] = Field(
        min_length=1, title="约谈事由", description="逐项写明案号和事实"
    )
    held_at: date = Field(title="约谈日期")
    time_and_place: Text = Field(title="时间和地点")
    to_prepare: tuple[Text, ...] = Field(min_length=1, title="请准备的材料")
    approved_by: Text = Field(title="批准人", description="约谈由人决定，不由系统决定")
    approved_on: date = Field(title="批准日期")
    liaison: ContactFacts = Field(title="联系人")


class InterviewMinutesFacts(OfficeLetterFacts):
    """约谈纪要."""

    agency: Name = Field(title="被约谈单位")
    level: Interview = Field(title="约谈层级")
    held_on: date = Field(title="约谈日期")
    place: Text = Field(title="地点")
    interviewer: Text = Field(title="约谈人")
    interviewee: Text = Field(title="被约谈人")
    attendees: tuple[Text, ...] = Field(default=(), title="其他参加人员")
    recorder: Text = Field(title="记录人")
    reasons: tuple[Text, ...] = Field(min_length=1, title="约谈事由")
    statement: Text = Field(title="被约谈单位的说明", description="没有说明的写“没有提出说明”")
    tasks: tuple[AssignedTask, ...] = Field(min_length=1, title="整改要求")
    assessment: Words = Field(
        default="", title="考核事项", description="提请考核机关处理的写明；没有的不填"
    )


INTERVIEW_NOTICE = Letter(
    code="interview_notice",
    title="约谈通知书",
    issuer=Office.GOVERNMENT_OFFICE,
    to=Addressee.AGENCY,
    template="correspondence/interview_notice",
    needs=InterviewNoticeFacts,
    numbering="letter",
    served=False,
    basis=(YICHENG,),
    trigger="达到约谈的条件，经有权的人批准",
)
INTERVIEW_MINUTES = Letter(
    code="interview_minutes",
    title="约谈纪要",
    issuer=Office.GOVERNMENT_OFFICE,
    to=Addressee.AGENCY,
    template="correspondence/interview_minutes",
    needs=InterviewMinutesFacts,
    numbering=None,
    served=False,
    basis=(YICHENG,),
    trigger="约谈结束",
)
