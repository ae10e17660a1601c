"""立案与答辩: what follows the complaint."""

from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days

LITIGATION = Statute.LITIGATION
INTERPRETATION = Statute.LITIGATION_INTERPRETATION

DECIDE_DOCKETING = Deadline(
    code="L_DOCKET_7D",
    duty="决定是否登记立案",
    actor="法院",
    trigger="接收起诉状；须补正的为补正材料递交之日",
    period=days(7),
    basis=(cite(LITIGATION, 51, 2), cite(INTERPRETATION, 53, 2), cite(INTERPRETATION, 49)),
    confidence=Confidence.VERIFIED,
    suspension="补正的，自补正材料递交次日起算",
    if_missed="仍不能判断的先予立案；不作为的可以向上一级法院起诉（行政诉讼法第五十二条）",
)

SERVE_COMPLAINT = Deadline(
    code="L_SERVE_5D",
    duty="将起诉状副本发送被告",
    actor="法院",
    trigger="立案之日",
    period=days(5),
    basis=(cite(LITIGATION, 67, 1),),
    confidence=Confidence.VERIFIED,
    if_missed="程序瑕疵",
)

ANSWER = Deadline(
    code="L_ANSWER_15D",
    duty="提交证据、所依据的规范性文件和答辩状",
    actor="被告",
    trigger="收到起诉状副本",
    period=days(15),
    basis=(cite(LITIGATION, 67, 1),),
    confidence=Confidence.VERIFIED,
    extension="延期举证须在15日内书面申请，正当事由消除后15日内提供（行诉解释第三十四条）",
    if_missed="逾期不提供证据视为没有证据（行政诉讼法第三十四条第二款）；不提出答辩状不影响审理",
    then=("L_FWD_ANSWER_5D", "YC_ANSWER_FILE_3D"),
)

OBJECT_TO_JURISDICTION = Deadline(
    code="L_JURIS_OBJ_15D",
    duty="提出管辖异议",
    actor="被告",
    trigger="收到起诉状副本",
    period=days(15),
    basis=(cite(INTERPRETATION, 10, 1),),
    confidence=Confidence.VERIFIED,
    if_missed="逾期而在第二审程序中提出的，不予审查（行诉解释第十一条第二项）",
)

FORWARD_ANSWER = Deadline(
    code="L_FWD_ANSWER_5D",
    duty="将答辩状副本发送原告",
    actor="法院",
    trigger="收到答辩状",
    period=days(5),
    basis=(cite(LITIGATION, 67, 1),),
    confidence=Confidence.VERIFIED,
)

DEADLINES = (
    DECIDE_DOCKETING,
    SERVE_COMPLAINT,
    ANSWER,
    OBJECT_TO_JURISDICTION,
    FORWARD_ANSWER,
)
