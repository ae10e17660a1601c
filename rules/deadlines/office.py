"""自定期限: periods no statute fixes, which an office sets for its own letters."""

from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days

CORRECT_FILING = Deadline(
    code="A_CORRECTION",
    duty="补正起诉材料",
    actor="起诉人",
    trigger="告知补正",
    period=days(15),
    basis=(cite(Statute.LITIGATION, 51, 3), cite(Statute.LITIGATION_INTERPRETATION, 55, 2)),
    confidence=Confidence.ASSUMED,
    if_missed="转立案庭，由人民法院依法决定",
    doubt="法律没有规定补正的日数，十五日为设计假设，由人民法院在告知书中指定",
)

DEADLINES = (CORRECT_FILING,)
