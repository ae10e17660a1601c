"""再审: a third party's time to apply, the court's to order a retrial, and then to try the case."""

from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days, months

LITIGATION = Statute.LITIGATION
INTERPRETATION = Statute.LITIGATION_INTERPRETATION
HIGHER_COURT = "高级法院批准；高级法院审理的由最高法院批准"

APPLY_AS_THIRD_PARTY = Deadline(
    code="L_RETRIAL_THIRD_6M",
    duty="未能参加诉讼的第三人申请再审",
    actor="当事人",
    trigger="知道或者应当知道其合法权益受到损害",
    period=months(6),
    basis=(cite(INTERPRETATION, 30, 3),),
    confidence=Confidence.VERIFIED,
    suspension="条文没有规定扣除、中止",
    if_missed="裁定驳回再审申请（行诉解释第一百一十六条第二款）",
    doubt="是否为不变期间须人工核对",
)

ORDER_ON_PROTEST = Deadline(
    code="T_PROTEST_30D",
    duty="对抗诉案件作出再审裁定",
    actor="法院",
    trigger="收到抗诉书",
    period=days(30),
    basis=(cite(INTERPRETATION, 124, 1),),
    confidence=Confidence.VERIFIED,
    if_missed="审限违规",
)

REVIEW_RETRIAL_SUGGESTION = Deadline(
    code="T_RETRIAL_SUGG_3M",
    duty="审查再审检察建议",
    actor="法院",
    trigger="收到再审检察建议",
    period=months(3),
    basis=(cite(INTERPRETATION, 126),),
    confidence=Confidence.VERIFIED,
    if_missed="审限违规",
)

RETRY_AS_FIRST_INSTANCE = Deadline(
    code="T_RETRIAL_TRY_6M",
    duty="审结再审案件（按第一审程序）",
    actor="法院",
    trigger="再审立案",
    period=months(6),
    basis=(cite(INTERPRETATION, 50, 2), cite(LITIGATION, 81)),
    confidence=Confidence.VERIFIED,
    extension=HIGHER_COURT,
    suspension="公告、鉴定、调解、中止等期间不计（行诉解释第五十条第一款）",
    if_missed="审限违规",
)

RETRY_AS_SECOND_INSTANCE = Deadline(
    code="T_RETRIAL_TRY_3M",
    duty="审结再审案件（按第二审程序）",
    actor="法院",
    trigger="再审立案",
    period=months(3),
    basis=(cite(INTERPRETATION, 50, 2), cite(LITIGATION, 88)),
    confidence=Confidence.VERIFIED,
    extension=HIGHER_COURT,
    suspension="公告、鉴定、调解、中止等期间不计（行诉解释第五十条第一款）",
    if_missed="审限违规",
)

DEADLINES = (
    APPLY_AS_THIRD_PARTY,
    ORDER_ON_PROTEST,
    REVIEW_RETRIAL_SUGGESTION,
    RETRY_AS_FIRST_INSTANCE,
    RETRY_AS_SECOND_INSTANCE,
)
