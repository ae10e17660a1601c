"""What in-trial mediation puts on paper, each letter from the answers that it rests on."""

from typing import Any

from rules.paths.in_trial_mediation.agreement import TrialSettlementTerms
from rules.paths.in_trial_mediation.letters import (
    COMMISSION,
    COMMISSION_ON_APPEAL,
    MEDIATION_INSTRUMENT,
    TRIAL_MEDIATION_END,
    TRIAL_SESSION_RECORD,
)
from rules.paths.in_trial_mediation.questions import TrialMediationConsent, TrialMediatorChoice
from rules.paths.in_trial_mediation.sessions import TrialMediationSession
from rules.vocabulary.letter import Letter
from rules.vocabulary.question import YesNo
from tasks.letters import issue
from tasks.trial_mediation import Setting


def _issue(
    case_number: str, setting: Setting, letter: Letter, n: int | str = 1, **facts: Any
) -> None:
    issue(
        case_number,
        letter,
        occasion=setting.nth(n),
        court=setting.court,
        docket_number=setting.docket_number,
        is_second_instance=setting.is_second_instance,
        **facts,
    )


def issue_commission(
    case_number: str,
    setting: Setting,
    consent: TrialMediationConsent,
    choice: TrialMediatorChoice,
    n: int,
) -> None:
    """Write to the mediator whom the court commissions."""
    _issue(
        case_number,
        setting,
        COMMISSION_ON_APPEAL if setting.is_second_instance else COMMISSION,
        n,
        mediator_name=choice.mediator,
        mediator_organization=choice.organization,
        mediation_days=setting.days,
        is_summary=setting.is_summary,
        allows_instrument=consent.allows_instrument,
        delegate=consent.delegate,
    )


def issue_transcript(
    case_number: str, setting: Setting, session: TrialMediationSession, n: int
) -> None:
    """Put a session on record."""
    _issue(
        case_number,
        setting,
        TRIAL_SESSION_RECORD,
        n,
        session_number=n,
        held_on=session.held_on,
        place=session.place,
        host=session.answered_by,
        recorder=session.recorder,
        participants=[person.line for person in session.participants],
        statements=[(said.speaker, said.text) for said in session.remarks],
        undisputed_facts=session.undisputed_facts,
        result=session.result_line,
    )


def issue_instrument(
    case_number: str, setting: Setting, agreed: TrialSettlementTerms, *, is_partial: bool
) -> None:
    """Draw up the instrument, to be signed by every party."""
    _issue(
        case_number,
        setting,
        MEDIATION_INSTRUMENT,
        is_summary=setting.is_summary,
        case_facts=agreed.case_facts,
        terms=agreed.terms,
        payments=[payment.model_dump(mode="json") for payment in agreed.payments],
        to_perform=agreed.to_perform is YesNo.YES,
        is_partial=is_partial,
        remaining=agreed.remaining,
    )


def issue_end(case_number: str, setting: Setting, **facts: Any) -> None:
    """Tell the court that mediation is over, and what came of it."""
    nothing_more = {"settled_terms": [], "change": "", "third_party_objection": ""}
    _issue(case_number, setting, TRIAL_MEDIATION_END, **nothing_more | facts)
