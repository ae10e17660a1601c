"""The fifty kinds of documents that the five seeds ask for, and which of our letters is each.

The list is that of the seeds' catalogue, in its order and with the elements it names. An element is
looked for in the letters themselves, filled with sample facts, and in their templates
(tests/docs/test_documents.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredDocument:
    """A kind of document: what it is called, our letters, and what it must hold.

    `elements` maps an element, in the catalogue's words, to words by which the letters have it.
    Of one that needs proof of service every letter is served, or goes out with one that is. What
    must be done by a day is in `deadlines`.
    """

    number: int
    title: str
    letters: tuple[str, ...]
    elements: Mapping[str, str] = field(default_factory=dict)
    needs_proof: bool = False
    deadlines: tuple[str, ...] = ()


def _one(
    number: int,
    title: str,
    letters: str,
    *,
    needs_proof: bool = False,
    deadlines: tuple[str, ...] = (),
    **elements: str,
) -> RequiredDocument:
    return RequiredDocument(
        number=number,
        title=title,
        letters=tuple(letters.split()),
        elements=elements,
        needs_proof=needs_proof,
        deadlines=deadlines,
    )


REQUIRED: Final[tuple[RequiredDocument, ...]] = (
    _one(1, "收件凭证", "receipt", 注明日期="日向本院提交的起诉材料已经收到"),
    _one(
        2,
        "补正告知",
        "correction_notice",
        needs_proof=True,
        一次性列明="已经列明全部需要补正的内容",
    ),
    _one(3, "八看审查表", "eight_checks_form", 审查结论="结论"),
    _one(
        4,
        "诉前调解征询、告知书",
        "mediation_inquiry",
        needs_proof=True,
        自愿="调解完全自愿",
        期限="调解期限为",
        效力="效力",
        保密="调解内容保密",
        可随时退出="任何时候都可以退出",
    ),
    _one(
        5,
        "同意书、拒绝记录",
        "consent_record",
        同意="诉前调解同意书",
        拒绝="诉前调解意愿记录",
        自愿="出于自愿",
    ),
    _one(6, "诉前化解建议函", "suggestion", 反馈期限="反馈时限与联系方式"),
    _one(
        7,
        "委派、委托调解函和材料清单",
        "referral commission commission_on_appeal",
        材料清单="移交材料清单",
        签收回执="签收回执",
    ),
    _one(
        8,
        "调解员权利义务告知与披露声明",
        "mediator_disclosure",
        needs_proof=True,
        权利="您的权利",
        披露声明="需要披露的情形",
    ),
    _one(9, "回避申请、决定", "recusal_application recusal_decision_letter", 复议="复议一次"),
    _one(10, "调解方案", "mediation_scheme_letter", 焦点="争议焦点", 方案="初步方案"),
    _one(11, "调解笔录", "session_record trial_session_record", 核对签名="核对无误后签名"),
    _one(
        12, "无争议事实记载（当事人签字）", "undisputed_facts_record", 当事人签字="核对无误后签名"
    ),
    _one(13, "延长调解同意书（双方）", "extension_consent", 双方签字="双方"),
    _one(
        14,
        "终止调解通知和结案报告",
        "termination trial_mediation_end closing_report",
        终止原因="原因",
        结案报告="结案报告",
    ),
    _one(
        15,
        "和解（调解）协议书",
        "settlement",
        needs_proof=True,
        基本情况="案由为",
        事实="提交起诉材料",
        结果="达成如下协议",
        履行方式和期限="应付日期",
        签章="盖章",
    ),
    _one(
        16,
        "司法确认申请书（共同）",
        "confirmation_application",
        共同申请="申请人（行政机关）之一",
        请求确认="请求事项：确认",
    ),
    _one(
        17,
        "行政诉前调解书、驳回确认裁定",
        "prefiling_instrument confirmation_refusal",
        needs_proof=True,
        驳回="驳回",
    ),
    _one(
        18,
        "材料移交单（转立案）",
        "material_handover",
        起诉材料="起诉材料",
        封存不移送="封存、不移送的材料",
    ),
    _one(
        19,
        "应诉通知书、起诉状副本、举证通知、权利义务和负责人出庭告知",
        "notice_of_action evidence_notice rights_notice",
        needs_proof=True,
        起诉状副本="起诉状副本",
        举证="举证期限",
        权利义务="诉讼权利",
        负责人出庭="负责人应当出庭",
    ),
    _one(
        20,
        "应诉交办单（五字段）",
        "assignment_sheet",
        应诉责任单位="应诉责任单位",
        机关负责人="机关负责人",
        应诉人员="应诉人员",
        办理意见="办理意见",
        化解时限="化解时限",
    ),
    _one(
        21,
        "案件报备表（三日）",
        "case_report_form",
        deadlines=("YC_REPORT_3D",),
        报备期限="报备期限",
    ),
    _one(
        22,
        "答辩状、证据清单、规范依据",
        "defence_frame evidence_list",
        证据清单="证据清单",
        规范依据="规范性文件",
    ),
    _one(
        23,
        "负责人出庭通知书（三日前）",
        "leader_notice",
        needs_proof=True,
        deadlines=("L_SUMMONS_3D",),
    ),
    _one(
        24,
        "负责人身份证明、不能出庭说明和证明材料（盖章）",
        "leader_identity absence_statement",
        身份证明="身份证明",
        证明材料="证明材料",
    ),
    _one(25, "授权委托书（具体权限）", "letter_of_authority", 具体权限="权限"),
    _one(
        26,
        "出庭负责人报备名单",
        "attendance_report",
        deadlines=("YC_LEADER_3D_BEFORE",),
        负责人="负责人",
    ),
    _one(
        27,
        "实质性化解方案",
        "resolution_plan_letter",
        起因="起因",
        前期="前期",
        措施="措施",
        证据="证据",
    ),
    _one(
        28,
        "包保责任书",
        "guarantee_letter",
        包保责任单位="包保责任单位",
        包保领导="包保领导",
        包保责任人="包保责任人",
    ),
    _one(
        29,
        "庭审评议表（四维）、三出登记",
        "assessment_form three_outs_register",
        遵守法庭纪律="遵守法庭纪律",
        庭审发言="庭审发言",
        争议化解="争议化解",
        判决履行="判决履行",
        三出="出庭、出声、出解登记表",
    ),
    _one(30, "撤诉申请、准许裁定", "withdrawal_application withdrawal_ruling", 准许="准许"),
    _one(31, "行政调解书", "mediation_instrument", needs_proof=True, 签收="签收"),
    _one(
        32, "判后答疑告知书（与裁判同送）", "explanation_notice", needs_proof=True, 同送="裁判文书"
    ),
    _one(33, "答疑笔录", "explanation_record", 提问和解答="提问和解答", 核对签名="核对无误后签名"),
    _one(
        34,
        "败诉分析报告（十日，附裁判）",
        "loss_report",
        deadlines=("YC_LOSS_10D",),
        附裁判="裁判文书随报告一并报送",
    ),
    _one(
        35,
        "履行通知、履行情况报告、执行和解协议",
        "performance_notice performance_report execution_settlement",
        履行="履行",
    ),
    _one(
        36,
        "司法建议书和回复函",
        "judicial_suggestion procuratorial_suggestion",
        needs_proof=True,
        问题与建议一一对应="针对第（一）个问题",
        反馈时限="两个月内",
        联系人="联系人",
        抄送="抄送",
        回复="采纳",
    ),
    _one(
        37,
        "行政复议文书：补正、受理、不予受理、答复通知、停止执行、中止、恢复、延期、听证通知、"
        "调解书、决定书、意见书、建议书、终止",
        "recon_cure_notice recon_acceptance_notice recon_refusal recon_answer_notice "
        "recon_stop_execution_order recon_stay_notice recon_resumption_notice "
        "recon_extension_notice recon_hearing_notice recon_instrument recon_decision_letter "
        "recon_opinion recon_suggestion recon_termination",
        needs_proof=True,
        救济="起诉",
    ),
    _one(38, "工作提醒函", "work_reminder", 情形="化解不力的情形"),
    _one(39, "专项通报", "special_circular conduct_circular", 通报="通报"),
    _one(40, "约谈通知与纪要", "interview_notice interview_minutes", 约谈="约谈"),
    _one(
        41,
        "半年、年度、季度报告",
        "bureau_report agency_report",
        deadlines=("YC_HALF_YEAR", "SL_QUARTER"),
        报告="报告",
    ),
    _one(42, "联席会议通知、纪要", "meeting_notice meeting_minutes", 议题="议题"),
    _one(
        43,
        "督办单、销号单",
        "supervision_order supervision_close_out",
        报告期限="报告期限",
        完成时限="完成时限",
    ),
    _one(44, "线索移送函", "clue_transfer", 线索情形="线索情形"),
    _one(
        45,
        "容错认定单",
        "tolerance_finding",
        主动纠正="是否主动纠正",
        后果="影响和后果",
        认定意见="认定意见",
    ),
    _one(
        46,
        "回访记录",
        "visit_record",
        履行情况="履行情况",
        评价="对化解结果的评价",
        新争议="有无新的争议",
    ),
    _one(47, "补贴审批表", "subsidy_form", 补贴标准="补贴标准", 核对="核对事项", 审批="审批意见"),
    _one(48, "信访和稳定风险评估表", "risk_form", 信访风险="信访风险", 社会稳定风险="社会稳定风险"),
    _one(49, "律师指派、法援转介单", "lawyer_assignment_letter legal_aid_referral", 转介="转介"),
    _one(50, "信息移送清单", "information_transfer", 类别="类别", 事由和进展="事由和进展"),
)
