"""判后答疑: a decision is explained to whoever asks; the period to appeal is not a day longer."""

from rules.paths.judgment_explanation.letters import (
    EXPLANATION_NOTICE,
    EXPLANATION_RECORD,
    GUIDANCE_RECORD,
)
from rules.paths.judgment_explanation.questions import (
    ErrorReview,
    ExplanationRequest,
    ExplanationSchedule,
    ExplanationSession,
    GuidanceRecord,
)
from rules.vocabulary.path import Path, Stage, with_side_exits

_OUTCOMES = frozenset({"accepted", "appealing", "petitioning", "guiding"})

PATH = Path(
    code="judgment_explanation",
    title="判后答疑",
    deployment="判后答疑/judgment_explanation",
    basis=("宜伍府发〔2024〕4号（判后答疑）", "皖司发〔2022〕9号（八）", "行政诉讼法第九十二条"),
    first="noticed",
    stages=with_side_exits(
        {
            "noticed": Stage(
                title="告知书已随裁判文书送达",
                then=frozenset({"requested", "no_request", "guiding"}),
            ),
            "requested": Stage(title="已申请，待排期", then=frozenset({"explaining"})),
            "explaining": Stage(
                title="已排期，待答疑", then=_OUTCOMES | frozenset({"requested", "checking"})
            ),
            "checking": Stage(
                title="核查裁判可能存在的错误",
                then=_OUTCOMES | frozenset({"requested", "reported"}),
            ),
            "guiding": Stage(title="继续疏导中", then=frozenset({"guided"})),
            "no_request": Stage(title="未申请答疑"),
            "accepted": Stage(title="答疑后服判息诉"),
            "appealing": Stage(title="答疑后上诉"),
            "petitioning": Stage(title="答疑后申请再审或者申诉"),
            "reported": Stage(title="已报告院长依法处理"),
            "guided": Stage(title="疏导办结"),
        }
    ),
    questions=(
        ExplanationRequest,
        ExplanationSchedule,
        ExplanationSession,
        ErrorReview,
        GuidanceRecord,
    ),
    letters=(EXPLANATION_NOTICE, EXPLANATION_RECORD, GUIDANCE_RECORD),
    deadlines=(),
    is_repeatable=True,
)
