"""行政复议: from the application to the decision, with mediation before, during and after."""

from rules.paths.reconsideration.application import (
    Acceptance,
    AcceptanceAfterCure,
    Coordination,
    Cure,
    CureReceipt,
    LapsedCure,
)
from rules.paths.reconsideration.decision import (
    Decision,
    DecisionWithoutEvidence,
    Guidance,
    Publication,
    Service,
)
from rules.paths.reconsideration.hearing import (
    CommitteeOpinion,
    Conversion,
    Expert,
    Extension,
    HearingPlan,
    HearingRecord,
    Investigation,
    StopExecution,
)
from rules.paths.reconsideration.letters import LETTERS
from rules.paths.reconsideration.mediation import (
    InstrumentSigning,
    MediationOpening,
    MediationResult,
    Withdrawal,
)
from rules.paths.reconsideration.normative_review import (
    NormativeNotice,
    NormativeOpening,
    NormativeResult,
)
from rules.paths.reconsideration.procedure import (
    AgencyAnswer,
    CopySent,
    OpinionsHeard,
    ProcedureChoice,
    WishInquiry,
)
from rules.paths.reconsideration.review import OrdinaryStep, OverdueStep, SimplifiedStep
from rules.paths.reconsideration.stages import STAGES
from rules.paths.reconsideration.supervision import (
    OpinionChase,
    OpinionDraft,
    OpinionReceipt,
    OpinionReport,
    SuggestionReply,
)
from rules.vocabulary.path import Entry, Path

PATH = Path(
    code="reconsideration",
    title="行政复议",
    deployment="行政复议/reconsideration",
    basis=("行政复议法（2023年修订）", "汝府院联席办〔2022〕4号", "宜伍府发〔2024〕4号"),
    first="coordinating",
    stages=STAGES,
    questions=(
        Coordination,
        Acceptance,
        CureReceipt,
        Cure,
        LapsedCure,
        AcceptanceAfterCure,
        WishInquiry,
        ProcedureChoice,
        CopySent,
        AgencyAnswer,
        OpinionsHeard,
        OrdinaryStep,
        SimplifiedStep,
        OverdueStep,
        HearingPlan,
        HearingRecord,
        CommitteeOpinion,
        Investigation,
        StopExecution,
        Expert,
        Extension,
        Conversion,
        NormativeOpening,
        NormativeNotice,
        NormativeResult,
        MediationOpening,
        MediationResult,
        InstrumentSigning,
        Withdrawal,
        Decision,
        DecisionWithoutEvidence,
        Service,
        Guidance,
        Publication,
        OpinionDraft,
        OpinionReceipt,
        OpinionReport,
        OpinionChase,
        SuggestionReply,
    ),
    letters=LETTERS,
    deadlines=(
        "R_REVIEW_5WD",
        "R_CURE_NOTICE_5WD",
        "R_CURE_10WD",
        "A_WISH_3WD",
        "R_SEND_7WD",
        "R_SEND_3WD",
        "R_ANSWER_10WD",
        "R_ANSWER_5WD",
        "R_HEARING_5WD",
        "R_DECIDE_60D",
        "R_DECIDE_30D",
        "R_NORMDOC_30D",
        "R_NORMDOC_7WD",
        "R_NORMDOC_60D",
        "R_NORMDOC_NOTICE_3WD",
        "R_NORMDOC_NOTICE_10WD",
        "R_OPINION_60D",
        "L_AFTER_RECON_15D",
    ),
    entry=Entry(number="reconsideration", label="行政复议", papers="行政复议申请"),
)
