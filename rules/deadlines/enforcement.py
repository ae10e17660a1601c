"""执行与赔偿: enforcing a judgment, redoing an act, state compensation."""

from datetime import date

from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.counting import BY_CIVIL_PROCEDURE, BY_RECONSIDERATION
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days, months, same_day, years
from rules.vocabulary.proof import Nature

LITIGATION = Statute.LITIGATION
COMPENSATION = Statute.COMPENSATION

# 行政诉讼法 art. 96 (2): yuan a day for the responsible officer, from the day of expiry.
DAILY_FINE_YUAN = (50, 100)


def daily_fine_range(expired_on: date, until: date) -> tuple[int, int]:
    """Bound the fine in yuan from the day of expiry to a day, both counted; 0 before it."""
    number = max((until - expired_on).days + 1, 0)
    return DAILY_FINE_YUAN[0] * number, DAILY_FINE_YUAN[1] * number


APPLY_FOR_ENFORCEMENT = Deadline(
    code="X_ENFORCE_2Y",
    duty="申请强制执行",
    actor="权利人",
    trigger="履行期间最后一日；分期的为每期最后一日；未定期间的为法律文书送达之日",
    period=years(2),
    basis=(cite(Statute.LITIGATION_INTERPRETATION, 153),),
    confidence=Confidence.VERIFIED,
    suspension="适用诉讼时效中止、中断的规定",
    if_missed="不予受理，有正当理由的除外",
)

FINE_DAILY = Deadline(
    code="X_FINE_DAILY",
    duty="对逾期不履行的行政机关负责人按日罚款（每日50元至100元）",
    actor="法院",
    trigger="规定的履行期限届满之日",
    period=same_day(),
    basis=(cite(LITIGATION, 96, item=2),),
    confidence=Confidence.VERIFIED,
    nature=Nature.FIRST_DAY,
    rolls=False,
    is_excludable=False,
    max_extension_days=0,
    if_missed="并可公告、提出司法建议、拘留",
)

REDO_ACT = Deadline(
    code="X_REDO_60D",
    duty="重新作出行政行为（复议决定未定期限）",
    actor="被申请人",
    trigger="收到责令重新作出行政行为的复议决定",
    period=days(60),
    basis=(cite(Statute.RECONSIDERATION_REGULATION, 49, 1),),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    if_missed="处分",
    doubt="所据为2007年条例，条文未写起算日；公开报道称条例已修订、2026年7月1日起施行，新条例未取得，"
    "条文序号与期限须核对",
    valid_until=date(2026, 6, 30),
)

ASK_TO_PAY = Deadline(
    code="C_PAY_7D",
    duty="向财政部门提出支付申请",
    actor="赔偿义务机关",
    trigger="收到支付赔偿金申请",
    period=days(7),
    basis=(cite(COMPENSATION, 37, 3),),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    then=("C_PAY_15D",),
)

PAY_COMPENSATION = Deadline(
    code="C_PAY_15D",
    duty="支付赔偿金",
    actor="财政部门",
    trigger="财政部门收到支付申请",
    period=days(15),
    basis=(cite(COMPENSATION, 37, 3),),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
)

DECIDE_COMPENSATION = Deadline(
    code="C_DECIDE_2M",
    duty="作出是否赔偿的决定",
    actor="赔偿义务机关",
    trigger="收到赔偿申请",
    period=months(2),
    basis=(cite(COMPENSATION, 13, 1),),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    if_missed="3个月内可以起诉（国家赔偿法第十四条）",
    then=("C_DECIDE_SEND_10D", "C_SUE_3M"),
)

SEND_COMPENSATION_DECISION = Deadline(
    code="C_DECIDE_SEND_10D",
    duty="送达赔偿决定",
    actor="赔偿义务机关",
    trigger="作出赔偿或者不予赔偿的决定",
    period=days(10),
    basis=(cite(COMPENSATION, 13, 2), cite(COMPENSATION, 13, 3)),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
)

SUE_FOR_COMPENSATION = Deadline(
    code="C_SUE_3M",
    duty="就赔偿提起诉讼",
    actor="请求人",
    trigger="赔偿决定期限届满之日，或者作出赔偿、不予赔偿决定之日",
    period=months(3),
    basis=(cite(COMPENSATION, 14),),
    confidence=Confidence.VERIFIED,
)

CLAIM_COMPENSATION = Deadline(
    code="C_CLAIM_2Y",
    duty="请求国家赔偿",
    actor="请求人",
    trigger="知道或者应当知道侵权之日",
    period=years(2),
    basis=(cite(COMPENSATION, 39), cite(Statute.COMPENSATION_RULES, 15)),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    suspension="被羁押等限制人身自由期间不计；最后六个月内有障碍的中止",
    if_missed="丧失请求权",
)

DEADLINES = (
    APPLY_FOR_ENFORCEMENT,
    FINE_DAILY,
    REDO_ACT,
    ASK_TO_PAY,
    PAY_COMPENSATION,
    DECIDE_COMPENSATION,
    SEND_COMPENSATION_DECISION,
    SUE_FOR_COMPENSATION,
    CLAIM_COMPENSATION,
)
