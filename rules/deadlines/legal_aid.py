"""法律援助: how long the agency may take over an application."""

from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.counting import BY_CIVIL_PROCEDURE
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days

REVIEW_AID = Deadline(
    code="L_AID_7D",
    duty="审查法律援助申请",
    actor="法律援助机构",
    trigger="收到法律援助申请",
    period=days(7),
    basis=(cite(Statute.LEGAL_AID, 43, 1),),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    extension="材料不齐全的一次性告知补充",
    if_missed="申请人可以向司法行政部门反映",
    doubt="该法没有规定日的算法，按自然日计、末日遇休假日顺延为设计假设；以转介之日为收到之日",
)

DEADLINES = (REVIEW_AID,)
