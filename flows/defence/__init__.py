"""应诉: assigned, reported, studied by the principal, answered, and ready to settle."""

from datetime import date

from flows.defence.answering import study, submit
from flows.defence.reporting import report_answer, report_case
from flows.defence.settling import authorize, plan_settlement
from flows.defence.verbs import (
    ANSWER,
    REPORT_ANSWER,
    REPORT_CASE,
    Assigned,
    hand_over,
    move,
    of_each_agency,
)
from rules.paths.defence import PATH
from rules.paths.defence.duties import DefenceAssignment, GovernmentDefence, is_government
from rules.paths.defence.letters import ASSIGNMENT
from tasks.agencies import OfAgency
from tasks.case_facts import case_of
from tasks.deadlines import chain_deadline, due, due_of
from tasks.letters import issue
from tasks.local_duties import remark, reports_to_bureau
from tasks.procedure import procedure


@procedure(PATH)
def defence(case_number: str) -> str:
    """Prepare the agencies' answer to an action; returns the stage it ended at."""
    if reports_to_bureau(case_number):
        chain_deadline(case_number, REPORT_ANSWER, after=ANSWER)
    steps = organize_government(case_number)
    assigned = assign(case_number, steps)
    if not assigned:
        move(case_number, stage_code="unprepared")
        return "unprepared"
    move(case_number, stage_code="preparing")
    grade_risk_beside(case_number)
    report_case(case_number, assigned)
    answered = submit(case_number, study(case_number, assigned), assigned)
    report_answer(case_number, answered)
    move(case_number, stage_code="planning")
    plan_settlement(case_number, assigned)
    authorize(case_number, assigned)
    end = "answered" if answered else "unanswered"
    move(case_number, stage_code=end)
    return end


def organize_government(case_number: str) -> dict[str, GovernmentDefence]:
    """Where a government itself is sued the bureau organises its defence, in five steps."""
    governments = tuple(filter(is_government, case_of(case_number).agencies))
    return {
        one.agency: one.answer
        for one in of_each_agency(
            case_number, GovernmentDefence, agencies=governments, before=ANSWER
        )
    }


def assign(case_number: str, steps: dict[str, GovernmentDefence]) -> Assigned:
    """Name those responsible; an agency that names nobody does not come to its answer."""
    assigned: Assigned = {}
    for one in of_each_agency(case_number, DefenceAssignment, before=ANSWER):
        assigned[one.agency] = one.answer
        organized = steps.get(one.agency)
        write_assignment(case_number, one, organized.steps if organized else [])
    for agency in case_of(case_number).agencies:
        if agency not in assigned:
            remark(
                case_number,
                key=f"unassigned:{agency}",
                kind="应诉",
                text=f"{agency}没有确定负责本案的领导和联络人，不能进入答辩",
            )
    return assigned


def write_assignment(
    case_number: str, one: OfAgency[DefenceAssignment], steps: list[tuple[str, date]]
) -> None:
    """应诉交办单, with the days by which things are due."""
    sheet = one.answer
    # Each defendant has a clock of its own (law.md §5: 多被告各自起算).
    dues = [due_of(case_number, ANSWER, one.agency)]
    if reports_to_bureau(case_number):
        dues += [due_of(case_number, REPORT_CASE, one.agency), due(case_number, REPORT_ANSWER)]
    issue(
        case_number,
        ASSIGNMENT,
        occasion=one.occasion,
        agency=one.agency,
        unit=sheet.unit,
        leader=sheet.leader,
        liaison=sheet.liaison,
        staff=sheet.staff,
        opinion=sheet.opinion,
        resolve_by=sheet.resolve_by,
        tasks=sheet.tasks,
        dues=dues,
        assigned_on=sheet.assigned_on,
        government_steps=steps,
    )


def grade_risk_beside(case_number: str) -> None:
    """The bureau grades the risk while the agency prepares its answer."""
    hand_over(case_number, to="guarantee", reason="应诉交办完成，研判败诉风险")
