"""调解: before docketing, in trial, and its confirmation."""

from rules.deadlines.readings import REGIME
from rules.vocabulary.article import Article, Confidence, Statute, cite
from rules.vocabulary.counting import BY_CIVIL_PROCEDURE, BY_ONLINE_MEDIATION
from rules.vocabulary.deadline import Deadline, Reading
from rules.vocabulary.period import days, months, working_days
from rules.vocabulary.region import PrefilingRegime

INVITED = Statute.INVITED_MEDIATION
ONLINE = Statute.ONLINE_MEDIATION
RESOLUTION = Article(Statute.DIVERSIFIED_RESOLUTION)
PREFILING_BASIS = (cite(INVITED, 27, 1), cite(INVITED, 27, 3), cite(ONLINE, 24))
UNREAD = "法发〔2021〕36号全文未取得，须核对原文"

REPLY_TO_MEDIATION = Deadline(
    code="M_CONSENT_3WD",
    duty="答复是否同意诉前调解",
    actor="当事人",
    trigger="收到诉前调解征询",
    period=working_days(3),
    basis=(cite(ONLINE, 15),),
    confidence=Confidence.ASSUMED,
    counting=BY_ONLINE_MEDIATION,
    if_missed="视为不同意，转立案审查",
    doubt="第十五条的三个工作日是调解员协助通知、询问的期限，当事人答复的期限条文没有规定，"
    "三个工作日为设计假设；行政案件线下征询为参照",
    length_from="consent_reply_days",
)

ACCEPT_REFERRAL = Deadline(
    code="M_ACCEPT_3WD",
    duty="确认接受委派",
    actor="调解组织、调解员",
    trigger="收到委派",
    period=working_days(3),
    basis=(cite(ONLINE, 12, 1),),
    confidence=Confidence.VERIFIED,
    counting=BY_ONLINE_MEDIATION,
    if_missed="人民法院、当事人可以重新指定或者选定（在线调解规则第十二条第二款）",
    doubt="线下委派为参照",
)

MEDIATE_BEFORE_DOCKETING = Deadline(
    code="M_PRE_30D",
    duty="完成诉前调解",
    actor="调解组织",
    trigger="调解员签收或者平台确认之日（不是登记日）",
    period=days(30),
    basis=PREFILING_BASIS,
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    extension="双方同意的可以延长",
    suspension="鉴定、评估期间不计（在线调解规则第二十六条）",
    if_missed="转立案",
    doubt="在线调解规则第三条明文含行政纠纷；特邀调解规定对行政案件为参照",
    readings=(
        Reading(
            key=PrefilingRegime.REFERRAL,
            title=PrefilingRegime.REFERRAL.label,
            period=days(30),
            basis=PREFILING_BASIS,
        ),
        Reading(
            key=PrefilingRegime.CENTER,
            title=PrefilingRegime.CENTER.label,
            period=days(30),
            basis=PREFILING_BASIS,
        ),
        Reading(
            key=PrefilingRegime.DOCKET_FIRST,
            title=PrefilingRegime.DOCKET_FIRST.label,
            period=days(15),
            basis=(cite(INVITED, 27, 2), cite(ONLINE, 24)),
        ),
    ),
    chosen_by=REGIME,
    is_disputed=False,
    length_from="mediation_days",
)

SHOW_PROGRESS = Deadline(
    code="M_PRE_1M",
    duty="诉前调解取得实质进展，否则终止调解",
    actor="调解组织",
    trigger="诉前调解开始",
    period=months(1),
    basis=(RESOLUTION,),
    confidence=Confidence.KNOWN_MEDIUM,
    counting=BY_CIVIL_PROCEDURE,
    if_missed="终止调解，转立案",
    doubt=UNREAD,
)

STOP_MEDIATION = Deadline(
    code="M_PRE_3M_STOP",
    duty="诉前调解解决争议，否则终止调解",
    actor="调解组织",
    trigger="诉前调解开始",
    period=months(3),
    basis=(RESOLUTION,),
    confidence=Confidence.KNOWN_MEDIUM,
    counting=BY_CIVIL_PROCEDURE,
    if_missed="终止调解，转立案",
    doubt=UNREAD,
)

MEDIATE_IN_TRIAL = Deadline(
    code="M_IN_15D",
    duty="完成委托调解（普通程序）",
    actor="调解组织",
    trigger="调解员签收委托",
    period=days(15),
    basis=(cite(INVITED, 27, 2),),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    extension="双方同意的可以延长，延长期间不计入审限",
    suspension="调解期间不计入审限（行诉解释第五十条）",
    if_missed="及时判决（行诉解释第八十六条）",
    length_from="in_trial_mediation_days",
)

MEDIATE_IN_SUMMARY_TRIAL = Deadline(
    code="M_IN_7D",
    duty="完成委托调解（简易程序）",
    actor="调解组织",
    trigger="调解员签收委托",
    period=days(7),
    basis=(cite(INVITED, 27, 2),),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    extension="双方同意的可以延长，延长期间不计入审限",
    suspension="调解期间不计入审限（行诉解释第五十条）",
    if_missed="及时判决（行诉解释第八十六条）",
)

APPLY_FOR_CONFIRMATION = Deadline(
    code="M_CONFIRM_30D",
    duty="共同申请确认调解协议",
    actor="双方当事人",
    trigger="调解协议生效",
    period=days(30),
    basis=(cite(Statute.CIVIL_PROCEDURE, 205), RESOLUTION),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    if_missed="不再确认；可以履行协议或者起诉",
    doubt=f"行政案件的依据（法发〔2021〕36号）未核对：{UNREAD}",
)

ACCEPT_CONFIRMATION = Deadline(
    code="M_CONFIRM_ACCEPT_3D",
    duty="决定是否受理确认申请",
    actor="法院",
    trigger="收到确认申请",
    period=days(3),
    basis=(cite(Statute.MEDIATION_CONFIRMATION, 4, 1),),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    doubt="人民调解的规定，行政案件为参照",
    then=("M_CONFIRM_REVIEW",),
)

# The row's meaning here: 3 days to accept, then 15 to review, counted as one chain.
REVIEW_CONFIRMATION = Deadline(
    code="M_CONFIRM_REVIEW",
    duty="受理并审查确认申请",
    actor="法院",
    trigger="收到确认申请",
    period=days(3, then=days(15)),
    basis=(
        cite(Statute.MEDIATION_CONFIRMATION, 4, 1),
        cite(Statute.MEDIATION_CONFIRMATION, 5, 1),
    ),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    extension="院长批准可以延长10日",
    doubt="人民调解的规定，行政案件为参照",
    max_extension_days=10,
)

DEADLINES = (
    REPLY_TO_MEDIATION,
    ACCEPT_REFERRAL,
    MEDIATE_BEFORE_DOCKETING,
    SHOW_PROGRESS,
    STOP_MEDIATION,
    MEDIATE_IN_TRIAL,
    MEDIATE_IN_SUMMARY_TRIAL,
    APPLY_FOR_CONFIRMATION,
    ACCEPT_CONFIRMATION,
    REVIEW_CONFIRMATION,
)
