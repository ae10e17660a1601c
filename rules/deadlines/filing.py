"""起诉: by when an action must be brought."""

from rules.vocabulary.article import Article, Confidence, Statute, cite
from rules.vocabulary.deadline import Deadline, Limit, Since
from rules.vocabulary.period import days, months, same_day, years

LITIGATION = Statute.LITIGATION
INTERPRETATION = Statute.LITIGATION_INTERPRETATION
SUIT_LOST = "不予立案；已经立案的驳回起诉（行诉解释第六十九条第一款第二项）"
TOLLING = "不可归责于自身的原因耽误的时间不计入（行政诉讼法第四十八条第一款）"
LATE_PERMISSION = "其他特殊情况，障碍消除后10日内申请延长（行政诉讼法第四十八条第二款）"

OBJECTIVE_LIMIT = Limit(
    title="最长起诉期限",
    since=Since.MADE_ON,
    event="行政行为作出之日",
    period=years(5),
    immovable_period=years(20),
    basis=(cite(LITIGATION, 46, 2), cite(INTERPRETATION, 65)),
)

FILE_WITHIN_6_MONTHS = Deadline(
    code="L_FILE_6M",
    duty="提起行政诉讼",
    actor="原告",
    trigger="知道或者应当知道作出行政行为之日",
    period=months(6),
    basis=(cite(LITIGATION, 46, 1),),
    confidence=Confidence.VERIFIED,
    extension=f"{LATE_PERMISSION}；法律另有规定的从其规定",
    suspension=TOLLING,
    if_missed=SUIT_LOST,
    limits=(OBJECTIVE_LIMIT,),
)

FILE_WITHIN_5_YEARS = Deadline(
    code="L_FILE_MAX_5Y",
    duty="提起行政诉讼（最长期限）",
    actor="原告",
    trigger="行政行为作出之日",
    period=years(5),
    basis=(cite(LITIGATION, 46, 2), cite(INTERPRETATION, 65)),
    confidence=Confidence.VERIFIED,
    suspension="客观最长期限，不扣除（通说）",
    if_missed="不予受理",
    is_excludable=False,
    max_extension_days=0,
)

FILE_WITHIN_20_YEARS = Deadline(
    code="L_FILE_MAX_20Y",
    duty="提起行政诉讼（不动产案件最长期限）",
    actor="原告",
    trigger="行政行为作出之日",
    period=years(20),
    basis=(cite(LITIGATION, 46, 2), cite(INTERPRETATION, 65)),
    confidence=Confidence.VERIFIED,
    suspension="客观最长期限，不扣除（通说）",
    if_missed="不予受理",
    is_excludable=False,
    max_extension_days=0,
)

FILE_WHEN_UNTOLD = Deadline(
    code="L_FILE_UNTOLD_1Y",
    duty="提起行政诉讼（未告知起诉期限）",
    actor="原告",
    trigger="知道或者应当知道行政行为内容之日",
    period=years(1),
    basis=(cite(INTERPRETATION, 64, 1),),
    confidence=Confidence.VERIFIED,
    suspension="最长一年，不扣除（通说）；自知道起诉期限起的六个月可以扣除",
    if_missed="不予受理",
    doubt="一年之内可否扣除有争议，此处从严",
    is_excludable=False,
    max_extension_days=0,
    limits=(
        Limit(
            title="自知道起诉期限起的起诉期限",
            since=Since.TOLD_ON,
            event="知道或者应当知道起诉期限之日",
            period=months(6),
            basis=(cite(INTERPRETATION, 64, 1), cite(LITIGATION, 46, 1)),
            is_excludable=True,
        ),
        OBJECTIVE_LIMIT,
    ),
)

PERFORM_WITHIN_2_MONTHS = Deadline(
    code="L_NONPERF_2M",
    duty="履行法定职责",
    actor="行政机关",
    trigger="接到履行职责的申请",
    period=months(2),
    basis=(cite(LITIGATION, 47, 1),),
    confidence=Confidence.VERIFIED,
    extension="法律、法规另有规定的从其规定；紧急情况不受限（行政诉讼法第四十七条第二款）",
    if_missed="可以起诉；2024年起不履行法定职责须先申请行政复议（行政复议法第二十三条第一款第三项）",
)

FILE_FOR_NONPERFORMANCE = Deadline(
    code="L_NONPERF_FILE_6M",
    duty="对不履行法定职责提起诉讼",
    actor="原告",
    trigger="履行职责期限届满之日",
    period=months(6),
    basis=(cite(INTERPRETATION, 66),),
    confidence=Confidence.VERIFIED,
    extension=LATE_PERMISSION,
    suspension=TOLLING,
    if_missed="驳回起诉",
    doubt="2024年起不履行法定职责须先申请行政复议，经复议的另有十五日的起诉期限"
    "（行政复议法第二十三条第一款第三项、第三十四条）",
    follows="L_NONPERF_2M",
)

FILE_AFTER_RECONSIDERATION = Deadline(
    code="L_AFTER_RECON_15D",
    duty="不服复议决定或者复议逾期不决定提起诉讼",
    actor="原告",
    trigger="收到复议决定书或者复议期满之日",
    period=days(15),
    basis=(cite(LITIGATION, 45), cite(Statute.RECONSIDERATION, 34)),
    confidence=Confidence.VERIFIED,
    extension=f"{LATE_PERMISSION}；未告知起诉期限的最长一年（行诉解释第六十四条第二款）",
    suspension=TOLLING,
    if_missed="驳回起诉",
)

ASK_FOR_LATE_FILING = Deadline(
    code="L_FORCE_EXT_10D",
    duty="申请延长起诉期限",
    actor="原告",
    trigger="障碍消除",
    period=days(10),
    basis=(cite(LITIGATION, 48, 2),),
    confidence=Confidence.VERIFIED,
    extension="是否准许由法院裁量",
    if_missed="丧失申请延长的机会",
)

DEDUCT_MEDIATION = Deadline(
    code="M_LIMIT_DEDUCT",
    duty="扣除诉前调解占用期间后的起诉期限",
    actor="原告",
    trigger="起诉期限未顺延的届满日",
    period=same_day(),
    basis=(cite(LITIGATION, 48, 1), Article(Statute.DIVERSIFIED_RESOLUTION)),
    confidence=Confidence.KNOWN_MEDIUM,
    suspension="诉前调解占用的期间首尾均计，恶意拖延、虚假调解除外",
    if_missed=SUIT_LOST,
    doubt="法发〔2021〕36号全文未取得，扣除规则须核对原文",
)

DEADLINES = (
    FILE_WITHIN_6_MONTHS,
    FILE_WITHIN_5_YEARS,
    FILE_WITHIN_20_YEARS,
    FILE_WHEN_UNTOLD,
    PERFORM_WITHIN_2_MONTHS,
    FILE_FOR_NONPERFORMANCE,
    FILE_AFTER_RECONSIDERATION,
    ASK_FOR_LATE_FILING,
    DEDUCT_MEDIATION,
)
