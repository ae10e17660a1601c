"""What each of the judge's steps does to the trial."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows.litigation.appeal import retrial_limit, second_instance
from flows.litigation.decision import Decision, decide, dismiss, serve
from flows.litigation.hearing import hold_hearing
from flows.litigation.standing import Standing
from flows.litigation.trial import change_to_ordinary, give_more_time
from flows.litigation.verbs import move
from flows.litigation.withdrawal import deem_withdrawn, withdraw
from rules.paths.litigation.judgment import AppealFiling
from rules.paths.litigation.trial import NextStep
from tasks.appeals import wait_for_appeal
from tasks.handover import hand_over


def hear(case_number: str, step: str, standing: Standing) -> Standing:
    """A hearing; what the leaders failed in is remembered for the decision."""
    is_wrong = hold_hearing(case_number, step)
    return replace(standing, must_note=standing.must_note or is_wrong)


def to_ordinary(case_number: str, step: str, standing: Standing) -> Standing:
    """Six months instead of forty-five days."""
    return replace(standing, limit=change_to_ordinary(case_number, step, standing.limit))


def more_time(case_number: str, step: str, standing: Standing) -> Standing:
    """An extension, or days that do not count."""
    give_more_time(case_number, step, standing.limit)
    return standing


def withdrawal(case_number: str, step: str, standing: Standing) -> Standing:
    """The plaintiff wants to withdraw; refused, the trial goes on."""
    ended = withdraw(case_number, step, standing.limit)
    return replace(standing, end="withdrawn" if ended else "")


def deemed_withdrawal(case_number: str, step: str, standing: Standing) -> Standing:
    """The plaintiff is taken to have withdrawn."""
    deem_withdrawn(case_number, step, standing.limit)
    return replace(standing, end="deemed_withdrawn")


def dismissal(case_number: str, step: str, standing: Standing) -> Standing:
    """The action is dismissed."""
    return see_through(case_number, step, standing, dismiss(case_number, step, standing))


def judgment(case_number: str, step: str, standing: Standing) -> Standing:
    """The claims are decided."""
    return see_through(case_number, step, standing, decide(case_number, step, standing))


def see_through(case_number: str, step: str, standing: Standing, decision: Decision) -> Standing:
    """Serve the decision and wait until it is in force, or the trial starts again."""
    serve(case_number, step, decision)
    appeal = wait_for_appeal(
        case_number, AppealFiling, path="litigation", occasion=step, rule=decision.appeal_rule
    )
    final: Decision | None = decision
    if appeal is not None:
        final = second_instance(case_number, step, appeal, decision, is_retried=standing.is_retried)
    if final is None:
        return Standing(limit=retrial_limit(step), is_retried=True)
    take_effect(case_number, final)
    return replace(standing, end=final.end)


def take_effect(case_number: str, decision: Decision) -> None:
    """The decision is in force; what it orders is followed up."""
    if not decision.obligations:
        move(case_number, stage_code=decision.end)
        return
    hand_over(
        case_number,
        leaving="litigation",
        to="performance",
        reason=f"裁判生效，有履行内容：{'；'.join(decision.obligations)}",
        at_stage=decision.end,
    )


STEPS: Mapping[NextStep, Callable[[str, str, Standing], Standing]] = {
    NextStep.HEARING: hear,
    NextStep.TO_ORDINARY: to_ordinary,
    NextStep.MORE_TIME: more_time,
    NextStep.WITHDRAWAL: withdrawal,
    NextStep.DEEMED_WITHDRAWAL: deemed_withdrawal,
    NextStep.DISMISSAL: dismissal,
    NextStep.JUDGMENT: judgment,
}
