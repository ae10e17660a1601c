"""非诉执行审查: an agency asks the court to enforce; the court looks at the law first."""

from rules.paths.nonlitigation_enforcement.letters import (
    ACCEPTANCE_NOTICE,
    ADMISSION_FORM,
    DENIAL_RULING,
    OPINION_NOTICE,
    PERMIT_RULING,
    REFUSAL_RULING,
)
from rules.paths.nonlitigation_enforcement.questions import (
    EnforcementAcceptance,
    EnforcementApplication,
    EnforcementReviewRequest,
    EnforcementReviewRuling,
    RulingService,
)
from rules.paths.nonlitigation_enforcement.review import (
    EnforcementReconciliation,
    EnforcementRuling,
    LegalityReview,
    OpinionsHeard,
)
from rules.vocabulary.path import Entry, Path, Stage, with_side_exits

_RULED = {"permitted", "denied", "withdrawn"}

PATH = Path(
    code="nonlitigation_enforcement",
    title="非诉执行审查",
    deployment="非诉执行审查/nonlitigation_enforcement",
    basis=(
        "行政强制法第五十三条至第五十八条",
        "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释第一百五十五条、第一百五十六条、第一百六十条",
        "宜伍府发〔2024〕4号四（五）3",
    ),
    first="received",
    stages=with_side_exits(
        {
            "received": Stage(title="收到申请，受理审查", then=frozenset({"accepted", "refused"})),
            "refused": Stage(
                title="裁定不予受理，复议期内",
                then=frozenset({"refusal_review", "not_accepted"}),
            ),
            "refusal_review": Stage(
                title="不予受理，上一级法院复议中",
                then=frozenset({"accepted", "not_accepted"}),
            ),
            "accepted": Stage(title="已受理，合法性审查", then=frozenset({"hearing", *_RULED})),
            "hearing": Stage(title="明显违法，听取意见", then=frozenset(_RULED)),
            "denied": Stage(
                title="裁定不准予，复议期内",
                then=frozenset({"denial_review", "not_permitted"}),
            ),
            "denial_review": Stage(
                title="不准予，上一级法院复议中",
                then=frozenset({"permitted", "not_permitted"}),
            ),
            "not_accepted": Stage(title="不予受理，结案"),
            "permitted": Stage(title="准予强制执行"),
            "not_permitted": Stage(title="不准予强制执行，结案"),
            "withdrawn": Stage(title="申请机关撤回申请"),
        }
    ),
    questions=(
        EnforcementApplication,
        EnforcementAcceptance,
        RulingService,
        EnforcementReviewRequest,
        EnforcementReviewRuling,
        LegalityReview,
        OpinionsHeard,
        EnforcementReconciliation,
        EnforcementRuling,
    ),
    letters=(
        ADMISSION_FORM,
        ACCEPTANCE_NOTICE,
        REFUSAL_RULING,
        OPINION_NOTICE,
        PERMIT_RULING,
        DENIAL_RULING,
    ),
    deadlines=(
        "N_URGE_10WD",
        "N_APPLY_3M",
        "N_COURT_ACCEPT_5WD",
        "N_ACCEPT_REVIEW_15D",
        "N_ACCEPT_REVIEW_RULE_15D",
        "N_COURT_RULE_7WD",
        "N_COURT_RULE_30D",
        "N_DENIAL_SEND_5WD",
        "N_DENIAL_REVIEW_15D",
        "N_DENIAL_REVIEW_RULE_30D",
    ),
    entry=Entry(number="enforcement_review", label="非诉执行审查", papers="强制执行申请"),
)
