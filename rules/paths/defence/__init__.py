"""应诉: what the agency does from the notice of action to its defence, beside the trial."""

from rules.paths.defence.answer_letters import DEFENCE_FRAME, EVIDENCE_LIST
from rules.paths.defence.duties import (
    AnswerReport,
    AuthorityLetter,
    CaseReport,
    DefenceAssignment,
    DefenceSubmission,
    GovernmentDefence,
    LeaderReview,
)
from rules.paths.defence.letters import ASSIGNMENT, AUTHORITY, PLAN, REPORT
from rules.paths.defence.plan import SettlementPlan
from rules.vocabulary.path import Path, Stage, with_side_exits

PATH = Path(
    code="defence",
    title="应诉",
    deployment="应诉/defence",
    basis=(
        "行政诉讼法第三十四条、第六十七条",
        "峄政办发〔2023〕2号",
        "宜伍府发〔2024〕4号",
        "皖司发〔2022〕9号",
    ),
    first="assigning",
    stages=with_side_exits(
        {
            "assigning": Stage(title="待交办", then=frozenset({"preparing", "unprepared"})),
            "preparing": Stage(title="准备答辩", then=frozenset({"planning"})),
            "planning": Stage(
                title="制定化解方案和授权", then=frozenset({"answered", "unanswered"})
            ),
            "answered": Stage(title="已答辩举证，方案和授权齐备"),
            "unanswered": Stage(title="没有按期答辩举证，方案和授权齐备"),
            "unprepared": Stage(title="期满没有交办，没有进入答辩"),
        }
    ),
    questions=(
        GovernmentDefence,
        DefenceAssignment,
        CaseReport,
        LeaderReview,
        DefenceSubmission,
        AnswerReport,
        SettlementPlan,
        AuthorityLetter,
    ),
    letters=(ASSIGNMENT, REPORT, DEFENCE_FRAME, EVIDENCE_LIST, PLAN, AUTHORITY),
    deadlines=("YC_REPORT_3D", "YC_ANSWER_FILE_3D"),
)
