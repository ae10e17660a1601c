"""诉前调解: mediation before docketing; whatever fails goes to docketing at once."""

from rules.paths.prefiling_mediation.agreement import (
    ConfirmationReview,
    JointConfirmation,
    Performance,
    SettlementSigning,
    SettlementTerms,
)
from rules.paths.prefiling_mediation.confirmation_letters import (
    CONFIRMATION_APPLICATION,
    CONFIRMATION_REFUSAL,
    PREFILING_INSTRUMENT,
)
from rules.paths.prefiling_mediation.letters import (
    REFERRAL,
    SESSION_RECORD,
    SETTLEMENT,
    SUGGESTION,
    TERMINATION,
)
from rules.paths.prefiling_mediation.planning import MediationScheme, ResolutionPlan
from rules.paths.prefiling_mediation.questions import (
    LeadAgency,
    MediationSession,
    MediatorAcceptance,
    MediatorChoice,
    SuggestionDecision,
)
from rules.paths.prefiling_mediation.records import (
    CLOSING_REPORT,
    EXTENSION_CONSENT,
    MEDIATION_SCHEME,
    MEDIATOR_DISCLOSURE,
    UNDISPUTED_FACTS,
)
from rules.paths.prefiling_mediation.withdrawal import ConsentWithdrawal
from rules.vocabulary.path import Path, Stage, with_side_exits

PATH = Path(
    code="prefiling_mediation",
    title="诉前调解",
    deployment="诉前调解/prefiling_mediation",
    basis=(
        "最高人民法院关于人民法院特邀调解的规定",
        "人民法院在线调解规则",
        "宜伍府发〔2024〕4号",
    ),
    first="preparing",
    stages=with_side_exits(
        {
            "preparing": Stage(title="准备委派", then=frozenset({"referred", "to_docketing"})),
            "referred": Stage(
                title="已委派，待签收", then=frozenset({"mediating", "preparing", "to_docketing"})
            ),
            "mediating": Stage(title="调解中", then=frozenset({"agreed", "to_docketing"})),
            "agreed": Stage(title="达成协议，待签署", then=frozenset({"signed", "to_docketing"})),
            "signed": Stage(
                title="协议已签，待履行或确认",
                then=frozenset({"resolved", "confirming", "performing"}),
            ),
            "confirming": Stage(
                title="司法确认审查中", then=frozenset({"confirmed", "to_docketing"})
            ),
            "performing": Stage(title="履行跟踪中", then=frozenset({"performed", "to_docketing"})),
            "resolved": Stage(title="化解，撤回起诉材料"),
            "confirmed": Stage(title="出具行政诉前调解书"),
            "performed": Stage(title="协议履行完毕"),
            "to_docketing": Stage(title="终止调解，已转登记立案"),
        }
    ),
    questions=(
        LeadAgency,
        SuggestionDecision,
        MediatorChoice,
        MediatorAcceptance,
        ResolutionPlan,
        MediationScheme,
        MediationSession,
        SettlementTerms,
        SettlementSigning,
        JointConfirmation,
        ConfirmationReview,
        Performance,
        ConsentWithdrawal,
    ),
    letters=(
        SUGGESTION,
        REFERRAL,
        MEDIATOR_DISCLOSURE,
        MEDIATION_SCHEME,
        SESSION_RECORD,
        UNDISPUTED_FACTS,
        EXTENSION_CONSENT,
        SETTLEMENT,
        CONFIRMATION_APPLICATION,
        PREFILING_INSTRUMENT,
        CONFIRMATION_REFUSAL,
        CLOSING_REPORT,
        TERMINATION,
    ),
    deadlines=("M_PRE_30D", "M_CONFIRM_30D", "L_FILE_6M"),
)
