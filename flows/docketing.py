"""登记立案: within seven days docketed or refused; the registration number stays linked."""

from typing import Any

from prefect import flow

from rules.paths.docketing.letters import MATERIAL_HANDOVER, REMEDY_GUIDANCE
from rules.paths.docketing.questions import Docketing, DocketingChoice
from rules.paths.prefiling_mediation.letters import TERMINATION
from tasks.asking import ask
from tasks.case_facts import mediation_account, reached_on
from tasks.deadline_changes import exclude_days
from tasks.deadlines import continue_deadline, due, meet_deadline
from tasks.handover import hand_over
from tasks.letters import issue
from tasks.registration import give_docket_number
from tasks.remedies import materials_of, reconsideration_of
from tasks.stages import move


@flow(name="登记立案", flow_run_name="登记立案｜{case_number}")
def docketing(case_number: str) -> str:
    """Docket a case that is not, or no longer, mediated; returns the stage it ended at."""
    handed_over_on = reached_on(case_number, "docketing", "received")
    docketing_due = continue_deadline(
        case_number, "L_DOCKET_7D", handed_over_on, trigger_key="移交立案"
    )
    account = mediation_account(case_number)
    if account["excluded_days"]:
        exclude_days(case_number, "filing", account["excluded_days"], cause="诉前调解占用期间")
    dues: dict[str, Any] = {
        "filing_due": due(case_number, "filing"),
        "docketing_due": docketing_due,
    }
    issue(case_number, TERMINATION, **account, **dues)
    issue(
        case_number,
        MATERIAL_HANDOVER,
        handed_over_on=handed_over_on,
        **materials_of(case_number),
    )
    issue(
        case_number,
        REMEDY_GUIDANCE,
        reason=account["reason"],
        was_mediated=account["accepted_on"] is not None,
        **dues,
        **reconsideration_of(case_number),
    )
    decision = ask(case_number, Docketing, path="docketing", due="L_DOCKET_7D")
    if decision.decision is DocketingChoice.REFUSED:
        move(case_number, "docketing", "refused")
        meet_deadline(case_number, "L_DOCKET_7D")
        return "refused"
    give_docket_number(case_number)
    hand_over(
        case_number,
        leaving="docketing",
        to="litigation",
        reason="已登记立案，开始审理",
        at_stage="docketed",
    )
    meet_deadline(case_number, "L_DOCKET_7D", decision.decided_on)
    meet_deadline(case_number, "filing", decision.decided_on)
    return "docketed"
