"""履行跟踪: what an effective instrument obliges to is kept, settled anew, or enforced."""

from rules.paths.performance.enforcing import (
    EnforcementApplication,
    EnforcementResult,
    PerformanceUrging,
)
from rules.paths.performance.letters import (
    ENFORCEMENT_NOTICE,
    EXECUTION_SETTLEMENT,
    NOTICE,
    REPORT,
    SAME_ACT_NOTICE,
    URGING,
)
from rules.paths.performance.questions import (
    PerformanceCheck,
    PerformanceObligations,
    PerformanceShortfall,
    RedoneAct,
)
from rules.vocabulary.path import Path, Stage, with_side_exits

PATH = Path(
    code="performance",
    title="履行跟踪",
    deployment="履行跟踪/performance",
    basis=(
        "行政诉讼法第七十一条、第九十六条",
        "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释第九十条、第一百五十三条",
        "商法办发〔2023〕30号第七条",
        "宜伍府发〔2024〕4号四（二）4",
    ),
    first="registering",
    stages=with_side_exits(
        {
            "registering": Stage(title="登记履行义务", then=frozenset({"tracking", "nothing_due"})),
            "tracking": Stage(
                title="履行跟踪中",
                then=frozenset({"shortfall", "enforcing", "performed", "concluded"}),
            ),
            "shortfall": Stage(title="到期未全部履行", then=frozenset({"settled", "urged"})),
            "settled": Stage(title="达成执行和解", then=frozenset({"tracking"})),
            "urged": Stage(title="已督促履行", then=frozenset({"tracking"})),
            "enforcing": Stage(
                title="待申请强制执行或者执行中",
                then=frozenset({"performed", "executed", "concluded"}),
            ),
            "performed": Stage(title="履行完毕"),
            "executed": Stage(title="执行完毕"),
            "concluded": Stage(title="执行终结或者不再申请执行"),
            "nothing_due": Stage(title="没有需要履行的内容"),
        }
    ),
    questions=(
        PerformanceObligations,
        PerformanceCheck,
        RedoneAct,
        PerformanceShortfall,
        PerformanceUrging,
        EnforcementApplication,
        EnforcementResult,
    ),
    letters=(
        NOTICE,
        SAME_ACT_NOTICE,
        EXECUTION_SETTLEMENT,
        URGING,
        ENFORCEMENT_NOTICE,
        REPORT,
    ),
    deadlines=("P_INSTALMENT", "P_INSTALMENT_PARTY", "P_CHECK", "X_ENFORCE_2Y"),
    is_repeatable=True,
)
