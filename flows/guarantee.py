"""风险研判与包保: the risk is graded; a high one has somebody who answers for it."""

from functools import partial

from rules.paths.guarantee import PATH
from rules.paths.guarantee.letters import GUARANTEE
from rules.paths.guarantee.questions import (
    Convening,
    Guarantee,
    GuaranteeReport,
    LeaderBriefing,
    Minutes,
    RiskGrading,
)
from rules.risk import Risk
from rules.vocabulary.question import YesNo
from tasks.asking import ask as ask_on
from tasks.deadlines import meet_deadline, start_deadline
from tasks.letters import issue
from tasks.local_duties import justice_bureau_of
from tasks.procedure import procedure
from tasks.stages import move as move_on

ask = partial(ask_on, path="guarantee")
move = partial(move_on, path_code="guarantee")


@procedure(PATH)
def guarantee(case_number: str) -> str:
    """Grade the risk of losing, and guarantee a high one; returns the stage it ended at."""
    grading = ask(case_number, RiskGrading)
    if grading.risk is not Risk.HIGH:
        move(case_number, stage_code="watched")
        return "watched"
    promise(case_number, grading)
    report = ask(case_number, GuaranteeReport, due="A_GUARANTEE")
    meet_deadline(case_number, "A_GUARANTEE", report.reported_on)
    move(case_number, stage_code="guaranteed")
    return "guaranteed"


def promise(case_number: str, grading: RiskGrading) -> None:
    """Unit, leader, person and day; with other units, three records on top."""
    move(case_number, stage_code="guaranteeing")
    promised = ask(case_number, Guarantee)
    resolve_due = start_deadline(
        case_number,
        "A_GUARANTEE",
        promised.resolve_by,
        fact=Guarantee.dated("resolve_by"),
        recipient=promised.unit,
    )
    issue(
        case_number,
        GUARANTEE,
        justice_bureau_name=justice_bureau_of(case_number),
        unit=promised.unit,
        leader=promised.leader,
        responsible=promised.responsible,
        resolve_due=resolve_due,
        others=promised.others,
        risk_reason=grading.reason,
        assessor=grading.assessor,
        graded_on=grading.graded_on,
    )
    if promised.needs_others is YesNo.YES:
        coordinate(case_number)


def coordinate(case_number: str) -> None:
    """Report, convene, conclude: each leaves its record."""
    move(case_number, stage_code="coordinating")
    for record in (LeaderBriefing, Convening, Minutes):
        ask(case_number, record)
