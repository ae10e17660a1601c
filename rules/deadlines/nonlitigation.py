"""非诉行政执行: demand, application, review."""

from rules.deadlines.readings import SEVEN_DAYS
from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.counting import BY_COERCION
from rules.vocabulary.deadline import Deadline, Reading
from rules.vocabulary.period import after_working_days, days, months, working_days
from rules.vocabulary.proof import Nature

COERCION = Statute.COERCION
INTERPRETATION = Statute.LITIGATION_INTERPRETATION
RULE_BASIS = (cite(COERCION, 57), cite(COERCION, 69))

WAIT_AFTER_DEMAND = Deadline(
    code="N_URGE_10WD",
    duty="催告期满后申请强制执行",
    actor="行政机关",
    trigger="催告书送达",
    period=after_working_days(10),
    basis=(cite(COERCION, 54), cite(COERCION, 69)),
    confidence=Confidence.VERIFIED,
    counting=BY_COERCION,
    nature=Nature.FIRST_DAY,
    if_missed="提前申请的不予受理",
    then=("N_APPLY_3M",),
)

APPLY_TO_COURT = Deadline(
    code="N_APPLY_3M",
    duty="申请法院强制执行",
    actor="行政机关",
    trigger="法定起诉（复议）期限届满之日",
    period=months(3),
    basis=(cite(COERCION, 53), cite(INTERPRETATION, 156)),
    confidence=Confidence.VERIFIED,
    counting=BY_COERCION,
    extension="有正当理由的除外",
    if_missed="不予受理",
)

ACCEPT_APPLICATION = Deadline(
    code="N_COURT_ACCEPT_5WD",
    duty="决定是否受理强制执行申请",
    actor="法院",
    trigger="接到强制执行申请",
    period=working_days(5),
    basis=(cite(COERCION, 56, 1), cite(COERCION, 69), cite(INTERPRETATION, 155, 3)),
    confidence=Confidence.VERIFIED,
    counting=BY_COERCION,
    extension="不予受理的，行政机关15日内可以申请复议，上一级法院15日内裁定",
    then=("N_ACCEPT_REVIEW_15D", "N_COURT_RULE_7WD"),
)

ASK_REVIEW_OF_REFUSAL = Deadline(
    code="N_ACCEPT_REVIEW_15D",
    duty="对不予受理裁定申请复议",
    actor="行政机关",
    trigger="收到不予受理裁定",
    period=days(15),
    basis=(cite(COERCION, 56, 2),),
    confidence=Confidence.VERIFIED,
    counting=BY_COERCION,
    then=("N_ACCEPT_REVIEW_RULE_15D",),
)

RULE_ON_REFUSAL = Deadline(
    code="N_ACCEPT_REVIEW_RULE_15D",
    duty="对不予受理的复议申请作出裁定",
    actor="上一级法院",
    trigger="收到复议申请",
    period=days(15),
    basis=(cite(COERCION, 56, 2),),
    confidence=Confidence.VERIFIED,
    counting=BY_COERCION,
)

RULE_ON_ENFORCEMENT = Deadline(
    code="N_COURT_RULE_7WD",
    duty="作出是否执行的裁定",
    actor="法院",
    trigger="受理强制执行申请",
    period=working_days(7),
    basis=RULE_BASIS,
    confidence=Confidence.VERIFIED,
    counting=BY_COERCION,
    extension="有明显违法情形须听取意见的，30日内裁定（强制法第五十八条）",
    doubt="强制法第五十七条“七日”（工作日）与行诉解释第一百六十条“七日”（自然日）冲突",
    readings=(
        Reading(key="working", title="按工作日计", period=working_days(7), basis=RULE_BASIS),
        Reading(
            key="calendar",
            title="按自然日计",
            period=days(7),
            basis=(cite(INTERPRETATION, 160, 1),),
        ),
    ),
    chosen_by=SEVEN_DAYS,
    then=("N_COURT_RULE_30D", "N_DENIAL_SEND_5WD"),
)

RULE_AFTER_HEARING = Deadline(
    code="N_COURT_RULE_30D",
    duty="对明显违法的执行申请作出裁定",
    actor="法院",
    trigger="受理强制执行申请",
    period=days(30),
    basis=(cite(COERCION, 58, 2), cite(INTERPRETATION, 160, 2)),
    confidence=Confidence.VERIFIED,
    counting=BY_COERCION,
    then=("N_DENIAL_SEND_5WD",),
)

SEND_DENIAL = Deadline(
    code="N_DENIAL_SEND_5WD",
    duty="送达不予执行的裁定",
    actor="法院",
    trigger="裁定不予执行",
    period=working_days(5),
    basis=(cite(COERCION, 58, 2), cite(COERCION, 69)),
    confidence=Confidence.VERIFIED,
    counting=BY_COERCION,
)

DEADLINES = (
    WAIT_AFTER_DEMAND,
    APPLY_TO_COURT,
    ACCEPT_APPLICATION,
    ASK_REVIEW_OF_REFUSAL,
    RULE_ON_REFUSAL,
    RULE_ON_ENFORCEMENT,
    RULE_AFTER_HEARING,
    SEND_DENIAL,
)
