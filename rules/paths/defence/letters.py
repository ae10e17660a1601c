"""The papers of the agency: assignment, report, plan, letter of authority."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Facts, Letter, Office, Words

YICHENG = "峄政办发〔2023〕2号"


class AssignmentFacts(CaseFacts):
    """应诉交办单."""

    agency: Words = Field(title="被诉行政机关")
    unit: Words = Field(title="应诉责任单位")
    leader: Words = Field(title="机关负责人")
    liaison: Words = Field(title="联络人")
    staff: tuple[Words, ...] = Field(min_length=1, title="应诉人员")
    opinion: Words = Field(title="办理意见")
    resolve_by: date = Field(title="化解时限")
    tasks: tuple[tuple[Words, Words], ...] = Field(min_length=6, title="工作和责任人")
    dues: tuple[DueFacts, ...] = Field(min_length=1, title="期限")
    assigned_on: date = Field(title="交办日期")
    government_steps: tuple[tuple[Words, date], ...] = Field(title="政府应诉五步")


class ReportFacts(CaseFacts):
    """案件报备表."""

    agency: Words = Field(title="被诉行政机关")
    justice_bureau_name: Words = Field(title="司法局名称")
    summary: Words = Field(title="争议经过")
    focus: Words = Field(title="争议焦点")
    own_view: Words = Field(title="初步意见")
    needs_report_up: bool = Field(title="须向上级主管部门汇报")
    leader: Words = Field(title="机关负责人")
    liaison: Words = Field(title="联络人")
    reporter: Words = Field(title="报备人")
    reported_on: date = Field(title="报备日期")
    due: DueFacts = Field(title="报备期限")


class ParticipantFacts(Facts):
    """One who helps to settle."""

    role: Words = Field(title="身份")
    name: Words = Field(title="姓名或者名称")


class PlanFacts(CaseFacts):
    """调解和解(实质性化解)方案."""

    agency: Words = Field(title="被诉行政机关")
    asked_on: date = Field(title="征求意愿日期")
    told_on: date = Field(title="反馈日期")
    decided_on: date = Field(title="确定方案日期")
    wish: Words = Field(title="原告意愿")
    focus: Words = Field(title="争议焦点")
    cause_of_dispute: Words = Field(title="争议起因")
    past_efforts: Words = Field(title="前期化解过程和结果")
    next_steps: Words = Field(title="下一步措施")
    evidence: tuple[Words, ...] = Field(min_length=1, title="证据和依据")
    leader: Words = Field(title="参与化解的负责人")
    leader_sessions: int = Field(ge=0, title="负责人参与场次")
    participants: tuple[ParticipantFacts, ...] = Field(title="参与人")


class AuthorityFacts(CaseFacts):
    """授权委托书."""

    agency: Words = Field(title="被诉行政机关")
    representatives: tuple[Words, ...] = Field(min_length=1, title="诉讼代理人")
    powers: tuple[Words, ...] = Field(min_length=1, title="具体权限")
    signed_on: date = Field(title="签署日期")


ASSIGNMENT = Letter(
    code="assignment_sheet",
    title="应诉交办单",
    issuer=Office.AGENCY,
    to=Addressee.AGENCY,
    template="defence/assignment_sheet",
    needs=AssignmentFacts,
    numbering=None,
    served=False,
    basis=(f"{YICHENG}二（一）、三（二）",),
    trigger="每个被诉机关填写应诉交办之后",
)

REPORT = Letter(
    code="case_report_form",
    title="行政应诉案件报备表",
    issuer=Office.AGENCY,
    to=Addressee.JUSTICE_BUREAU,
    template="defence/case_report_form",
    needs=ReportFacts,
    numbering=None,
    served=False,
    basis=(f"{YICHENG}二（五）",),
    trigger="报备案件基本情况之后（要求报备的地区）",
)

PLAN = Letter(
    code="resolution_plan_letter",
    title="行政争议调解和解（实质性化解）方案",
    issuer=Office.AGENCY,
    to=Addressee.COURT,
    template="defence/resolution_plan_letter",
    needs=PlanFacts,
    numbering=None,
    served=False,
    basis=(f"{YICHENG}二（四）", "宜伍府发〔2024〕4号四（三）3", "皖司发〔2022〕9号（六）"),
    trigger="每个被诉机关制定化解方案之后",
    attachments=("全部证据和依据",),
)

AUTHORITY = Letter(
    code="letter_of_authority",
    title="授权委托书",
    issuer=Office.AGENCY,
    to=Addressee.COURT,
    template="defence/letter_of_authority",
    needs=AuthorityFacts,
    numbering=None,
    served=False,
    basis=("宜伍府发〔2024〕4号", "参照行政诉讼法司法解释第三十一条"),
    trigger="每个被诉机关填写授权委托之后",
)
