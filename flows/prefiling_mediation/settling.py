"""From an agreement to its end: signed, confirmed or performed; what fails is docketed."""

from typing import Any

from flows.prefiling_mediation.verbs import (
    PERIOD,
    ask,
    ask_before,
    close,
    hand_over,
    move,
    to_docketing,
)
from rules.paths.prefiling_mediation.agreement import (
    ConfirmationChoice,
    ConfirmationReview,
    JointConfirmation,
    Performance,
    ReviewChoice,
    SettlementSigning,
    SettlementTerms,
    SigningChoice,
)
from rules.paths.prefiling_mediation.confirmation_letters import (
    CONFIRMATION_APPLICATION,
    CONFIRMATION_REFUSAL,
    PREFILING_INSTRUMENT,
)
from rules.paths.prefiling_mediation.letters import SETTLEMENT
from rules.vocabulary.question import YesNo
from tasks.deadlines import meet_deadline, start_deadline
from tasks.letters import issue


def settle(case_number: str, *, is_partial: bool) -> str:
    """Write the settlement down and have it signed; what was not settled is docketed."""
    move(case_number, stage_code="agreed")
    agreed = ask(case_number, SettlementTerms, due=PERIOD)
    issue(
        case_number,
        SETTLEMENT,
        terms=agreed.terms,
        payments=agreed.payment_lines,
        effective_on=None,
        copies=agreed.copies,
        confirm_due=None,
    )
    signing = ask(case_number, SettlementSigning)
    if signing.choice is SigningChoice.REFUSED:
        return to_docketing(case_number, "一方反悔，协议未签署")
    move(case_number, stage_code="signed")
    meet_deadline(case_number, PERIOD, signing.signed_on)
    if is_partial:
        docket_the_rest(case_number, agreed.remaining)
    guide_to_confirmation(case_number, agreed, signing)
    return conclude(case_number, agreed, signing)


def guide_to_confirmation(
    case_number: str, agreed: SettlementTerms, signing: SettlementSigning
) -> None:
    """Lay the joint application before the parties, with its last day; they need not use it."""
    confirm_due = start_deadline(
        case_number,
        "M_CONFIRM_30D",
        signing.signed_on,
        fact=SettlementSigning.dated("signed_on"),
    )
    issue(
        case_number,
        CONFIRMATION_APPLICATION,
        signed_on=signing.signed_on,
        terms=agreed.terms,
        confirm_due=confirm_due,
    )


def conclude(case_number: str, agreed: SettlementTerms, signing: SettlementSigning) -> str:
    """See the signed settlement to its end: performed, confirmed, or broken."""
    confirmation = ask_before(case_number, JointConfirmation, before="M_CONFIRM_30D")
    if confirmation is None or confirmation.choice is ConfirmationChoice.WAIVES:
        return track_performance(case_number)
    meet_deadline(case_number, "M_CONFIRM_30D", confirmation.applied_on)
    if confirmation.choice is ConfirmationChoice.PERFORMED:
        return close(case_number, "resolved")
    move(case_number, stage_code="confirming")
    review = ask(case_number, ConfirmationReview)
    dates: dict[str, Any] = {
        "signed_on": signing.signed_on,
        "applied_on": confirmation.applied_on,
        "decided_on": review.decided_on,
    }
    if review.choice is ReviewChoice.CONFIRMED:
        issue(
            case_number,
            PREFILING_INSTRUMENT,
            terms=agreed.terms,
            payments=agreed.payment_lines,
            **dates,
        )
        return close(case_number, "confirmed")
    issue(case_number, CONFIRMATION_REFUSAL, reason=review.remarks, **dates)
    return to_docketing(case_number, "司法确认申请被驳回")


def track_performance(case_number: str) -> str:
    """An unconfirmed settlement is kept, or the way to court is open."""
    move(case_number, stage_code="performing")
    meet_deadline(case_number, "M_CONFIRM_30D")
    performance = ask(case_number, Performance)
    if performance.performed is YesNo.YES:
        return close(case_number, "performed")
    return to_docketing(case_number, "和解协议未履行")


def docket_the_rest(case_number: str, remaining: str) -> None:
    """The unsettled part goes to docketing while the settlement goes on."""
    hand_over(
        case_number,
        to="docketing",
        reason=f"部分达成协议，其余转登记立案：{remaining or '见调解笔录'}",
        at_stage=None,
    )
