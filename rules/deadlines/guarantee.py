"""包保: the day by which a guaranteed case is to be settled, as the guarantee names it."""

from rules.vocabulary.article import Article, Confidence, Statute
from rules.vocabulary.counting import LOCALLY
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import same_day

RESOLVE = Deadline(
    code="A_GUARANTEE",
    duty="包保案件在约定的时限以前化解",
    actor="被诉行政机关",
    trigger="包保责任书写明的化解时限",
    period=same_day(),
    basis=(Article(Statute.YICHENG_OPINION, "二（四）"),),
    confidence=Confidence.SEED,
    counting=LOCALLY,
    if_missed="包保领导说明情况，继续化解",
    doubt="日期由包保责任书写明，文件没有规定日数；遇休假日顺延为设计假设",
)

DEADLINES = (RESOLVE,)
