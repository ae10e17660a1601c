"""工作提醒函: an agency that does little to resolve a dispute is reminded of it (RZ-5b)."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from rules.correspondence.facts import CaseLetterFacts
from rules.vocabulary.letter import Addressee, ContactFacts, Letter, Office
from rules.vocabulary.question import Name, Text, Words


class Procedure(StrEnum):
    """Where the dispute is being dealt with."""

    RECONSIDERATION = "行政复议"
    LITIGATION = "行政诉讼"


class WorkReminderFacts(CaseLetterFacts):
    """工作提醒函."""

    agency: Name = Field(title="被提醒单位")
    during: Procedure = Field(title="争议所在程序")
    court_told_on: date = Field(title="法院提供情况的日期")
    court_told: Text = Field(title="法院提供的情况")
    shortcomings: tuple[Text, ...] = Field(
        min_length=1, title="化解不力的情形", description="逐项写事实，不写评价"
    )
    agency_statement: Words = Field(
        default="", title="单位的说明", description="认定以前听取的说明；没有提出的不填"
    )
    found_by: Text = Field(title="认定人", description="姓名、职务；提醒由人认定，不由系统认定")
    found_on: date = Field(title="认定日期")
    requests: tuple[Text, ...] = Field(min_length=1, title="提请办理的事项")
    reply_by: date = Field(title="书面回复期限")
    liaison: ContactFacts = Field(title="联系人")

    def problems(self, issued_on: date) -> list[str]:
        """It is found after the court has told of it, and about an agency of the case."""
        found = super().problems(issued_on)
        if self.found_on < self.court_told_on:
            found.append("“认定日期”：不能早于法院提供情况的日期")
        if self.agency not in self.agencies:
            found.append(f"“被提醒单位”：请填写{'、'.join(self.agencies)}中的一个，名称与案件一致")
        return found


WORK_REMINDER = Letter(
    code="work_reminder",
    title="工作提醒函",
    issuer=Office.GOVERNMENT_OFFICE,
    to=Addressee.AGENCY,
    template="correspondence/work_reminder",
    needs=WorkReminderFacts,
    numbering="letter",
    served=False,
    basis=("汝府院联席办〔2022〕4号二（五）",),
    trigger="法院提供情况，经人认定在行政复议、行政诉讼中化解争议不力",
)
