"""诉中调解: both sides agree, a mediator is commissioned; what fails goes on to judgment."""

from dataclasses import replace
from datetime import date
from itertools import count

from flows.in_trial_mediation.settlement import conclude
from flows.in_trial_mediation.verbs import (
    OUT_OF_TIME,
    Mediation,
    ask,
    ask_before,
    back_to_trial,
    move,
)
from rules.mediation import ChosenBy
from rules.paths.in_trial_mediation import PATH
from rules.paths.in_trial_mediation.questions import (
    TrialMediationConsent,
    TrialMediatorAcceptance,
    TrialMediatorChoice,
)
from rules.paths.in_trial_mediation.sessions import TrialMediationSession, TrialSessionResult
from tasks.case_facts import reached_on
from tasks.deadline_changes import extend_deadline
from tasks.deadlines import due, start_deadline
from tasks.exits import PathEnded
from tasks.procedure import procedure
from tasks.start_mediation import mediation_period, rest_trial_limit, resume_trial_limit
from tasks.trial_mediation_letters import (
    issue_commission,
    issue_extension,
    issue_transcript,
)

AGREED = (TrialSessionResult.AGREED, TrialSessionResult.PARTIAL)
GIVEN_UP = (TrialSessionResult.FAILED, TrialSessionResult.LEFT, TrialSessionResult.SHAM)


@procedure(PATH)
def in_trial_mediation(case_number: str) -> str:
    """Mediate a case under trial; returns the stage it ended at."""
    try:
        return try_mediation(case_number)
    except PathEnded as ended:
        # However the mediation was left, the trial limit rests no longer.
        resume_trial_limit(case_number, reached_on(case_number, PATH.code, ended.stage))
        raise


def try_mediation(case_number: str) -> str:
    """From the question to both sides to the end."""
    consent = ask(case_number, TrialMediationConsent)
    accepted_on = commission(case_number, consent) if consent.is_mutual else None
    if accepted_on is None:
        # Without consent there is no mediation; the trial never stopped.
        move(case_number, stage_code="refused")
        return "refused"
    move(case_number, stage_code="mediating")
    return mediate(
        Mediation(
            case_number=case_number,
            period=mediation_period(case_number),
            accepted_on=accepted_on,
            allows_instrument=consent.allows_instrument,
        )
    )


def commission(case_number: str, consent: TrialMediationConsent) -> date | None:
    """Commission mediators until one accepts; the day of the signature, None when refused."""
    for occasion in map(str, count(1)):
        choice = ask(case_number, TrialMediatorChoice, occasion=occasion)
        if choice.chosen_by is ChosenBy.REFUSED:
            return None
        move(case_number, stage_code="commissioned", occasion=occasion)
        issue_commission(case_number, consent, choice, occasion=occasion)
        acceptance = ask(case_number, TrialMediatorAcceptance, occasion=occasion)
        if acceptance.is_accepted:
            start_deadline(
                case_number,
                mediation_period(case_number),
                acceptance.signed_on,
                fact=TrialMediatorAcceptance.dated("signed_on", occasion),
            )
            # 调解期间不计入审理期限 (解释第五十条).
            rest_trial_limit(case_number, acceptance.signed_on)
            return acceptance.signed_on
        move(case_number, stage_code="choosing", occasion=occasion)
    raise AssertionError


def mediate(mediation: Mediation) -> str:
    """Hold sessions until one ends the mediation, or the period does."""
    case_number, period = mediation.case_number, mediation.period
    for occasion in map(str, count(1)):
        session = ask_before(case_number, TrialMediationSession, occasion=occasion, before=period)
        if session is None:
            return back_to_trial(mediation, OUT_OF_TIME, due(case_number, period)["due_on"])
        issue_transcript(case_number, session, occasion=occasion)
        mediation = replace(
            mediation, undisputed_facts=(*mediation.undisputed_facts, *session.undisputed_facts)
        )
        if session.result is TrialSessionResult.EXTEND:
            earlier = due(case_number, period)
            later = extend_deadline(case_number, period, session.extended_days, cause=occasion)
            issue_extension(case_number, session, earlier, later, occasion=occasion)
        elif session.result in AGREED:
            return conclude(mediation, session)
        elif session.result in GIVEN_UP:
            return back_to_trial(mediation, session.result_line, session.held_on)
    raise AssertionError
