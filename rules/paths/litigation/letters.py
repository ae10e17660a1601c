"""The letters of the trial: notice of action, summons of a leader, reports, a draft ruling."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words


class NoticeFacts(CaseFacts):
    """应诉通知书."""

    docket_number: Words = Field(title="案号")
    docketed_on: date = Field(title="立案日期")
    procedure: Words = Field(title="审理程序")
    judge: Words = Field(title="承办法官")
    clerk: Words = Field(title="书记员")
    local_reports_source: str = Field(title="当地报备要求的出处", description="没有要求的留空")


class LeaderNoticeFacts(CaseFacts):
    """负责人出庭通知书."""

    docket_number: Words = Field(title="案号")
    agency: Words = Field(title="被诉行政机关")
    hearing_at: date = Field(title="开庭日期")
    time_and_place: Words = Field(title="时间和法庭")
    must_reasons: tuple[Words, ...] = Field(title="应当出庭的理由")
    principal_reasons: tuple[Words, ...] = Field(title="主要负责人出庭的理由")
    list_due: DueFacts | None = Field(title="报备名单期限")


class AttendanceFacts(CaseFacts):
    """出庭负责人报备名单."""

    agency: Words = Field(title="被诉行政机关")
    justice_bureau_name: Words = Field(title="司法局名称")
    hearing_at: date = Field(title="开庭日期")
    time_and_place: Words = Field(title="时间和法庭")
    presence: Words = Field(title="出庭安排")
    leader: str = Field(title="出庭负责人")
    post: str = Field(title="职务")
    staff: tuple[Words, ...] = Field(title="出庭工作人员")
    reason: str = Field(title="不能出庭的理由")
    reporter: Words = Field(title="报备人")
    reported_on: date = Field(title="报备日期")
    must_reasons: tuple[Words, ...] = Field(title="应当出庭的理由")
    principal_reasons: tuple[Words, ...] = Field(title="主要负责人出庭的理由")


class AbsenceFacts(CaseFacts):
    """负责人不能出庭说明."""

    agency: Words = Field(title="被诉行政机关")
    hearing_at: date = Field(title="开庭日期")
    reason: Words = Field(title="理由")
    proof: Words = Field(title="证明材料")
    staff: tuple[Words, ...] = Field(min_length=1, title="出庭工作人员")


class AssessmentFacts(CaseFacts):
    """庭审评议表."""

    agency: Words = Field(title="被诉行政机关")
    held_on: date = Field(title="开庭日期")
    presence: Words = Field(title="出庭")
    leader: Words = Field(title="出庭负责人")
    spoke: bool = Field(title="出声")
    proposed: bool = Field(title="出解")
    evidence: Words = Field(title="登记依据")
    grades: tuple[tuple[Words, Words], ...] = Field(min_length=4, max_length=4, title="四维评议")
    was_briefed: str = Field(title="庭前听取汇报")
    misconduct: tuple[Words, ...] = Field(title="负面情形")
    deduction: int = Field(ge=0, title="扣分(分)")
    deduction_each: int = Field(ge=0, title="每项扣分(分)")
    comment: Words = Field(title="评语")
    assessor: Words = Field(title="评议人")
    assessed_on: date = Field(title="评议日期")


class WithdrawalFacts(CaseFacts):
    """准许撤诉裁定书(草稿)."""

    docket_number: Words = Field(title="案号")
    applied_on: date = Field(title="申请日期")
    reason: Words = Field(title="撤诉理由")
    agency_changed_act: bool = Field(title="被告改变行政行为")
    decided_on: date = Field(title="裁定日期")
    judge: Words = Field(title="承办法官")
    clerk: Words = Field(title="书记员")


LEADERS = "《最高人民法院关于行政机关负责人出庭应诉若干问题的规定》"

NOTICE_OF_ACTION = Letter(
    code="notice_of_action",
    title="应诉通知书",
    issuer=Office.COURT,
    to=Addressee.AGENCY,
    template="litigation/notice_of_action",
    needs=NoticeFacts,
    numbering=None,
    served=True,
    basis=(
        "《中华人民共和国行政诉讼法》第三十四条、第六十七条",
        f"{LEADERS}第五条",
    ),
    trigger="登记立案、确定承办法官之后",
    attachments=("起诉状副本及证据材料清单", "举证通知书", "诉讼权利义务及负责人出庭应诉告知书"),
)

LEADER_NOTICE = Letter(
    code="leader_notice",
    title="行政机关负责人出庭通知书",
    issuer=Office.COURT,
    to=Addressee.AGENCY,
    template="litigation/leader_notice",
    needs=LeaderNoticeFacts,
    numbering=None,
    served=True,
    basis=(f"{LEADERS}第五条、第十二条", "行政诉讼法司法解释第一百二十九条"),
    trigger="每次确定开庭之后，每个被诉机关一份",
)

ATTENDANCE_REPORT = Letter(
    code="attendance_report",
    title="出庭负责人报备名单",
    issuer=Office.AGENCY,
    to=Addressee.JUSTICE_BUREAU,
    template="litigation/attendance_report",
    needs=AttendanceFacts,
    numbering=None,
    served=False,
    basis=("峄政办发〔2023〕2号二（二）",),
    trigger="报备出庭负责人名单之后（要求报备的地区）",
)

ABSENCE_STATEMENT = Letter(
    code="absence_statement",
    title="行政机关负责人不能出庭情况说明",
    issuer=Office.AGENCY,
    to=Addressee.COURT,
    template="litigation/absence_statement",
    needs=AbsenceFacts,
    numbering=None,
    served=False,
    basis=(f"{LEADERS}第十二条",),
    trigger="报备负责人不能出庭之后",
    attachments=("证明材料",),
)

APPEARANCE_ASSESSMENT = Letter(
    code="assessment_form",
    title="行政机关负责人出庭应诉评议表",
    issuer=Office.COURT,
    to=Addressee.CASE_FILE,
    template="litigation/assessment_form",
    needs=AssessmentFacts,
    numbering=None,
    served=False,
    basis=("皖司发〔2022〕9号（十四）",),
    trigger="负责人出庭的，填写四维评议之后",
)

WITHDRAWAL_RULING = Letter(
    code="withdrawal_ruling",
    title="准许撤诉裁定书（草稿）",
    issuer=Office.COURT,
    to=Addressee.ALL_PARTIES,
    template="litigation/withdrawal_ruling",
    needs=WithdrawalFacts,
    numbering=None,
    served=True,
    basis=("《中华人民共和国行政诉讼法》第六十二条",),
    trigger="审查撤诉申请，决定准许之后",
)
