"""The plan to settle, and the powers of those who act for the agency."""

from flows.defence.verbs import Assigned, of_each_agency
from rules.paths.defence.duties import AuthorityLetter
from rules.paths.defence.letters import AUTHORITY, PLAN
from rules.paths.defence.plan import SettlementPlan
from tasks.letters import issue


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
