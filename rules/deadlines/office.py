"""自定期限: periods no statute fixes, which an office sets for its own letters."""

from rules.vocabulary.article import Article, Confidence, Statute, cite
from rules.vocabulary.counting import BY_RECONSIDERATION, LOCALLY
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days, hours, working_days

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

ASK_FOR_WISHES = Deadline(
    code="A_WISH_3WD",
    duty="了解申请人的诉求和调解意愿",
    actor="复议机构",
    trigger="受理复议申请",
    period=working_days(3),
    basis=(Article(Statute.RUZHOU_PLAN),),
    confidence=Confidence.ASSUMED,
    counting=BY_RECONSIDERATION,
    if_missed="办案要求，不影响复议程序的效力",
    doubt="文件只写在受理环节了解诉求和意愿，没有写日数，三个工作日为设计假设",
)

REPORT_GRAVE_CASE = Deadline(
    code="A_ALERT_24H",
    duty="缓解疏导重大敏感案件并向上级主管部门汇报",
    actor="被诉行政机关",
    trigger="案件登记时带有风险标签，或者评估为高风险",
    period=hours(24),
    basis=(
        Article(Statute.YICHENG_OPINION, "三（三）"),
        Article(Statute.WUJIAGANG_PLAN, "四（三）"),
    ),
    confidence=Confidence.ASSUMED,
    counting=LOCALLY,
    if_missed="逐级提请督促",
    doubt="文件只写“及时”“立即”，没有写时数，二十四小时为设计假设",
    length_from="alert_hours",
)

DEADLINES = (CORRECT_FILING, ASK_FOR_WISHES, REPORT_GRAVE_CASE)
