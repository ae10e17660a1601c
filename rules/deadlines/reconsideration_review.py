"""行政复议的审理与决定: copy, answer, hearing, decision (law in force since 2024-01-01)."""

from rules.deadlines.readings import BEFORE, before_readings
from rules.deadlines.reconsideration import IN_FORCE, LAW, WORKING
from rules.vocabulary.article import Confidence, cite
from rules.vocabulary.counting import BY_RECONSIDERATION
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days, working_days, working_days_before

NO_EVIDENCE = "视为没有证据、依据，决定撤销、确认违法或者责令履行（行政复议法第七十条）"
OLD_REGULATION = "实施条例所见为2007年版；公开报道称已修订、2026年7月1日起施行，新条例须核对"
HEARING_BASIS = (cite(LAW, 51, 1), WORKING)

SEND_COPY = Deadline(
    code="R_SEND_7WD",
    duty="发送复议申请书副本（普通程序）",
    actor="复议机构",
    trigger="受理复议申请",
    period=working_days(7),
    basis=(cite(LAW, 48), WORKING),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    then=("R_ANSWER_10WD",),
    valid_from=IN_FORCE,
)

SEND_COPY_SUMMARILY = Deadline(
    code="R_SEND_3WD",
    duty="发送复议申请书副本（简易程序）",
    actor="复议机构",
    trigger="受理复议申请",
    period=working_days(3),
    basis=(cite(LAW, 54, 1), WORKING),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    then=("R_ANSWER_5WD",),
    valid_from=IN_FORCE,
)

ANSWER = Deadline(
    code="R_ANSWER_10WD",
    duty="提出书面答复并提交证据、依据（普通程序）",
    actor="被申请人",
    trigger="收到复议申请书副本",
    period=working_days(10),
    basis=(cite(LAW, 48), WORKING),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    if_missed=NO_EVIDENCE,
    valid_from=IN_FORCE,
)

ANSWER_SUMMARILY = Deadline(
    code="R_ANSWER_5WD",
    duty="提出书面答复并提交证据、依据（简易程序）",
    actor="被申请人",
    trigger="收到复议申请书副本",
    period=working_days(5),
    basis=(cite(LAW, 54, 1), WORKING),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    if_missed=NO_EVIDENCE,
    valid_from=IN_FORCE,
)

NOTIFY_HEARING = Deadline(
    code="R_HEARING_5WD",
    duty="通知听证的时间、地点和拟听证事项",
    actor="复议机构",
    trigger="举行听证之日",
    period=working_days_before(5),
    basis=HEARING_BASIS,
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    doubt="“五日前”的倒计方法为设计假设",
    readings=before_readings(5, HEARING_BASIS, is_working=True),
    chosen_by=BEFORE,
    valid_from=IN_FORCE,
)

DECIDE = Deadline(
    code="R_DECIDE_60D",
    duty="作出复议决定（普通程序）",
    actor="复议机关",
    trigger="受理之日",
    period=days(60),
    basis=(cite(LAW, 62, 1),),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    extension="情况复杂的，经行政复议机构的负责人批准，至多延长30日；法律规定少于60日的从其规定",
    suspension="中止、鉴定、勘验期间不计（行政复议法第三十九条；实施条例第三十四条、第三十七条）",
    if_missed="申请人15日内可以起诉",
    doubt=OLD_REGULATION,
    max_extension_days=30,
    then=("L_AFTER_RECON_15D",),
    valid_from=IN_FORCE,
)

DECIDE_SUMMARILY = Deadline(
    code="R_DECIDE_30D",
    duty="作出复议决定（简易程序）",
    actor="复议机关",
    trigger="受理之日",
    period=days(30),
    basis=(cite(LAW, 62, 2),),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    extension="简易程序不得延长",
    suspension="中止、鉴定、勘验期间不计（行政复议法第三十九条；实施条例第三十四条、第三十七条）",
    if_missed="申请人15日内可以起诉",
    doubt=OLD_REGULATION,
    max_extension_days=0,
    then=("L_AFTER_RECON_15D",),
    valid_from=IN_FORCE,
)

WAIT_WHILE_STAYED = Deadline(
    code="R_STAY_60D",
    duty="等待中止原因消除，期满终止复议",
    actor="复议机关",
    trigger="因行政复议法第三十九条第一款第一、二、四项情形中止",
    period=days(60),
    basis=(cite(LAW, 41, item=5),),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    suspension="因调解中止（第三十九条第一款第六项）的不适用",
    if_missed="终止复议",
    valid_from=IN_FORCE,
)

REPORT_CORRECTION = Deadline(
    code="R_OPINION_60D",
    duty="报送复议意见书的纠正情况",
    actor="有关机关",
    trigger="收到复议意见书",
    period=days(60),
    basis=(cite(LAW, 76),),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    if_missed="责令、约谈、通报（行政复议法第七十七条）；处分（第八十三条）",
    valid_from=IN_FORCE,
)

DEADLINES = (
    SEND_COPY,
    SEND_COPY_SUMMARILY,
    ANSWER,
    ANSWER_SUMMARILY,
    NOTIFY_HEARING,
    DECIDE,
    DECIDE_SUMMARILY,
    WAIT_WHILE_STAYED,
    REPORT_CORRECTION,
)
