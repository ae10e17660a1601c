"""Reports of a quarter, a half-year, a year; figures are given, shares are worked out."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from rules.correspondence.facts import OfficeLetterFacts
from rules.vocabulary.letter import Addressee, Facts, Letter, Office
from rules.vocabulary.question import Copies, Name, Text, Words


class Span(StrEnum):
    """The span a report is about."""

    FIRST_QUARTER = "第一季度"
    SECOND_QUARTER = "第二季度"
    THIRD_QUARTER = "第三季度"
    FOURTH_QUARTER = "第四季度"
    FIRST_HALF = "上半年"
    SECOND_HALF = "下半年"
    YEAR = "全年"


# The last month of each span.
ENDS = {
    Span.FIRST_QUARTER: 3,
    Span.SECOND_QUARTER: 6,
    Span.THIRD_QUARTER: 9,
    Span.FOURTH_QUARTER: 12,
    Span.FIRST_HALF: 6,
    Span.SECOND_HALF: 12,
    Span.YEAR: 12,
}
DECEMBER = 12


class Subject(StrEnum):
    """What a figure is about (商洛 第十条; 峄城 二（六）)."""

    NEW_CASES = "发案"
    LOST = "败诉"
    APPEARANCE = "负责人出庭应诉"
    RESOLVED = "化解"
    PERFORMANCE = "执行生效裁判文书"
    SUGGESTIONS = "落实司法建议"


# Without these four a report of the justice bureau is not whole (峄城 二（六）).
DEMANDED = (Subject.LOST, Subject.APPEARANCE, Subject.PERFORMANCE, Subject.SUGGESTIONS)


class FigureFacts(Facts):
    """A figure with what it was counted from; without a denominator it is a count."""

    subject: Subject = Field(title="类别")
    title: Text = Field(title="指标")
    numerator: int = Field(ge=0, title="分子（件）", description="只有件数的，填件数")
    denominator: int | None = Field(
        default=None, ge=0, title="分母（件）", description="只有件数的不填"
    )
    definition: Text = Field(title="口径", description="分子、分母各指什么，统计期怎样归入")


class ReportFacts(OfficeLetterFacts):
    """What both reports state."""

    year: int = Field(ge=2000, le=2100, title="年度")
    span: Span = Field(title="统计期")
    figures: tuple[FigureFacts, ...] = Field(min_length=1, title="数据")
    situation: Text = Field(title="总体情况")
    shortcomings: tuple[Text, ...] = Field(min_length=1, title="存在的问题")
    causes: tuple[Text, ...] = Field(min_length=1, title="原因分析")
    measures: tuple[Text, ...] = Field(min_length=1, title="下一步措施")
    source: Text = Field(title="数据来源", description="哪个系统或者台账，取数日期")

    def problems(self, issued_on: date) -> list[str]:
        """A part is not larger than its whole, and what is reported on is over."""
        found = super().problems(issued_on)
        for number, figure in enumerate(self.figures, 1):
            if figure.denominator is not None and figure.numerator > figure.denominator:
                found.append(f"“数据 › 第{number}项 › 分子（件）”：大于分母")
        month = ENDS[self.span]
        start_of_next = date(self.year + month // DECEMBER, month % DECEMBER + 1, 1)
        if issued_on < start_of_next:
            found.append(f"“统计期”：{self.year}年{self.span}还没有结束")
        return found


class BureauReportFacts(ReportFacts):
    """行政应诉工作情况报告."""

    addressee: Name = Field(title="报送机关", examples=["区人民政府"])
    copies: Copies = Field(default=(), title="抄送")

    def problems(self, issued_on: date) -> list[str]:
        """All four kinds of figures are there."""
        found = super().problems(issued_on)
        given = {figure.subject for figure in self.figures}
        wanting = [subject.value for subject in DEMANDED if subject not in given]
        if wanting:
            found.append(f"“数据”：缺{'、'.join(wanting)}的数据，四类数据齐全才能报送")
        return found


class AgencyReportFacts(ReportFacts):
    """行政应诉案件统计分析报告."""

    law_office: Text = Field(title="依法治区委员会办公室全称")
    bureau_name: Text = Field(title="司法局全称")
    remarks: Words = Field(default="", title="其他说明")


BUREAU_REPORT = Letter(
    code="bureau_report",
    title="行政应诉工作情况报告",
    issuer=Office.JUSTICE_BUREAU,
    to=Addressee.GOVERNMENT,
    template="correspondence/bureau_report",
    needs=BureauReportFacts,
    numbering="bulletin",
    served=False,
    basis=("峄政办发〔2023〕2号二（六）", "商法办发〔2023〕30号第十条"),
    trigger="季度、半年、年度结束",
)
AGENCY_REPORT = Letter(
    code="agency_report",
    title="行政应诉案件统计分析报告",
    issuer=Office.AGENCY,
    to=Addressee.JUSTICE_BUREAU,
    template="correspondence/agency_report",
    needs=AgencyReportFacts,
    numbering=None,
    served=False,
    basis=("峄政办发〔2023〕2号二（六）",),
    trigger="每半年结束，被诉机关报送",
)
