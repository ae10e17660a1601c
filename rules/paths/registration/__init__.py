"""先登后调: the filing is registered first; whether it is mediated is asked second."""

from rules.paths.registration.letters import (
    CONSENT_RECORD,
    CORRECTION_NOTICE,
    EIGHT_CHECKS_FORM,
    MEDIATION_INQUIRY,
    RECEIPT,
)
from rules.paths.registration.likeness import FilingLikenessReview
from rules.paths.registration.questions import (
    Consent,
    Correction,
    EightChecks,
    LegalRepresentative,
    ReconsiderationGuidance,
)
from rules.vocabulary.path import Entry, Path, Stage, with_side_exits

PATH = Path(
    code="registration",
    title="先登后调",
    deployment="先登后调/registration",
    basis=("行政诉讼法第五十一条", "宜伍府发〔2024〕4号"),
    first="registered",
    stages=with_side_exits(
        {
            "registered": Stage(
                title="已登记，待八看审查", then=frozenset({"reviewed", "to_docketing", "joined"})
            ),
            "reviewed": Stage(
                title="已审查",
                then=frozenset(
                    {
                        "correcting",
                        "transferred",
                        "guided",
                        "refused",
                        "to_docketing",
                        "inquiring",
                    }
                ),
            ),
            "correcting": Stage(title="待补正", then=frozenset({"reviewed", "to_docketing"})),
            "guided": Stage(title="引导复议中", then=frozenset({"to_reconsideration", "refused"})),
            "inquiring": Stage(
                title="征询调解意愿", then=frozenset({"to_mediation", "to_docketing"})
            ),
            # A person found that the same papers had been received twice.
            "joined": Stage(title="与在先收件为同一件，已并入在先案件"),
            "transferred": Stage(title="已移送或告知有管辖权的法院"),
            "to_reconsideration": Stage(title="已引导申请行政复议"),
            "refused": Stage(title="裁定不予立案"),
            "to_docketing": Stage(title="已转登记立案"),
            "to_mediation": Stage(title="已转诉前调解"),
        }
    ),
    questions=(
        FilingLikenessReview,
        LegalRepresentative,
        EightChecks,
        Correction,
        ReconsiderationGuidance,
        Consent,
    ),
    letters=(RECEIPT, CORRECTION_NOTICE, EIGHT_CHECKS_FORM, MEDIATION_INQUIRY, CONSENT_RECORD),
    deadlines=(
        "L_DOCKET_7D",
        "L_FILE_6M",
        "L_AFTER_RECON_15D",
        "A_CORRECTION",
        "M_CONSENT_3WD",
    ),
    entry=Entry(number="prefiling", label="诉前调解登记", papers="起诉材料"),
)
