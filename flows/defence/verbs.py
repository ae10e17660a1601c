"""The verbs of this path, and the periods it works against."""

from functools import partial

from rules.paths.defence import PATH
from rules.paths.defence.duties import DefenceAssignment
from tasks.agencies import of_each_agency as of_each_agency_on
from tasks.handover import hand_over as hand_over_from
from tasks.stages import move as move_on

of_each_agency = partial(of_each_agency_on, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
hand_over = partial(hand_over_from, leaving=PATH.code, at_stage=None)
ANSWER, REPORT_CASE, REPORT_ANSWER = "L_ANSWER_15D", "YC_REPORT_3D", "YC_ANSWER_FILE_3D"
Assigned = dict[str, DefenceAssignment]
