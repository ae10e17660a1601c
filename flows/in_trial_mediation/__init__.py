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
from tasks.trial_limits import rest_trial_limit, resume_trial_limit
from tasks.trial_mediation import Setting, setting_of
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
    setting = setting_of(case_number)
    try:
        return try_mediation(case_number, setting)
    except PathEnded as ended:
        # However the mediation was left, the trial limit rests no longer.
        left_on = reached_on(case_number, PATH.code, ended.stage, occasion=setting.nth())
        resume_trial_limit(case_number, left_on, cause=setting.cause)
        raise


def try_mediation(case_number: str, setting: Setting) -> str:
    """From the question to both sides to the end."""
    consent = ask(case_number, TrialMediationConsent, occasion=setting.nth())
    accepted_on = commission(case_number, setting, consent) if consent.is_mutual else None
    if accepted_on is None:
        # Without consent there is no mediation; the trial never stopped.
        move(case_number, stage_code="refused")
        return "refused"
    move(case_number, stage_code="mediating")
    return mediate(
        Mediation(
            case_number=case_number,
            setting=setting,
            accepted_on=accepted_on,
            allows_instrument=consent.allows_instrument,
        )
    )


def commission(case_number: str, setting: Setting, consent: TrialMediationConsent) -> date | None:
    """Commission mediators until one accepts; the day of the signature, None when refused."""
    for n in count(1):
        occasion = setting.nth(n)
        choice = ask(case_number, TrialMediatorChoice, occasion=occasion)
        if choice.chosen_by is ChosenBy.REFUSED:
            return None
        move(case_number, stage_code="commissioned", occasion=str(n))
        issue_commission(case_number, setting, consent, choice, n)
        acceptance = ask(case_number, TrialMediatorAcceptance, occasion=occasion)
        if acceptance.is_accepted:
            begin_period(case_number, setting, acceptance.signed_on, occasion)
            return acceptance.signed_on
        move(case_number, stage_code="choosing", occasion=str(n))
    raise AssertionError


def begin_period(case_number: str, setting: Setting, signed_on: date, occasion: str) -> None:
    """The mediator's days run, and the trial's rest (解释第五十条)."""
    start_deadline(
        case_number,
        setting.period,
        signed_on,
        trigger_key=setting.nth(),
        fact=TrialMediatorAcceptance.dated("signed_on", occasion),
    )
    rest_trial_limit(case_number, signed_on, cause=setting.cause, limits=setting.limits)


def mediate(mediation: Mediation) -> str:
    """Hold sessions until one ends the mediation, or the period does."""
    case_number, setting, period = mediation.case_number, mediation.setting, mediation.period
    for n in count(1):
        occasion = setting.nth(n)
        session = ask_before(case_number, TrialMediationSession, occasion=occasion, before=period)
        if session is None:
            return back_to_trial(mediation, OUT_OF_TIME, due(case_number, period)["due_on"])
        issue_transcript(case_number, setting, session, n)
        mediation = replace(
            mediation, undisputed_facts=(*mediation.undisputed_facts, *session.undisputed_facts)
        )
        if session.result is TrialSessionResult.EXTEND:
            earlier = due(case_number, period)
            later = extend_deadline(case_number, period, session.extended_days, cause=occasion)
            issue_extension(case_number, setting, session, (earlier, later), n)
        elif session.result in AGREED:
            return conclude(mediation, session)
        elif session.result in GIVEN_UP:
            return back_to_trial(mediation, session.result_line, session.held_on)
    raise AssertionError
