"""审理: from the summons to the judgment."""

from rules.deadlines.readings import BEFORE, before_readings
from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days, days_before, hours, months

LITIGATION = Statute.LITIGATION
INTERPRETATION = Statute.LITIGATION_INTERPRETATION
SUMMONS_BASIS = (cite(INTERPRETATION, 71), cite(Statute.LEADER_APPEARANCE, 5, 2))

SUMMON = Deadline(
    code="L_SUMMONS_3D",
    duty="送达传票、负责人出庭通知书",
    actor="法院",
    trigger="开庭之日",
    period=days_before(3),
    basis=SUMMONS_BASIS,
    confidence=Confidence.VERIFIED,
    if_missed="影响缺席处理",
    doubt="“三日前”的倒计方法与遇休假日前移为设计假设",
    readings=before_readings(3, SUMMONS_BASIS),
    chosen_by=BEFORE,
)

DECIDE_RECUSAL = Deadline(
    code="L_RECUSE_3D",
    duty="对回避申请作出决定",
    actor="法院",
    trigger="提出回避申请",
    period=days(3),
    basis=(cite(INTERPRETATION, 74, 3),),
    confidence=Confidence.VERIFIED,
    extension="可以复议一次，复议决定3日内作出",
)

ORDER_PRESERVATION = Deadline(
    code="T_PRESERVE_48H",
    duty="对紧急保全申请作出裁定",
    actor="法院",
    trigger="接受紧急保全申请",
    period=hours(48),
    basis=(cite(INTERPRETATION, 76, 3), cite(INTERPRETATION, 77, 2)),
    confidence=Confidence.VERIFIED,
    extension="诉前保全的，申请人30日内起诉",
    if_missed="解除保全",
    doubt="小时期限不因休假日顺延为实务口径",
    rolls=False,
)

FILE_AFTER_PRESERVATION = Deadline(
    code="T_PRESERVE_FILE_30D",
    duty="诉前保全后提起诉讼",
    actor="申请人",
    trigger="法院采取诉前保全措施",
    period=days(30),
    basis=(cite(INTERPRETATION, 77, 3),),
    confidence=Confidence.VERIFIED,
    if_missed="解除保全",
)

TRY_IN_6_MONTHS = Deadline(
    code="T_TRIAL_6M",
    duty="作出第一审判决",
    actor="法院",
    trigger="立案之日",
    period=months(6),
    basis=(cite(LITIGATION, 81),),
    confidence=Confidence.VERIFIED,
    extension="高级法院批准；高级法院审理的由最高法院批准",
    suspension="公告、鉴定、调解、中止、管辖异议及管辖争议的期间不计（行诉解释第五十条）；"
    "民事争议处理期间（第一百三十八条）",
    if_missed="审限违规",
)

TRY_SUMMARILY = Deadline(
    code="T_SUMMARY_45D",
    duty="简易程序审结",
    actor="法院",
    trigger="立案之日",
    period=days(45),
    basis=(cite(LITIGATION, 83),),
    confidence=Confidence.VERIFIED,
    extension="转普通程序的，审限自立案起算（行诉解释第一百零五条）",
    if_missed="转为普通程序",
)

SEND_JUDGMENT = Deadline(
    code="T_SEND_JUDG_10D",
    duty="发送当庭宣判的判决书",
    actor="法院",
    trigger="当庭宣判",
    period=days(10),
    basis=(cite(LITIGATION, 80, 2),),
    confidence=Confidence.VERIFIED,
    extension="定期宣判的，宣判后立即发给判决书",
)

WAIT_FOR_SUCCESSOR = Deadline(
    code="T_STAY_90D",
    duty="等待权利义务承受人继续诉讼，期满终结诉讼",
    actor="法院",
    trigger="因死亡、丧失行为能力或者终止而中止诉讼",
    period=days(90),
    basis=(cite(INTERPRETATION, 88, 2),),
    confidence=Confidence.VERIFIED,
    extension="有特殊情况的除外",
    if_missed="终结诉讼",
)

DEADLINES = (
    SUMMON,
    DECIDE_RECUSAL,
    ORDER_PRESERVATION,
    FILE_AFTER_PRESERVATION,
    TRY_IN_6_MONTHS,
    TRY_SUMMARILY,
    SEND_JUDGMENT,
    WAIT_FOR_SUCCESSOR,
)
