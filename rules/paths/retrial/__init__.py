"""再审: a decision in force is examined, tried again, and stands, changes or falls.

Begun by a form, by a party's application, the court's own finding or the procuratorate; each is a
walk of its own.
"""

from rules.paths.retrial.appeal import (
    RetrialAppeal,
    RetrialAppealAfterRemand,
    RetrialAppealResult,
    RetrialAppealTransfer,
    RetrialDecisionService,
    RetrialEffect,
)
from rules.paths.retrial.examination import (
    BarredAcceptance,
    LateExamination,
    RejectionService,
    RetrialAcceptance,
    RetrialExamination,
)
from rules.paths.retrial.filing import INTERPRETATION, RetrialFiling
from rules.paths.retrial.letters import LETTERS
from rules.paths.retrial.ordering import ProtestReview, RetrialOrder, RetrialReview
from rules.paths.retrial.trial import (
    RemandedResult,
    RetrialDocketing,
    RetrialResult,
    RetrialResultOfFirst,
)
from rules.vocabulary.path import Path, Stage, with_side_exits

_DECIDED = frozenset({"maintained", "changed"})

PATH = Path(
    code="retrial",
    title="再审",
    deployment="再审/retrial",
    basis=(
        "行政诉讼法第八十九条至第九十三条",
        f"{INTERPRETATION}第五十条、第六十条、第一百一十条至第一百二十七条",
        "人民检察院行政诉讼监督规则第二十条",
    ),
    first="filed",
    stages=with_side_exits(
        {
            "filed": Stage(
                title="已登记", then=frozenset({"examining", "reviewing", "not_docketed"})
            ),
            "examining": Stage(
                title="审查再审申请",
                then=frozenset({"ordered", "rejected", "application_withdrawn"}),
            ),
            "reviewing": Stage(
                title="决定是否再审",
                then=frozenset({"ordered", "not_retried", "protest_withdrawn"}),
            ),
            "ordered": Stage(title="已裁定再审，待立案", then=frozenset({"retrying"})),
            "retrying": Stage(
                title="再审（重审）审理中",
                then=_DECIDED
                | {"appealable", "remanded", "mediated", "retrial_ended", "action_withdrawn"},
            ),
            "appealable": Stage(title="再审裁判已送达，上诉期内", then=_DECIDED | {"appealed"}),
            "appealed": Stage(title="再审上诉审理中", then=_DECIDED | {"remanded"}),
            "remanded": Stage(title="发回重新审理，待立案", then=frozenset({"retrying"})),
            "not_docketed": Stage(title="再审申请不予立案"),
            "rejected": Stage(title="裁定驳回再审申请"),
            "application_withdrawn": Stage(title="撤回再审申请"),
            "not_retried": Stage(title="决定不予再审"),
            "protest_withdrawn": Stage(title="检察院撤回抗诉、检察建议"),
            "maintained": Stage(title="再审维持原裁判"),
            "changed": Stage(title="再审改变原裁判"),
            "mediated": Stage(title="再审调解结案"),
            "action_withdrawn": Stage(title="重审中撤诉"),
            "retrial_ended": Stage(title="终结再审程序，原裁判恢复执行"),
        }
    ),
    questions=(
        RetrialFiling,
        RetrialAcceptance,
        BarredAcceptance,
        RetrialExamination,
        LateExamination,
        RejectionService,
        RetrialReview,
        ProtestReview,
        RetrialOrder,
        RetrialDocketing,
        RetrialResult,
        RetrialResultOfFirst,
        RemandedResult,
        RetrialDecisionService,
        RetrialAppeal,
        RetrialAppealTransfer,
        RetrialAppealResult,
        RetrialAppealAfterRemand,
        RetrialEffect,
    ),
    letters=LETTERS,
    deadlines=(
        "L_RETRIAL_6M",
        "L_RETRIAL_THIRD_6M",
        "T_RETRIAL_REV_6M",
        "L_PROCURATE_6M",
        "T_PROTEST_30D",
        "T_RETRIAL_SUGG_3M",
        "T_RETRIAL_TRY_6M",
        "T_RETRIAL_TRY_3M",
        "L_APPEAL_J_15D",
        "L_APPEAL_R_10D",
        "T_APPEAL_FWD_5D",
        "T_APPEAL_TRANSFER_5D",
        "T_APPEAL_3M",
    ),
    is_repeatable=True,
)
