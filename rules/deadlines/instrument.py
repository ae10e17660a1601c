"""文书载明的日期: days that a judgment, a settlement or a letter names itself."""

from rules.vocabulary.article import Article, Confidence, Statute, cite
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days, same_day

_LAST_DAY = (cite(Statute.LITIGATION_INTERPRETATION, 153),)
_NAMED = (
    "日期以生效法律文书或者协议载明的为准，不是法定期间；遇休假日顺延为设计假设（从宽，免误判逾期）"
)

PERFORM_AS_AGENCY = Deadline(
    code="P_INSTALMENT",
    duty="履行生效法律文书确定的义务（分期的为本期）",
    actor="行政机关",
    trigger="法律文书载明的履行日期",
    period=same_day(),
    basis=_LAST_DAY,
    confidence=Confidence.ASSUMED,
    if_missed="督促履行；权利人可以申请强制执行",
    doubt=_NAMED,
)

PERFORM_AS_PARTY = Deadline(
    code="P_INSTALMENT_PARTY",
    duty="履行生效法律文书确定的义务（行政机关以外的义务人）",
    actor="当事人",
    trigger="法律文书载明的履行日期",
    period=same_day(),
    basis=_LAST_DAY,
    confidence=Confidence.ASSUMED,
    if_missed="督促履行；权利人可以申请强制执行",
    doubt=_NAMED,
)

CHECK_PERFORMANCE = Deadline(
    code="P_CHECK",
    duty="核实到期义务是否履行",
    actor="法院",
    trigger="法律文书载明的履行日期",
    period=days(10),
    basis=_LAST_DAY,
    confidence=Confidence.ASSUMED,
    if_missed="继续核实",
    doubt="法律没有规定核实的日数，到期后十日为设计假设",
)

REPLY_BY_NAMED_DAY = Deadline(
    code="J_REPLY_NAMED",
    duty="在建议书载明的日期以前书面回复",
    actor="被建议单位",
    trigger="建议书载明的答复日期",
    period=same_day(),
    basis=(cite(Statute.JUDICIAL_SUGGESTION, 8, 1),),
    confidence=Confidence.ASSUMED,
    if_missed="未回复或者逾期回复，催办",
    doubt="日期由建议书载明，一般不超过两个月；遇休假日顺延为设计假设",
)

REPLY_TO_PROCURATORATE_BY_NAMED_DAY = Deadline(
    code="P_REPLY_NAMED",
    duty="在检察建议书载明的日期以前书面回复",
    actor="被建议单位",
    trigger="检察建议书载明的答复日期",
    period=same_day(),
    basis=(Article(Statute.WUJIAGANG_PLAN, "四（六）"),),
    confidence=Confidence.ASSUMED,
    if_missed="未回复或者逾期回复，催办",
    doubt="公益诉讼以外的检察建议，答复期限的条文未取得，以检察建议书载明的为准；顺延为设计假设",
)

DEADLINES = (
    PERFORM_AS_AGENCY,
    PERFORM_AS_PARTY,
    CHECK_PERFORMANCE,
    REPLY_BY_NAMED_DAY,
    REPLY_TO_PROCURATORATE_BY_NAMED_DAY,
)
