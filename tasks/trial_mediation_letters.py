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
from rules.vocabulary.question import YesNo
from tasks.letters import issue
from tasks.start_mediation import docket_number_of, mediation_length, mediation_period


def issue_commission(
    case_number: str, consent: TrialMediationConsent, choice: TrialMediatorChoice, *, occasion: str
) -> None:
    """Write to the mediator whom the court commissions."""
    issue(
        case_number,
        COMMISSION,
        occasion=occasion,
        docket_number=docket_number_of(case_number),
        mediator_name=choice.mediator,
        mediator_organization=choice.organization,
        mediation_days=mediation_length(case_number),
        is_summary=_is_summary(case_number),
        allows_instrument=consent.allows_instrument,
        delegate=consent.delegate,
    )


def issue_transcript(case_number: str, session: TrialMediationSession, *, occasion: str) -> None:
    """Put a session on record."""
    issue(
        case_number,
        TRIAL_SESSION_RECORD,
        occasion=occasion,
        docket_number=docket_number_of(case_number),
        session_number=int(occasion),
        held_on=session.held_on,
        place=session.place,
        host=session.answered_by,
        recorder=session.recorder,
        participants=[person.line for person in session.participants],
        statements=[(said.speaker, said.text) for said in session.remarks],
        undisputed_facts=session.undisputed_facts,
        result=session.result_line,
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


def _is_summary(case_number: str) -> bool:
    return mediation_period(case_number) == "M_IN_7D"
