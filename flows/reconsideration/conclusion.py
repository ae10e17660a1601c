"""How a reconsideration ends: decided and served, mediated or taken back; and what follows."""

from itertools import count
from typing import Any

from flows.reconsideration.trial import Trial, ask, ask_before, move
from rules.paths.reconsideration import PATH
from rules.paths.reconsideration.decision import (
    Decision,
    DecisionWithoutEvidence,
    Guidance,
    Publication,
    Service,
)
from rules.paths.reconsideration.letters import DECISION, OPINION, SUGGESTION, TERMINATION
from rules.paths.reconsideration.mediation import (
    InstrumentSigning,
    MediationResult,
    Withdrawal,
    WithdrawalKind,
)
from rules.paths.reconsideration.supervision import (
    OpinionChase,
    OpinionDraft,
    OpinionReceipt,
    OpinionReport,
    SuggestionReply,
)
from rules.vocabulary.question import YesNo
from tasks.deadlines import meet_deadline, start_deadline
from tasks.handover import hand_over


def decide(trial: Trial, occasion: str, *, heard: bool, consulted: bool) -> str:
    """Decide, serve each party, explain, publish if cleared, follow up."""
    question = Decision if trial.answered else DecisionWithoutEvidence
    decision = trial.ask(question, occasion=occasion)
    meet_deadline(trial.case_number, trial.rule, decision.decided_on)
    trial.issue(
        DECISION,
        accepted_on=trial.accepted.on,
        decided_on=decision.decided_on,
        kind=decision.kind.value,
        article=decision.article,
        answered=trial.answered,
        heard=heard,
        consulted=consulted,
        facts=decision.facts,
        reasons=decision.reasons,
        disposition=decision.disposition,
    )
    move(trial.case_number, stage_code="serving")
    # Whoever is served now has fifteen days of their own; those from the expiry fall away.
    meet_deadline(trial.case_number, "L_AFTER_RECON_15D", trigger_keys=("1",))
    serve(trial.case_number)
    move(trial.case_number, stage_code="guiding")
    if decision.has_performance is YesNo.YES:
        to_performance(trial.case_number, f"复议决定（{decision.kind.value}）有待履行的内容")
    ask(trial.case_number, Guidance)
    ask(trial.case_number, Publication)
    supervise(trial)
    move(trial.case_number, stage_code=decision.end)
    return decision.end


def serve(case_number: str) -> None:
    """Note every recipient's service; who may sue has fifteen days from their own."""
    for occasion in map(str, count(1)):
        service = ask(case_number, Service, occasion=occasion)
        if service.may_sue:
            start_deadline(
                case_number,
                "L_AFTER_RECON_15D",
                service.served_on,
                trigger_key=f"送达{occasion}",
                fact=Service.dated("served_on", occasion),
                recipient=service.recipient,
            )
        if service.more is YesNo.NO:
            return


def supervise(trial: Trial) -> None:
    """Issue an opinion or a suggestion where wrongs were found, and see it answered (WJ-12)."""
    case_number = trial.case_number
    draft = ask(case_number, OpinionDraft)
    if YesNo.YES not in (draft.opinion, draft.suggestion):
        return
    move(case_number, stage_code="supervising")
    content: dict[str, Any] = {
        "organ": draft.organ,
        "shortcomings": draft.shortcomings,
        "measures": draft.measures,
    }
    if draft.opinion is YesNo.YES:
        trial.issue(OPINION, **content)
    if draft.suggestion is YesNo.YES:
        trial.issue(SUGGESTION, **content)
    if draft.opinion is YesNo.YES:
        follow_opinion(case_number)
    if draft.suggestion is YesNo.YES:
        ask(case_number, SuggestionReply)


def follow_opinion(case_number: str) -> None:
    """Sixty days to report; what is not reported or not put right is chased."""
    receipt = ask(case_number, OpinionReceipt)
    start_deadline(
        case_number,
        "R_OPINION_60D",
        receipt.received_on,
        fact=OpinionReceipt.dated("received_on"),
    )
    report = ask_before(case_number, OpinionReport, before="R_OPINION_60D")
    for occasion in map(str, count(1)):
        if report is not None:
            meet_deadline(case_number, "R_OPINION_60D", report.reported_on)
            if report.corrected is YesNo.YES:
                return
        ask(case_number, OpinionChase, occasion=occasion)
        report = ask(case_number, OpinionReport, occasion=f"{occasion}-chased")


def mediated(trial: Trial, result: MediationResult, signing: InstrumentSigning) -> str:
    """The instrument took effect with the last signature and the seal."""
    meet_deadline(trial.case_number, trial.rule, signing.signed_on)
    if result.has_performance is YesNo.YES:
        to_performance(trial.case_number, "复议调解书有待履行的内容")
    return close(trial, "mediated", "复议调解书生效")


def withdraw(trial: Trial, occasion: str) -> str | None:
    """Permit the withdrawal and terminate, or go on; a settlement is seen through."""
    withdrawal = trial.ask(Withdrawal, occasion=occasion)
    if withdrawal.permitted is YesNo.NO:
        return None
    meet_deadline(trial.case_number, trial.rule, withdrawal.decided_on)
    trial.issue(
        TERMINATION,
        decided_on=withdrawal.decided_on,
        cause=withdrawal.kind.value,
        reason=withdrawal.reason,
    )
    if withdrawal.has_performance is YesNo.YES:
        to_performance(trial.case_number, "和解有待履行的内容")
    is_settled = withdrawal.kind is WithdrawalKind.SETTLED
    return close(trial, "settled" if is_settled else "withdrawn", withdrawal.kind.value)


def close(trial: Trial, stage: str, reason: str) -> str:
    """Resolved or taken back: the way to court from an expiry falls away, a visit follows."""
    meet_deadline(trial.case_number, "L_AFTER_RECON_15D", trigger_keys=("1",))
    hand_over(
        trial.case_number,
        leaving=PATH.code,
        to="follow_up",
        reason=reason,
        at_stage=stage,
    )
    return stage


def to_performance(case_number: str, reason: str) -> None:
    """What is to be performed is tracked beside."""
    hand_over(
        case_number,
        leaving=PATH.code,
        to="performance",
        reason=reason,
        at_stage=None,
    )
