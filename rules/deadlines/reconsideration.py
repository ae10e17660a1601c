"""行政复议的申请与受理: application and acceptance (law in force since 2024-01-01)."""

from datetime import date

from rules.vocabulary.article import Confidence, Statute, cite
from rules.vocabulary.counting import BY_RECONSIDERATION
from rules.vocabulary.deadline import Deadline, Limit, Since
from rules.vocabulary.period import days, working_days, years

LAW = Statute.RECONSIDERATION
WORKING = cite(LAW, 88, 2)
IN_FORCE = date(2024, 1, 1)

APPLY = Deadline(
    code="R_APPLY_60D",
    duty="申请行政复议",
    actor="申请人",
    trigger="知道或者应当知道行政行为之日",
    period=days(60),
    basis=(cite(LAW, 20, 1),),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    extension="法律规定超过60日的从其规定；未告知权利的自知道之日起最长一年",
    suspension="不可抗力等正当理由耽误的，障碍消除后继续计算",
    if_missed="不予受理",
    limits=(
        Limit(
            title="最长申请期限",
            since=Since.MADE_ON,
            event="行政行为作出之日",
            period=years(5),
            immovable_period=years(20),
            basis=(cite(LAW, 21),),
        ),
    ),
    valid_from=IN_FORCE,
)

APPLY_WITHIN_5_YEARS = Deadline(
    code="R_APPLY_MAX",
    duty="申请行政复议（最长期限）",
    actor="申请人",
    trigger="行政行为作出之日",
    period=years(5),
    basis=(cite(LAW, 21),),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    if_missed="不予受理",
    is_excludable=False,
    max_extension_days=0,
    valid_from=IN_FORCE,
)

APPLY_WITHIN_20_YEARS = Deadline(
    code="R_APPLY_MAX_20Y",
    duty="申请行政复议（不动产案件最长期限）",
    actor="申请人",
    trigger="行政行为作出之日",
    period=years(20),
    basis=(cite(LAW, 21),),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    if_missed="不予受理",
    is_excludable=False,
    max_extension_days=0,
    valid_from=IN_FORCE,
)

REVIEW_APPLICATION = Deadline(
    code="R_REVIEW_5WD",
    duty="审查是否受理复议申请",
    actor="复议机关",
    trigger="收到复议申请",
    period=working_days(5),
    basis=(cite(LAW, 30, 1), cite(LAW, 30, 3), WORKING),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    if_missed="审查期限届满之日起视为受理",
    valid_from=IN_FORCE,
)

ASK_TO_CURE = Deadline(
    code="R_CURE_NOTICE_5WD",
    duty="一次性书面通知补正",
    actor="复议机关",
    trigger="收到复议申请",
    period=working_days(5),
    basis=(cite(LAW, 31, 1), WORKING),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    then=("R_CURE_10WD",),
    valid_from=IN_FORCE,
)

CURE = Deadline(
    code="R_CURE_10WD",
    duty="补正复议申请材料",
    actor="申请人",
    trigger="收到补正通知",
    period=working_days(10),
    basis=(cite(LAW, 31, 2), WORKING),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    extension="有正当理由的可以延长",
    if_missed="视为放弃复议申请",
    valid_from=IN_FORCE,
)

FORWARD_APPLICATION = Deadline(
    code="R_FORWARD_5WD",
    duty="转送经其提交的复议申请（认为需要维持行政处罚决定的）",
    actor="原行政机关",
    trigger="收到经其提交的复议申请",
    period=working_days(5),
    basis=(cite(LAW, 32, 2), WORKING),
    confidence=Confidence.VERIFIED,
    counting=BY_RECONSIDERATION,
    if_missed="处分",
    valid_from=IN_FORCE,
)

DEADLINES = (
    APPLY,
    APPLY_WITHIN_5_YEARS,
    APPLY_WITHIN_20_YEARS,
    REVIEW_APPLICATION,
    ASK_TO_CURE,
    CURE,
    FORWARD_APPLICATION,
)
