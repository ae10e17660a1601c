"""诉前调解: thirty days from the mediator's signature; whatever fails goes to docketing at once."""

from itertools import count

from flows.prefiling_mediation.preparing import (
    appoint_mediator,
    choose_lead_agency,
    plan,
    suggest_resolution,
)
from flows.prefiling_mediation.settling import settle
from flows.prefiling_mediation.verbs import OUT_OF_TIME, PERIOD, ask_before, move, to_docketing
from rules.paths.prefiling_mediation import PATH
from rules.paths.prefiling_mediation.letters import SESSION_RECORD
from rules.paths.prefiling_mediation.questions import MediationSession, SessionResult
from rules.paths.prefiling_mediation.records import EXTENSION_CONSENT, UNDISPUTED_FACTS
from tasks.asking import ConsentWithdrawn
from tasks.deadline_changes import extend_deadline
from tasks.deadlines import due
from tasks.letters import issue
from tasks.procedure import procedure


@procedure(PATH)
def prefiling_mediation(case_number: str) -> str:
    """Mediate a registered case before docketing; returns the stage it ended at."""
    try:
        lead = choose_lead_agency(case_number)
        suggest_resolution(case_number, lead)
        mediator = appoint_mediator(case_number)
        if mediator is None:
            return to_docketing(case_number, "双方不同意指定调解员，视为不同意调解")
        move(case_number, stage_code="mediating")
        if not plan(case_number, lead, mediator):
            return to_docketing(case_number, OUT_OF_TIME)
        return mediate(case_number)
    except ConsentWithdrawn as withdrawn:
        return to_docketing(case_number, str(withdrawn))


def mediate(case_number: str) -> str:
    """Hold sessions until one ends the mediation, or the period does."""
    for occasion in map(str, count(1)):
        session = ask_before(case_number, MediationSession, occasion=occasion, before=PERIOD)
        if session is None:
            return to_docketing(case_number, OUT_OF_TIME)
        record(case_number, session, occasion)
        match session.result:
            case SessionResult.CONTINUE:
                continue
            case SessionResult.EXTEND:
                extend(case_number, session, occasion)
            case SessionResult.AGREED | SessionResult.PARTIAL:
                return settle(case_number, is_partial=session.result is SessionResult.PARTIAL)
            case SessionResult.FAILED | SessionResult.WITHDRAWN | SessionResult.SHAM:
                return to_docketing(case_number, session.result.value)
    raise AssertionError


def record(case_number: str, session: MediationSession, occasion: str) -> None:
    """Put a session on file; what both sides do not dispute stands on a paper of its own."""
    held = {
        "held_on": session.held_on,
        "place": session.place,
        "host": session.answered_by,
        "recorder": session.recorder,
        "undisputed_facts": session.undisputed_facts,
    }
    issue(
        case_number,
        SESSION_RECORD,
        occasion=occasion,
        attendees=session.attendees,
        statements=[(said.speaker, said.text) for said in session.statements],
        result="。".join(filter(None, [session.result.value, session.remarks])),
        **held,
    )
    if session.undisputed_facts:
        issue(case_number, UNDISPUTED_FACTS, occasion=occasion, docket_number="", **held)


def extend(case_number: str, session: MediationSession, occasion: str) -> None:
    """Both sides agreed to more time: from the old last day to the new one, in writing."""
    earlier = due(case_number, PERIOD)
    later = extend_deadline(case_number, PERIOD, session.extended_days, cause=occasion)
    issue(
        case_number,
        EXTENSION_CONSENT,
        occasion=occasion,
        agreed_on=session.held_on,
        extended_days=session.extended_days,
        earlier_due=earlier,
        later_due=later,
        docket_number="",
    )
