"""规范性文件附带审查: within reconsideration, and after a judgment."""

from datetime import date

from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.counting import BY_RECONSIDERATION
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import days, months, working_days

LAW = Statute.RECONSIDERATION
INTERPRETATION = Statute.LITIGATION_INTERPRETATION
WORKING = cite(LAW, 88, 2)
IN_FORCE = date(2024, 1, 1)
STAYED = "处理期间中止对行政行为的审查"

DECIDE_ON_DOCUMENT = Deadline(
    code="R_NORMDOC_30D",
    duty="处理规范性文件审查申请（有权处理）",
    actor="复议机关",
    trigger="收到附带审查申请或者自行发现",
    period=days(30),
    basis=(cite(LAW, 56), cite(LAW, 57)),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    suspension=STAYED,
    doubt="条文未写自何日起算，此处自收到附带审查申请或者自行发现之日（设计假设）",
    valid_from=IN_FORCE,
)

FORWARD_DOCUMENT = Deadline(
    code="R_NORMDOC_7WD",
    duty="转送有权机关处理（无权处理）",
    actor="复议机关",
    trigger="收到附带审查申请或者自行发现",
    period=working_days(7),
    basis=(cite(LAW, 56), cite(LAW, 57), WORKING),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    suspension=STAYED,
    doubt="条文未写自何日起算，此处自收到附带审查申请或者自行发现之日（设计假设）",
    then=("R_NORMDOC_60D",),
    valid_from=IN_FORCE,
)

ANSWER_FORWARDED_DOCUMENT = Deadline(
    code="R_NORMDOC_60D",
    duty="将转送的规范性文件处理意见回复转送机关",
    actor="接收机关",
    trigger="收到转送",
    period=days(60),
    basis=(cite(LAW, 60),),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    suspension=STAYED,
    valid_from=IN_FORCE,
)

NOTIFY_ISSUER = Deadline(
    code="R_NORMDOC_NOTICE_3WD",
    duty="书面通知制定机关就合法性提出书面答复",
    actor="复议机构",
    trigger="中止复议",
    period=working_days(3),
    basis=(cite(LAW, 58, 1), WORKING),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    then=("R_NORMDOC_NOTICE_10WD",),
    valid_from=IN_FORCE,
)

ANSWER_AS_ISSUER = Deadline(
    code="R_NORMDOC_NOTICE_10WD",
    duty="就规范性文件的合法性提交书面答复",
    actor="制定机关",
    trigger="收到书面通知",
    period=working_days(10),
    basis=(cite(LAW, 58, 1), WORKING),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    valid_from=IN_FORCE,
)

SUGGEST_ON_DOCUMENT = Deadline(
    code="J_NORMDOC_SUGG_3M",
    duty="就不合法的规范性文件提出司法建议",
    actor="法院",
    trigger="裁判生效（规范性文件不合法）",
    period=months(3),
    basis=(cite(INTERPRETATION, 149, 2),),
    confidence=Confidence.VERIFIED,
    then=("J_NORMDOC_REPLY_60D",),
)

REPLY_ON_DOCUMENT = Deadline(
    code="J_NORMDOC_REPLY_60D",
    duty="书面答复规范性文件司法建议",
    actor="接收司法建议的行政机关",
    trigger="收到规范性文件司法建议",
    period=days(60),
    basis=(cite(INTERPRETATION, 149, 4),),
    confidence=Confidence.VERIFIED,
    if_missed="督办",
)

DEADLINES = (
    DECIDE_ON_DOCUMENT,
    FORWARD_DOCUMENT,
    ANSWER_FORWARDED_DOCUMENT,
    NOTIFY_ISSUER,
    ANSWER_AS_ISSUER,
    SUGGEST_ON_DOCUMENT,
    REPLY_ON_DOCUMENT,
)
