"""回访: when a resolved or withdrawn case is visited again; the times are the office's own."""

from rules.vocabulary.article import Article, Confidence, Statute
from rules.vocabulary.counting import LOCALLY
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days

_VISITS = (Article(Statute.WUJIAGANG_PLAN, "五（十）"),)
_UNDATED = "文件要求回访和跟踪，没有规定时间，三十日、九十日为设计假设，由地方配置"
_EVENT = "案件化解或者撤诉，转入回访"
_NEVER_SKIPPED = "列为逾期，仍须回访"

FIRST_VISIT = Deadline(
    code="F_VISIT_1",
    duty="首次回访",
    actor="法院",
    trigger=_EVENT,
    period=days(30),
    basis=_VISITS,
    confidence=Confidence.ASSUMED,
    counting=LOCALLY,
    if_missed=_NEVER_SKIPPED,
    doubt=_UNDATED,
    length_from="follow_up.first_days",
)

SECOND_VISIT = Deadline(
    code="F_VISIT_2",
    duty="再次回访",
    actor="法院",
    trigger=_EVENT,
    period=days(90),
    basis=_VISITS,
    confidence=Confidence.ASSUMED,
    counting=LOCALLY,
    if_missed=_NEVER_SKIPPED,
    doubt=_UNDATED,
    length_from="follow_up.second_days",
)

DEADLINES = (FIRST_VISIT, SECOND_VISIT)
