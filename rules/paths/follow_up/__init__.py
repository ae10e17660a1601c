"""回访: every resolved or withdrawn case is visited twice; what is not kept is referred on."""

from rules.paths.follow_up.letters import VISIT_RECORD
from rules.paths.follow_up.questions import FollowUpVisit
from rules.vocabulary.path import Path, Stage, with_side_exits

PATH = Path(
    code="follow_up",
    title="回访",
    deployment="回访/follow_up",
    basis=("宜伍府发〔2024〕4号五（十）",),
    first="scheduled",
    stages=with_side_exits(
        {
            "scheduled": Stage(title="待首次回访", then=frozenset({"visited"})),
            "visited": Stage(title="待再次回访", then=frozenset({"normal", "referred"})),
            "normal": Stage(title="回访正常，办结"),
            "referred": Stage(title="回访办结，问题已转办"),
        }
    ),
    questions=(FollowUpVisit,),
    letters=(VISIT_RECORD,),
    deadlines=("F_VISIT_1", "F_VISIT_2"),
    is_repeatable=True,
)
