"""诉中调解: mediation from docketing until judgment; whatever fails goes on to judgment in time.

In either instance, and more than once: each time is a walk of its own.
"""

from rules.paths.in_trial_mediation.agreement import (
    ActChange,
    InstrumentReceipt,
    InstrumentReview,
    TrialSettlementTerms,
)
from rules.paths.in_trial_mediation.letters import (
    COMMISSION,
    COMMISSION_ON_APPEAL,
    MEDIATION_INSTRUMENT,
    TRIAL_MEDIATION_END,
    TRIAL_SESSION_RECORD,
)
from rules.paths.in_trial_mediation.questions import (
    TrialMediationConsent,
    TrialMediatorAcceptance,
    TrialMediatorChoice,
)
from rules.paths.in_trial_mediation.sessions import TrialMediationSession
from rules.paths.in_trial_mediation.start import TrialMediationStart
from rules.vocabulary.path import Path, Stage, with_side_exits

_BACK = frozenset({"to_judgment"})

PATH = Path(
    code="in_trial_mediation",
    title="诉中调解",
    deployment="诉中调解/in_trial_mediation",
    basis=(
        "行政诉讼法第六十条",
        "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释第五十条、第八十五条、第八十六条",
        "最高人民法院关于人民法院特邀调解的规定第二十七条",
        "最高人民法院关于行政诉讼撤诉若干问题的规定第二条至第五条、第八条",
    ),
    first="consenting",
    stages=with_side_exits(
        {
            "consenting": Stage(title="征询双方意愿", then=frozenset({"commissioned", "refused"})),
            "commissioned": Stage(
                title="已委托，待签收", then=frozenset({"mediating", "choosing"})
            ),
            "choosing": Stage(title="另行选定调解员", then=frozenset({"commissioned", "refused"})),
            "mediating": Stage(
                title="诉中调解中", then=_BACK | frozenset({"agreed", "coordinating"})
            ),
            "agreed": Stage(
                title="达成协议，待法院审查", then=_BACK | frozenset({"signing", "coordinating"})
            ),
            "signing": Stage(
                title="调解书待各方签收", then=_BACK | frozenset({"settled", "partly_settled"})
            ),
            "coordinating": Stage(
                title="协调中，待改变行为与撤诉", then=_BACK | frozenset({"to_withdrawal"})
            ),
            "refused": Stage(title="未取得双方书面同意，继续审理"),
            "settled": Stage(title="行政调解书生效，诉讼结束"),
            "partly_settled": Stage(title="部分调解书生效，其余继续审理"),
            "to_withdrawal": Stage(title="行政行为已改变，待裁定撤诉"),
            "to_judgment": Stage(title="终止调解，及时判决"),
        }
    ),
    questions=(
        TrialMediationStart,
        TrialMediationConsent,
        TrialMediatorChoice,
        TrialMediatorAcceptance,
        TrialMediationSession,
        TrialSettlementTerms,
        InstrumentReview,
        InstrumentReceipt,
        ActChange,
    ),
    letters=(
        COMMISSION,
        COMMISSION_ON_APPEAL,
        TRIAL_SESSION_RECORD,
        MEDIATION_INSTRUMENT,
        TRIAL_MEDIATION_END,
    ),
    deadlines=("M_IN_15D", "M_IN_7D"),
    is_repeatable=True,
)
