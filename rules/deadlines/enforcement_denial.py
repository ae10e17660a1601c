"""不准予强制执行之后: the agency may ask the court above."""

from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.counting import BY_COERCION
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days

_BASIS = (cite(Statute.COERCION, 58, 3),)

ASK_REVIEW_OF_DENIAL = Deadline(
    code="N_DENIAL_REVIEW_15D",
    duty="对不予执行裁定申请复议",
    actor="行政机关",
    trigger="收到不予执行裁定",
    period=days(15),
    basis=_BASIS,
    confidence=Confidence.VERIFIED,
    counting=BY_COERCION,
    if_missed="不予执行裁定不再复议",
    then=("N_DENIAL_REVIEW_RULE_30D",),
)

RULE_ON_DENIAL = Deadline(
    code="N_DENIAL_REVIEW_RULE_30D",
    duty="对不予执行的复议申请作出裁定",
    actor="上一级法院",
    trigger="收到复议申请",
    period=days(30),
    basis=_BASIS,
    confidence=Confidence.VERIFIED,
    counting=BY_COERCION,
)

DEADLINES = (ASK_REVIEW_OF_DENIAL, RULE_ON_DENIAL)
