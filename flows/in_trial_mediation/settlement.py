"""What an agreement becomes: an instrument signed by all, or a changed act and a withdrawal."""

from datetime import date
from itertools import count

from flows.in_trial_mediation.verbs import (
    OUT_OF_TIME,
    Mediation,
    ask,
    ask_before,
    back_to_trial,
    end_period,
    hand_over,
    move,
)
from rules.paths.in_trial_mediation.agreement import (
    ActChange,
    ChangeChoice,
    InstrumentReceipt,
    InstrumentReview,
    ReceiptChoice,
    ReviewChoice,
    TrialSettlementTerms,
)
from rules.paths.in_trial_mediation.sessions import TrialMediationSession, TrialSessionResult
from rules.vocabulary.question import YesNo
from tasks.deadlines import due
from tasks.exits import leave_path
from tasks.rendering.filters import date_arabic
from tasks.trial_mediation import note_unsigned, signatures
from tasks.trial_mediation_letters import issue_instrument


def conclude(mediation: Mediation, session: TrialMediationSession) -> str:
    """Turn the agreement into what the law allows: an instrument, or a changed act."""
    if not mediation.allows_instrument:
        return coordinate(mediation)
    move(mediation.case_number, stage_code="agreed")
    asked = {"occasion": mediation.setting.nth(), "due": mediation.period}
    agreed = ask(mediation.case_number, TrialSettlementTerms, **asked)
    review = ask(mediation.case_number, InstrumentReview, **asked)
    match review.choice:
        case ReviewChoice.INSTRUMENT:
            is_partial = session.result is TrialSessionResult.PARTIAL
            return serve_instrument(mediation, agreed, is_partial=is_partial)
        case ReviewChoice.CHANGE:
            return coordinate(mediation)
        case ReviewChoice.REFUSED:
            return back_to_trial(mediation, f"不出具调解书：{review.reason}", review.decided_on)


def coordinate(mediation: Mediation) -> str:
    """The agency changes its act, the plaintiff withdraws: the court rules on it in the trial."""
    move(mediation.case_number, stage_code="coordinating")
    change = ask_before(
        mediation.case_number,
        ActChange,
        occasion=mediation.setting.nth(),
        before=mediation.period,
    )
    if change is None:
        ended_on = due(mediation.case_number, mediation.period)["due_on"]
        return back_to_trial(mediation, OUT_OF_TIME, ended_on)
    if change.choice is ChangeChoice.NOT_CHANGED:
        return back_to_trial(mediation, change.choice.value, change.settled_on)
    return back_to_trial(
        mediation,
        change.choice.value,
        change.settled_on,
        stage="to_withdrawal",
        change=change.change,
        third_party_objection=change.third_party_objection,
    )


def serve_instrument(
    mediation: Mediation, agreed: TrialSettlementTerms, *, is_partial: bool
) -> str:
    """Draw up the instrument and have every party sign for it; until then it binds nobody."""
    case_number = mediation.case_number
    issue_instrument(case_number, mediation.setting, agreed, is_partial=is_partial)
    move(case_number, stage_code="signing")
    receipts: list[InstrumentReceipt] = []
    for occasion in map(mediation.setting.nth, count(1)):
        receipt = ask(case_number, InstrumentReceipt, occasion=occasion, due=mediation.period)
        if receipt.choice is ReceiptChoice.RENEGED:
            reason = "调解书签收前一方反悔，调解书不发生效力"
            return back_to_trial(mediation, reason, receipt.signed_on)
        receipts.append(receipt)
        signed = [name for each in receipts for name in each.parties]
        found = signatures(case_number, signed)
        if not found.waiting:
            break
        note_unsigned(case_number, found, occasion=occasion)
    effective_on = max(each.signed_on for each in receipts)
    if is_partial:
        return settle_in_part(mediation, agreed, effective_on)
    return settle(mediation, agreed, effective_on)


def settle(mediation: Mediation, agreed: TrialSettlementTerms, effective_on: date) -> str:
    """The instrument ends the dispute and the trial; no judgment is drawn from it."""
    case_number = mediation.case_number
    reason = f"行政调解书经各方签收，自{date_arabic(effective_on)}起生效"
    end_period(mediation, effective_on)
    see_to_performance(case_number, agreed, reason)
    hand_over(case_number, to="follow_up", reason=reason)
    move(case_number, stage_code="settled")
    leave_path(case_number, "litigation", "mediated", reason=reason)
    return "settled"


def settle_in_part(mediation: Mediation, agreed: TrialSettlementTerms, effective_on: date) -> str:
    """The instrument settles a part; the rest goes on to judgment."""
    reason = f"部分调解书自{date_arabic(effective_on)}起生效，其余继续审理"
    see_to_performance(mediation.case_number, agreed, reason)
    return back_to_trial(
        mediation,
        f"{reason}：{agreed.remaining or '见调解笔录'}",
        effective_on,
        stage="partly_settled",
        settled_terms=agreed.terms,
    )


def see_to_performance(case_number: str, agreed: TrialSettlementTerms, reason: str) -> None:
    """What the instrument leaves to be done is tracked."""
    if agreed.to_perform is YesNo.YES:
        hand_over(case_number, to="performance", reason=reason)
