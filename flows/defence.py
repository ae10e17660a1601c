"""应诉: assigned, reported, studied by the principal, answered, and ready to settle."""

from datetime import date
from functools import partial

from rules.paths.defence import PATH
from rules.paths.defence.duties import (
    AnswerReport,
    AuthorityLetter,
    CaseReport,
    DefenceAssignment,
    DefenceSubmission,
    GovernmentDefence,
    LeaderReview,
    is_government,
)
from rules.paths.defence.letters import ASSIGNMENT, AUTHORITY, PLAN, REPORT
from rules.paths.defence.plan import SettlementPlan
from rules.vocabulary.question import YesNo
from tasks.agencies import OfAgency
from tasks.agencies import of_each_agency as of_each_agency_on
from tasks.case_facts import case_of
from tasks.deadlines import chain_deadline, due, meet_deadline
from tasks.handover import hand_over
from tasks.letters import issue
from tasks.local_duties import (
    justice_bureau_of,
    remark,
    reports_to_bureau,
    requires_leader_review,
)
from tasks.procedure import procedure
from tasks.stages import move as move_on

of_each_agency = partial(of_each_agency_on, path="defence")
move = partial(move_on, path_code="defence")
ANSWER, REPORT_CASE, REPORT_ANSWER = "L_ANSWER_15D", "YC_REPORT_3D", "YC_ANSWER_FILE_3D"
Assigned = dict[str, DefenceAssignment]


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
    answered = submit(case_number, study(case_number, assigned))
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
    rules = [ANSWER, *([REPORT_CASE, REPORT_ANSWER] if reports_to_bureau(case_number) else [])]
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
        dues=[due(case_number, rule) for rule in rules],
        assigned_on=sheet.assigned_on,
        government_steps=steps,
    )


def grade_risk_beside(case_number: str) -> None:
    """The bureau grades the risk while the agency prepares its answer."""
    hand_over(
        case_number,
        leaving="defence",
        to="guarantee",
        reason="应诉交办完成，研判败诉风险",
        at_stage=None,
    )


def report_case(case_number: str, assigned: Assigned) -> None:
    """Report the case to the bureau within three days, where the region asks for it."""
    if not reports_to_bureau(case_number):
        return
    for one in of_each_agency(
        case_number, CaseReport, agencies=tuple(assigned), before=REPORT_CASE
    ):
        report, sheet = one.answer, assigned[one.agency]
        meet_deadline(case_number, REPORT_CASE, report.reported_on, trigger_keys=(one.agency,))
        issue(
            case_number,
            REPORT,
            occasion=one.occasion,
            agency=one.agency,
            justice_bureau_name=justice_bureau_of(case_number),
            summary=report.summary,
            focus=report.focus,
            own_view=report.own_view,
            needs_report_up=report.needs_report_up is YesNo.YES,
            leader=sheet.leader,
            liaison=sheet.liaison,
            reporter=report.answered_by,
            reported_on=report.reported_on,
            due=due(case_number, REPORT_CASE),
        )


def study(case_number: str, assigned: Assigned) -> tuple[str, ...]:
    """The agencies that may answer: those whose principal studied the case, where it is asked."""
    if not requires_leader_review(case_number):
        remark(
            case_number,
            key="leader_review",
            kind="应诉",
            text="提示：主要负责人是应诉工作第一责任人，提交答辩状以前宜亲自研究并留下记录",
        )
        return tuple(assigned)
    reviewed = of_each_agency(case_number, LeaderReview, agencies=tuple(assigned), before=ANSWER)
    return tuple(one.agency for one in reviewed)


def submit(case_number: str, agencies: tuple[str, ...]) -> tuple[str, ...]:
    """Send defence and evidence to the court; the agencies that did so in time to be asked."""
    submitted = of_each_agency(case_number, DefenceSubmission, agencies=agencies, before=ANSWER)
    return tuple(one.agency for one in submitted)


def report_answer(case_number: str, answered: tuple[str, ...]) -> None:
    """A copy of each defence for the bureau, within three days of the period's end."""
    if not reports_to_bureau(case_number):
        return
    reports = [
        one.answer.reported_on
        for one in of_each_agency(
            case_number, AnswerReport, agencies=answered, before=REPORT_ANSWER
        )
    ]
    if reports and len(reports) == len(case_of(case_number).agencies):
        meet_deadline(case_number, REPORT_ANSWER, max(reports))


def plan_settlement(case_number: str, assigned: Assigned) -> None:
    """每案必调: a plan for every case; it never takes the place of the defence."""
    for one in of_each_agency(case_number, SettlementPlan, agencies=tuple(assigned)):
        plan = one.answer
        issue(
            case_number,
            PLAN,
            occasion=one.occasion,
            agency=one.agency,
            asked_on=plan.asked_on,
            told_on=plan.told_on,
            decided_on=plan.decided_on,
            wish=plan.wish,
            focus=plan.focus,
            cause_of_dispute=plan.cause,
            past_efforts=plan.past_efforts,
            next_steps=plan.next_steps,
            evidence=plan.evidence,
            leader=plan.leader,
            leader_sessions=plan.leader_sessions,
            participants=[helper.model_dump(mode="json") for helper in plan.participants],
        )


def authorize(case_number: str, assigned: Assigned) -> None:
    """Give those who act for the agency their powers, one by one."""
    for one in of_each_agency(case_number, AuthorityLetter, agencies=tuple(assigned)):
        issue(
            case_number,
            AUTHORITY,
            occasion=one.occasion,
            agency=one.agency,
            representatives=one.answer.representatives,
            powers=one.answer.powers,
            signed_on=one.answer.signed_on,
        )
