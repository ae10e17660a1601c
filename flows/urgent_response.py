"""重大敏感案件: everybody concerned hears at once; the agency acts, reports and is assessed."""

from datetime import date
from functools import partial

from rules.paths.urgent_response import PATH
from rules.paths.urgent_response.letters import GRAVE_REPORT, RISK_FORM
from rules.paths.urgent_response.questions import ReliefReport, RiskAssessment
from tasks.agencies import OfAgency
from tasks.agencies import of_each_agency as of_each_agency_on
from tasks.alerts import raise_alert
from tasks.asking import ask as ask_on
from tasks.case_facts import case_of, reached_at
from tasks.deadlines import meet_deadline, start_deadline
from tasks.letters import issue
from tasks.procedure import procedure
from tasks.running import Due
from tasks.stages import move as move_on

ask = partial(ask_on, path=PATH.code)
of_each_agency = partial(of_each_agency_on, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
ALERT = "A_ALERT_24H"


@procedure(PATH)
def urgent_response(case_number: str) -> str:
    """Raise the alert and see it answered; returns the stage it ended at."""
    tags = case_of(case_number).risk_tags
    alert_due = start_deadline(case_number, ALERT, reached_at(case_number, PATH.code, PATH.first))
    if tags:
        raise_alert(case_number, key="tags", title="重大敏感案件，请立即缓解疏导并汇报")
    reported_on = [
        report_up(case_number, one, tags, alert_due)
        for one in of_each_agency(case_number, ReliefReport, due=ALERT)
    ]
    meet_deadline(case_number, ALERT, max(reported_on))
    if tags:  # Without one the risk was assessed already, when mediation was planned.
        assess(case_number, tags)
    move(case_number, stage_code="relieved")
    return "relieved"


def report_up(
    case_number: str, one: OfAgency[ReliefReport], tags: tuple[str, ...], alert_due: Due
) -> date:
    """Write the agency's report to its superior; the day it was made."""
    told = one.answer
    issue(
        case_number,
        GRAVE_REPORT,
        occasion=one.occasion,
        agency=one.agency,
        risk_tags=tags,
        measures=told.measures,
        petition_work=told.petition_work,
        opinion_work=told.opinion_work,
        officer=told.officer,
        reported_to=told.reported_to,
        reported_on=told.reported_on,
        alert_due=alert_due,
    )
    return told.reported_on


def assess(case_number: str, tags: tuple[str, ...]) -> None:
    """Grade what risk remains; of a high one the departments concerned hear again."""
    found = ask(case_number, RiskAssessment)
    issue(
        case_number,
        RISK_FORM,
        risk_tags=tags,
        assessed_on=found.assessed_on,
        **found.risk_lines,
    )
    if found.is_high:
        raise_alert(case_number, key="risk", title="信访或者社会稳定风险评估为高")
