"""The plaintiff withdraws: permitted, refused, or the trial waits for instalments."""

from datetime import date

from flows.litigation.standing import Limit
from flows.litigation.verbs import ask, move
from rules.paths.litigation.hearing_letters import WITHDRAWAL_APPLICATION
from rules.paths.litigation.letters import WITHDRAWAL_RULING
from rules.paths.litigation.notice import TrialSetup
from rules.paths.litigation.withdrawal import (
    DeemedWithdrawal,
    InstalmentsOutcome,
    WithdrawalDecision,
    WithdrawalReview,
)
from rules.vocabulary.question import YesNo
from tasks.case_facts import docket_number_of
from tasks.deadline_changes import resume_deadline, suspend_deadline
from tasks.deadlines import meet_deadline
from tasks.handover import hand_over
from tasks.letters import issue


def withdraw(case_number: str, step: str, limit: Limit) -> bool:
    """Review an application to withdraw; true if the case ended with it."""
    issue(
        case_number,
        WITHDRAWAL_APPLICATION,
        occasion=step,
        docket_number=docket_number_of(case_number),
    )
    review = ask(case_number, WithdrawalReview, occasion=step, due=limit.rule)
    match review.decision:
        case WithdrawalDecision.REFUSED:
            return False
        case WithdrawalDecision.STAYED:
            decided_on = wait_for_instalments(case_number, step, limit, review)
            if decided_on is None:
                return False
        case WithdrawalDecision.PERMITTED:
            decided_on = review.decided_on
    meet_deadline(case_number, limit.rule, decided_on, trigger_keys=(limit.trigger_key,))
    issue(
        case_number,
        WITHDRAWAL_RULING,
        docket_number=docket_number_of(case_number),
        applied_on=review.applied_on,
        reason=review.reason,
        agency_changed_act=review.agency_changed_act is YesNo.YES,
        decided_on=decided_on,
        judge=(setup := ask(case_number, TrialSetup)).judge,
        clerk=setup.clerk,
    )
    hand_over(
        case_number,
        leaving="litigation",
        to="follow_up",
        reason="原告撤诉，案件列入回访",
        at_stage="withdrawn",
    )
    return True


def wait_for_instalments(
    case_number: str, step: str, limit: Limit, review: WithdrawalReview
) -> date | None:
    """Stay the trial until the instalments are paid, or are not; the day it was permitted."""
    move(case_number, stage_code="awaiting", occasion=step)
    cause = f"分期履行（{step}）"
    suspend_deadline(case_number, limit.rule, cause=cause, on=review.decided_on)
    outcome = ask(case_number, InstalmentsOutcome, occasion=step)
    resume_deadline(case_number, limit.rule, cause=cause, on=outcome.decided_on)
    if outcome.performed is YesNo.YES:
        return outcome.decided_on
    move(case_number, stage_code="trial", occasion=f"resumed-{step}")
    return None


def deem_withdrawn(case_number: str, step: str, limit: Limit) -> None:
    """Take the plaintiff to have withdrawn."""
    ruling = ask(case_number, DeemedWithdrawal, occasion=step, due=limit.rule)
    meet_deadline(case_number, limit.rule, ruling.decided_on, trigger_keys=(limit.trigger_key,))
    move(case_number, stage_code="deemed_withdrawn")
