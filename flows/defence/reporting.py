"""What goes to the justice bureau, where the region asks for it."""

from flows.defence.verbs import (
    REPORT_ANSWER,
    REPORT_CASE,
    Assigned,
    hand_over,
    of_each_agency,
)
from rules.paths.defence.duties import AnswerReport, CaseReport
from rules.paths.defence.letters import REPORT
from rules.vocabulary.question import YesNo
from tasks.case_facts import case_of
from tasks.deadlines import due_of, meet_deadline
from tasks.letters import issue
from tasks.local_duties import justice_bureau_of, reports_to_bureau


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
            due=due_of(case_number, REPORT_CASE, one.agency),
        )
        if report.needs_report_up is YesNo.YES:
            # 及时向市有关主管部门汇报 (YC-15).
            hand_over(case_number, to="urgent_response", reason="报备时认定为重大敏感案件")


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
