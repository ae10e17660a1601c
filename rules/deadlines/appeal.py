"""上诉与再审: appeal, retrial, procuratorial supervision."""

from datetime import date

from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days, months

LITIGATION = Statute.LITIGATION
INTERPRETATION = Statute.LITIGATION_INTERPRETATION
LATE_APPEAL = "障碍消除后10日内申请顺延（民事诉讼法第八十六条，经行政诉讼法第一百零一条）"

APPEAL_JUDGMENT = Deadline(
    code="L_APPEAL_J_15D",
    duty="对判决提起上诉",
    actor="当事人",
    trigger="判决书送达",
    period=days(15),
    basis=(cite(LITIGATION, 85),),
    confidence=Confidence.VERIFIED,
    extension=LATE_APPEAL,
    if_missed="裁判发生法律效力",
)

APPEAL_RULING = Deadline(
    code="L_APPEAL_R_10D",
    duty="对不予立案、驳回起诉、管辖异议裁定提起上诉",
    actor="当事人",
    trigger="裁定书送达",
    period=days(10),
    basis=(cite(LITIGATION, 85), cite(INTERPRETATION, 101)),
    confidence=Confidence.VERIFIED,
    extension=LATE_APPEAL,
    if_missed="裁定发生法律效力",
)

SERVE_APPEAL = Deadline(
    code="T_APPEAL_FWD_5D",
    duty="将上诉状副本发送其他当事人",
    actor="原审法院",
    trigger="收到上诉状",
    period=days(5),
    basis=(cite(INTERPRETATION, 108, 2),),
    confidence=Confidence.VERIFIED,
    then=("T_APPEAL_ANSWER_15D", "T_APPEAL_ANSWER_FWD_5D", "T_APPEAL_TRANSFER_5D"),
)

ANSWER_APPEAL = Deadline(
    code="T_APPEAL_ANSWER_15D",
    duty="对上诉提出答辩状",
    actor="其他当事人",
    trigger="收到上诉状副本",
    period=days(15),
    basis=(cite(INTERPRETATION, 108, 2),),
    confidence=Confidence.VERIFIED,
)

FORWARD_APPEAL_ANSWER = Deadline(
    code="T_APPEAL_ANSWER_FWD_5D",
    duty="将对上诉的答辩状副本发送上诉人",
    actor="原审法院",
    trigger="收到对上诉的答辩状",
    period=days(5),
    basis=(cite(INTERPRETATION, 108, 3),),
    confidence=Confidence.VERIFIED,
)

TRANSFER_APPEAL = Deadline(
    code="T_APPEAL_TRANSFER_5D",
    duty="将上诉状、答辩状连同案卷移送二审法院",
    actor="原审法院",
    trigger="收齐上诉状、答辩状",
    period=days(5),
    basis=(cite(INTERPRETATION, 108, 4),),
    confidence=Confidence.VERIFIED,
)

DECIDE_APPEAL = Deadline(
    code="T_APPEAL_3M",
    duty="作出终审裁判",
    actor="二审法院",
    trigger="收到上诉状",
    period=months(3),
    basis=(cite(LITIGATION, 88),),
    confidence=Confidence.VERIFIED,
    extension="高级法院批准；高级法院审理的由最高法院批准",
)

APPLY_FOR_RETRIAL = Deadline(
    code="L_RETRIAL_6M",
    duty="申请再审",
    actor="当事人",
    trigger="裁判、调解书发生法律效力；四种法定情形自知道或者应当知道之日",
    period=months(6),
    basis=(cite(INTERPRETATION, 110),),
    confidence=Confidence.VERIFIED,
    suspension="条文没有规定扣除、中止",
    if_missed="裁定驳回再审申请（行诉解释第一百一十六条第二款）",
    doubt="是否为不变期间须人工核对",
)

REVIEW_RETRIAL_APPLICATION = Deadline(
    code="T_RETRIAL_REV_6M",
    duty="审查再审申请",
    actor="法院",
    trigger="再审申请案件立案",
    period=months(6),
    basis=(cite(INTERPRETATION, 112),),
    confidence=Confidence.VERIFIED,
    extension="院长批准",
    if_missed="可以申请检察监督（行诉解释第一百一十七条）",
)

ASK_PROCURATORATE = Deadline(
    code="L_PROCURATE_6M",
    duty="申请检察监督",
    actor="当事人",
    trigger="驳回再审申请裁定送达之日；再审裁判发生法律效力之日；逾期未裁定的，再审申请审查期限届满之日",
    period=months(6),
    basis=(cite(Statute.PROCURATORATE_SUPERVISION, 20),),
    confidence=Confidence.VERIFIED,
    suspension="不变期间，不适用中止、中断、延长",
    if_missed="不予受理（人民检察院行政诉讼监督规则第二十七条第七项）",
    doubt="新证据等四种情形自知道或者应当知道之日起算，须据情形选定起算日",
    is_excludable=False,
    max_extension_days=0,
    valid_from=date(2021, 9, 1),
)

DEADLINES = (
    APPEAL_JUDGMENT,
    APPEAL_RULING,
    SERVE_APPEAL,
    ANSWER_APPEAL,
    FORWARD_APPEAL_ANSWER,
    TRANSFER_APPEAL,
    DECIDE_APPEAL,
    APPLY_FOR_RETRIAL,
    REVIEW_RETRIAL_APPLICATION,
    ASK_PROCURATORATE,
)
