"""司法建议、检察建议与送达: replies, and service by public notice."""

from datetime import date

from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.counting import BY_CIVIL_PROCEDURE
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days, months
from rules.vocabulary.proof import Nature

REPLY_TO_SUGGESTION = Deadline(
    code="J_SUGGEST_REPLY_2M",
    duty="书面回复司法建议",
    actor="被建议单位",
    trigger="收到司法建议书",
    period=months(2),
    basis=(cite(Statute.JUDICIAL_SUGGESTION, 8, 1),),
    confidence=Confidence.VERIFIED,
    extension="以司法建议书载明的期限为准，一般不超过两个月；个案建议可以参照（第十二条）",
    if_missed="未回复或者逾期回复，催办",
    valid_from=date(2023, 11, 16),
)

REPLY_TO_PROCURATORATE = Deadline(
    code="P_SUPERVISE_REPLY",
    duty="依法履行职责并书面回复检察建议",
    actor="行政机关",
    trigger="收到检察建议书",
    period=months(2),
    basis=(cite(Statute.PUBLIC_INTEREST, 21),),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    if_missed="检察机关提起诉讼",
)

REPLY_TO_PROCURATORATE_URGENTLY = Deadline(
    code="P_SUPERVISE_REPLY_15D",
    duty="书面回复公益诉讼检察建议（紧急情形）",
    actor="行政机关",
    trigger="收到检察建议书",
    period=days(15),
    basis=(cite(Statute.PUBLIC_INTEREST, 21),),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    if_missed="检察机关提起诉讼",
)

SERVE_BY_NOTICE = Deadline(
    code="S_PUBLIC_NOTICE_30D",
    duty="公告送达，经过期间视为送达",
    actor="法院",
    trigger="公告发出之日",
    period=days(30),
    basis=(cite(Statute.CIVIL_PROCEDURE, 95, 1),),
    confidence=Confidence.VERIFIED,
    counting=BY_CIVIL_PROCEDURE,
    nature=Nature.DEEMED_DAY,
    rolls=False,
    is_excludable=False,
    max_extension_days=0,
    doubt="拟制送达日不顺延为设计假设",
)

DEADLINES = (
    REPLY_TO_SUGGESTION,
    REPLY_TO_PROCURATORATE,
    REPLY_TO_PROCURATORATE_URGENTLY,
    SERVE_BY_NOTICE,
)
