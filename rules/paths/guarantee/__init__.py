"""风险研判与包保: beside the trial, from the grade of the risk to the result of the guarantee."""

from rules.paths.guarantee.letters import GUARANTEE
from rules.paths.guarantee.questions import (
    Convening,
    Guarantee,
    GuaranteeReport,
    LeaderBriefing,
    Minutes,
    RiskGrading,
)
from rules.vocabulary.path import Path, Stage, with_side_exits

PATH = Path(
    code="guarantee",
    title="风险研判与包保",
    deployment="风险研判与包保/guarantee",
    basis=("峄政办发〔2023〕2号二（四）、三（二）",),
    first="grading",
    stages=with_side_exits(
        {
            "grading": Stage(title="待研判败诉风险", then=frozenset({"watched", "guaranteeing"})),
            "guaranteeing": Stage(
                title="一案一包保", then=frozenset({"coordinating", "guaranteed"})
            ),
            "coordinating": Stage(title="政府分管领导专题研判", then=frozenset({"guaranteed"})),
            "watched": Stage(title="风险不高，跟踪指导"),
            "guaranteed": Stage(title="包保办结"),
        }
    ),
    questions=(RiskGrading, Guarantee, LeaderBriefing, Convening, Minutes, GuaranteeReport),
    letters=(GUARANTEE,),
    deadlines=("A_GUARANTEE",),
)
