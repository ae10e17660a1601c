"""二审: forwarded, transferred, decided within three months; sent back once at most."""

from dataclasses import replace

from flows.litigation.decision import Decision, judge_unmediated, review_loss
from flows.litigation.hearing import hear_again
from flows.litigation.standing import Limit
from flows.litigation.verbs import ask, move
from rules.paths.litigation.appeal import (
    AppealForwarding,
    AppealTransfer,
    Retrial,
    SecondInstanceAfterRemand,
    SecondInstanceStep,
)
from rules.paths.litigation.judgment import SecondInstanceOutcome
from rules.vocabulary.question import YesNo
from tasks.appeals import Appeal
from tasks.deadlines import meet_deadline, start_deadline
from tasks.handover import hand_over
from tasks.supersession import end_by

VISITED = frozenset({SecondInstanceOutcome.WITHDRAWN, SecondInstanceOutcome.ACTION_WITHDRAWN})


def second_instance(
    case_number: str, step: str, appeal: Appeal, decision: Decision, *, is_retried: bool
) -> Decision | None:
    """What is in force after the second instance; nothing when the first court tries again."""
    move(case_number, stage_code="second_instance", occasion=step)
    send_up(case_number, step, appeal)
    question = SecondInstanceAfterRemand if is_retried else SecondInstanceStep
    result = ask(case_number, question, occasion=step, due="T_APPEAL_3M")
    judge_unmediated(case_number, step, question.code)
    meet_deadline(case_number, "T_APPEAL_3M", result.decided_on, trigger_keys=(step,))
    final = in_force(decision, result)
    see_to_loss(case_number, step, decision, final, by=question.code)
    if result.held_hearing is YesNo.YES:
        hear_again(case_number, step)
    if final is None:
        try_again(case_number, step)
    if result.outcome in VISITED:
        visit_later(case_number, step, result.outcome)
    return final


def in_force(decision: Decision, result: SecondInstanceStep) -> Decision | None:
    """What the second instance made of the decision; nothing if it was sent back."""
    match result.outcome:
        case SecondInstanceOutcome.REMANDED:
            return None
        case SecondInstanceOutcome.WITHDRAWN:
            return decision
        case SecondInstanceOutcome.ACTION_WITHDRAWN:
            return replace(decision, end="withdrawn", is_lost=False, obligations=())
        case SecondInstanceOutcome.UPHELD | SecondInstanceOutcome.CHANGED:
            is_lost = result.is_lost is YesNo.YES
            return replace(decision, is_lost=is_lost, obligations=tuple(result.obligations))


def see_to_loss(
    case_number: str, step: str, decision: Decision, final: Decision | None, *, by: str
) -> None:
    """A loss that is set aside is reviewed no longer; a new one is."""
    is_lost = final is not None and final.is_lost
    if decision.is_lost and not is_lost:
        reason = "一审败诉裁判被二审撤销或者改变"
        end_by(case_number, "loss_review", "revoked", reason=reason, by=by, occasion=step)
    elif final is not None and not decision.is_lost:
        review_loss(case_number, f"second-{step}", final)


def visit_later(case_number: str, step: str, outcome: SecondInstanceOutcome) -> None:
    """Whoever withdrew on appeal is visited like any who did before (WJ-20)."""
    hand_over(
        case_number,
        leaving="litigation",
        to="follow_up",
        reason=f"二审{outcome.value}，案件列入回访",
        at_stage=None,
        occasion=step,
    )


def send_up(case_number: str, step: str, appeal: Appeal) -> None:
    """The appeal to the other parties, the file to the higher court."""
    start_deadline(
        case_number, "T_APPEAL_FWD_5D", appeal.filed_on, trigger_key=step, fact=appeal.fact
    )
    forwarding = ask(case_number, AppealForwarding, occasion=step, due="T_APPEAL_FWD_5D")
    on = forwarding.forwarded_on
    meet_deadline(case_number, "T_APPEAL_FWD_5D", on, trigger_keys=(step,))
    start_deadline(
        case_number,
        "T_APPEAL_ANSWER_15D",
        on,
        trigger_key=step,
        fact=AppealForwarding.dated("forwarded_on", step),
    )
    transfer = ask(case_number, AppealTransfer, occasion=step, due="T_APPEAL_ANSWER_15D")
    meet_deadline(case_number, "T_APPEAL_ANSWER_15D", trigger_keys=(step,))
    for rule, field in (
        ("T_APPEAL_TRANSFER_5D", "complete_on"),
        ("T_APPEAL_3M", "received_on"),
    ):
        start_deadline(
            case_number,
            rule,
            getattr(transfer, field),
            trigger_key=step,
            fact=AppealTransfer.dated(field, step),
        )
    meet_deadline(
        case_number, "T_APPEAL_TRANSFER_5D", transfer.transferred_on, trigger_keys=(step,)
    )


def retrial_limit(step: str) -> Limit:
    """The time the second trial may take, after the appeal against the decision of `step`."""
    return Limit(rule="T_TRIAL_6M", trigger_key=f"重审{step}")


def try_again(case_number: str, step: str) -> None:
    """The remanded case is docketed and tried again, with a new limit."""
    retrial = ask(case_number, Retrial, occasion=step)
    start_deadline(
        case_number,
        retrial_limit(step).rule,
        retrial.docketed_on,
        trigger_key=retrial_limit(step).trigger_key,
        fact=Retrial.dated("docketed_on", step),
    )
    move(case_number, stage_code="trial", occasion=f"retrial-{step}")
