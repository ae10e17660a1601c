"""How a reconsideration ends: decided and served, mediated or taken back; and what follows."""

from datetime import date
from itertools import count
from typing import Any

from flows.reconsideration.trial import Ended, Trial, ask, ask_before, move
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
from tasks.reconsideration_letters import issue_for_organ


def decide(trial: Trial, occasion: str) -> Ended:
    """Decide, in the organ's name; the decision is served next."""
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
        heard=trial.heard,
        consulted=trial.consulted,
        facts=decision.facts,
        reasons=decision.reasons,
        disposition=decision.disposition,
    )
    move(trial.case_number, stage_code="serving")
    # Whoever is served now has fifteen days of their own; those from the expiry fall away.
    meet_deadline(trial.case_number, "L_AFTER_RECON_15D", trigger_keys=("1",))
    return Ended(
        stage=decision.end,
        is_decision=True,
        to_perform=decision.has_performance is YesNo.YES,
    )


def deliver(case_number: str, ended: Ended) -> str:
    """Serve each party, explain, publish if cleared, follow up."""
    serve(case_number)
    move(case_number, stage_code="guiding")
    if ended.to_perform:
        to_performance(case_number, "复议决定有待履行的内容")
    ask(case_number, Guidance)
    ask(case_number, Publication)
    supervise(case_number)
    move(case_number, stage_code=ended.stage)
    return ended.stage


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


def supervise(case_number: str) -> None:
    """Issue an opinion or a suggestion where wrongs were found, and see it answered (WJ-12)."""
    draft = ask(case_number, OpinionDraft)
    if YesNo.YES not in (draft.opinion, draft.suggestion):
        return
    move(case_number, stage_code="supervising")
    content: dict[str, Any] = {
        "handler": draft.answered_by,
        "organ": draft.organ,
        "shortcomings": draft.shortcomings,
        "measures": draft.measures,
    }
    if draft.opinion is YesNo.YES:
        issue_for_organ(case_number, OPINION, **content)
    if draft.suggestion is YesNo.YES:
        issue_for_organ(case_number, SUGGESTION, **content)
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


def mediated(trial: Trial, signed_on: date, has_performance: YesNo) -> Ended:
    """The instrument took effect with the last signature and the seal."""
    meet_deadline(trial.case_number, trial.rule, signed_on)
    if has_performance is YesNo.YES:
        to_performance(trial.case_number, "复议调解书有待履行的内容")
    return close(trial, "mediated", "复议调解书生效")


def withdraw(trial: Trial, occasion: str) -> Trial | Ended:
    """Permit the withdrawal and terminate, or go on; a settlement is seen through."""
    withdrawal = trial.ask(Withdrawal, occasion=occasion)
    if withdrawal.permitted is YesNo.NO:
        return trial
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


def close(trial: Trial, stage: str, reason: str) -> Ended:
    """Resolved or taken back: the way to court from an expiry falls away, a visit follows."""
    meet_deadline(trial.case_number, "L_AFTER_RECON_15D", trigger_keys=("1",))
    hand_over(
        trial.case_number,
        leaving=PATH.code,
        to="follow_up",
        reason=reason,
        at_stage=stage,
    )
    return Ended(stage=stage)


def to_performance(case_number: str, reason: str) -> None:
    """What is to be performed is tracked beside."""
    hand_over(
        case_number,
        leaving=PATH.code,
        to="performance",
        reason=reason,
        at_stage=None,
    )
