"""What in-trial mediation puts on paper, each letter from the answers that it rests on."""

from typing import Any

from rules.paths.in_trial_mediation.agreement import TrialSettlementTerms
from rules.paths.in_trial_mediation.letters import (
    COMMISSION,
    MEDIATION_INSTRUMENT,
    TRIAL_MEDIATION_END,
    TRIAL_SESSION_RECORD,
)
from rules.paths.in_trial_mediation.questions import TrialMediationConsent, TrialMediatorChoice
from rules.paths.in_trial_mediation.sessions import TrialMediationSession
from rules.paths.prefiling_mediation.records import (
    EXTENSION_CONSENT,
    MEDIATOR_DISCLOSURE,
    UNDISPUTED_FACTS,
)
from rules.vocabulary.question import YesNo
from tasks.letters import issue
from tasks.running import Due
from tasks.start_mediation import docket_number_of, mediation_length, mediation_period


def issue_commission(
    case_number: str, consent: TrialMediationConsent, choice: TrialMediatorChoice, *, occasion: str
) -> None:
    """Write to the mediator whom the court commissions, and tell both sides their rights."""
    commissioned = {
        "docket_number": docket_number_of(case_number),
        "mediator_name": choice.mediator,
        "mediator_organization": choice.organization,
        "mediation_days": mediation_length(case_number),
    }
    issue(
        case_number,
        COMMISSION,
        occasion=occasion,
        is_summary=_is_summary(case_number),
        allows_instrument=consent.allows_instrument,
        delegate=consent.delegate,
        **commissioned,
    )
    issue(case_number, MEDIATOR_DISCLOSURE, occasion=_in_trial(occasion), **commissioned)


def issue_transcript(case_number: str, session: TrialMediationSession, *, occasion: str) -> None:
    """Put a session on record; what both sides do not dispute stands on a paper of its own."""
    held = {
        "docket_number": docket_number_of(case_number),
        "held_on": session.held_on,
        "place": session.place,
        "host": session.answered_by,
        "recorder": session.recorder,
        "undisputed_facts": session.undisputed_facts,
    }
    issue(
        case_number,
        TRIAL_SESSION_RECORD,
        occasion=occasion,
        session_number=int(occasion),
        participants=[person.line for person in session.participants],
        statements=[(said.speaker, said.text) for said in session.remarks],
        result=session.result_line,
        **held,
    )
    if session.undisputed_facts:
        issue(case_number, UNDISPUTED_FACTS, occasion=_in_trial(occasion), **held)


def issue_extension(
    case_number: str, session: TrialMediationSession, earlier: Due, later: Due, *, occasion: str
) -> None:
    """Both sides agreed to more time, in writing."""
    issue(
        case_number,
        EXTENSION_CONSENT,
        occasion=_in_trial(occasion),
        docket_number=docket_number_of(case_number),
        agreed_on=session.held_on,
        extended_days=session.extended_days,
        earlier_due=earlier,
        later_due=later,
    )


def issue_instrument(case_number: str, agreed: TrialSettlementTerms, *, is_partial: bool) -> None:
    """Draw up the instrument, to be signed by every party."""
    issue(
        case_number,
        MEDIATION_INSTRUMENT,
        docket_number=docket_number_of(case_number),
        is_summary=_is_summary(case_number),
        case_facts=agreed.case_facts,
        terms=agreed.terms,
        payments=[payment.model_dump(mode="json") for payment in agreed.payments],
        to_perform=agreed.to_perform is YesNo.YES,
        is_partial=is_partial,
        remaining=agreed.remaining,
    )


def issue_end(case_number: str, **facts: Any) -> None:
    """Tell the court that mediation is over, and what came of it."""
    nothing_more = {"settled_terms": [], "change": "", "third_party_objection": ""}
    issue(
        case_number,
        TRIAL_MEDIATION_END,
        docket_number=docket_number_of(case_number),
        **nothing_more | facts,
    )


def _in_trial(occasion: str) -> str:
    # The same papers may have been made before docketing, on occasions of their own.
    return f"诉中-{occasion}"


def _is_summary(case_number: str) -> bool:
    return mediation_period(case_number) == "M_IN_7D"
