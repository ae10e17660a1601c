"""律师参与和法律援助: beside the mediation that asked for it."""

from rules.paths.legal_support.letters import AID_REFERRAL, LAWYER_ASSIGNMENT
from rules.paths.legal_support.questions import AidReview, LawyerAssignment
from rules.vocabulary.path import Path, Stage, with_side_exits

PATH = Path(
    code="legal_support",
    title="律师参与和法律援助",
    deployment="律师参与和法律援助/legal_support",
    basis=("宜伍府发〔2024〕4号四（四）2", "法律援助法第三十一条、第四十三条"),
    first="requested",
    stages=with_side_exits(
        {
            "requested": Stage(
                title="待指派律师、审查法律援助", then=frozenset({"supported", "not_supported"})
            ),
            "supported": Stage(title="已指派律师或者给予法律援助"),
            "not_supported": Stage(title="没有律师参与，没有给予法律援助"),
        }
    ),
    questions=(LawyerAssignment, AidReview),
    letters=(AID_REFERRAL, LAWYER_ASSIGNMENT),
    deadlines=("L_AID_7D",),
)
