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
from rules.paths.prefiling_mediation.records import (
    EXTENSION_CONSENT,
    MEDIATOR_DISCLOSURE,
    UNDISPUTED_FACTS,
)
from rules.vocabulary.letter import Letter
from rules.vocabulary.question import YesNo
from tasks.letters import issue
from tasks.running import Due
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


def _issue_beside(case_number: str, setting: Setting, letter: Letter, n: int, **facts: Any) -> None:
    # The same papers may have been made before docketing, on occasions of their own.
    occasion = f"诉中-{setting.nth(n)}"
    issue(case_number, letter, occasion=occasion, docket_number=setting.docket_number, **facts)


def issue_commission(
    case_number: str,
    setting: Setting,
    consent: TrialMediationConsent,
    choice: TrialMediatorChoice,
    n: int,
) -> None:
    """Write to the mediator whom the court commissions, and tell both sides their rights."""
    commissioned = {
        "mediator_name": choice.mediator,
        "mediator_organization": choice.organization,
        "mediation_days": setting.days,
    }
    _issue(
        case_number,
        setting,
        COMMISSION_ON_APPEAL if setting.is_second_instance else COMMISSION,
        n,
        is_summary=setting.is_summary,
        allows_instrument=consent.allows_instrument,
        delegate=consent.delegate,
        **commissioned,
    )
    _issue_beside(case_number, setting, MEDIATOR_DISCLOSURE, n, **commissioned)


def issue_transcript(
    case_number: str, setting: Setting, session: TrialMediationSession, n: int
) -> None:
    """Put a session on record; what both sides do not dispute stands on a paper of its own."""
    held = {
        "held_on": session.held_on,
        "place": session.place,
        "host": session.answered_by,
        "recorder": session.recorder,
        "undisputed_facts": session.undisputed_facts,
    }
    _issue(
        case_number,
        setting,
        TRIAL_SESSION_RECORD,
        n,
        session_number=n,
        participants=[person.line for person in session.participants],
        statements=[(said.speaker, said.text) for said in session.remarks],
        result=session.result_line,
        **held,
    )
    if session.undisputed_facts:
        _issue_beside(case_number, setting, UNDISPUTED_FACTS, n, **held)


def issue_extension(
    case_number: str,
    setting: Setting,
    session: TrialMediationSession,
    dues: tuple[Due, Due],
    n: int,
) -> None:
    """Both sides agreed to more time, in writing; `dues` are the last day before and after."""
    earlier, later = dues
    _issue_beside(
        case_number,
        setting,
        EXTENSION_CONSENT,
        n,
        agreed_on=session.held_on,
        extended_days=session.extended_days,
        earlier_due=earlier,
        later_due=later,
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
