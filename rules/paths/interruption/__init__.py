"""情况变化: a party dies, a question must wait, a case belongs elsewhere; on whichever path."""

from rules.paths.interruption.letters import (
    END_NOTICE,
    ORGAN_END_NOTICE,
    ORGAN_RESUMPTION_NOTICE,
    ORGAN_STAY_NOTICE,
    RECUSAL_APPLICATION,
    RECUSAL_DECISION,
    RESUMPTION_NOTICE,
    STAY_NOTICE,
)
from rules.paths.interruption.questions import (
    Incident,
    LapsedStay,
    RecusalDecision,
    StayReview,
)
from rules.vocabulary.path import Path, Stage

PATH = Path(
    code="interruption",
    title="情况变化",
    deployment="情况变化/interruption",
    basis=(
        "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释第七十四条、第八十七条、第八十八条",
        "行政复议法第三十九条、第四十一条",
    ),
    first="reported",
    stages={
        "reported": Stage(title="已登记", then=frozenset({"stayed", "ended", "recusal"})),
        "stayed": Stage(title="中止中", then=frozenset({"resumed", "ended"})),
        "recusal": Stage(title="回避申请审查中", then=frozenset({"recusal_decided"})),
        "resumed": Stage(title="恢复办理"),
        "ended": Stage(title="原程序结束"),
        "recusal_decided": Stage(title="回避申请已决定"),
    },
    questions=(Incident, StayReview, LapsedStay, RecusalDecision),
    letters=(
        STAY_NOTICE,
        RESUMPTION_NOTICE,
        END_NOTICE,
        ORGAN_STAY_NOTICE,
        ORGAN_RESUMPTION_NOTICE,
        ORGAN_END_NOTICE,
        RECUSAL_APPLICATION,
        RECUSAL_DECISION,
    ),
    deadlines=("T_STAY_90D", "R_STAY_60D", "L_RECUSE_3D"),
    is_repeatable=True,
)
