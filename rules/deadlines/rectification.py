"""整改: the day an agency sets itself for each measure of its rectification."""

from rules.vocabulary.article import Article, Confidence, Statute
from rules.vocabulary.counting import LOCALLY
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import same_day

RECTIFY = Deadline(
    code="S_RECTIFY",
    duty="完成整改事项并销号",
    actor="被诉行政机关",
    trigger="整改台账所定的完成日期",
    period=same_day(),
    basis=(Article(Statute.SHANGLUO_MEASURES, "第九条"),),
    confidence=Confidence.ASSUMED,
    counting=LOCALLY,
    rolls=False,
    if_missed="催办",
    doubt="日期由整改台账自定，不是法定期间，遇休假日不顺延为设计假设",
)

DEADLINES = (RECTIFY,)
