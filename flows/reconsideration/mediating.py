"""案中调解: at any time before the decision; a change of mind before the seal undoes it."""

from datetime import date

from flows.reconsideration.conclusion import mediated
from flows.reconsideration.trial import Ended, Trial, move
from rules.paths.reconsideration.letters import INSTRUMENT, RESUMPTION, STAY
from rules.paths.reconsideration.mediation import (
    InstrumentSigning,
    MediationOpening,
    MediationOutcome,
    MediationResult,
    SigningChoice,
)
from rules.vocabulary.question import YesNo

CAUSE = "进行调解并经申请人和被申请人同意"


def mediate(trial: Trial, occasion: str) -> Trial | Ended:
    """Mediate between both sides and others; without agreement the review goes on."""
    opening = trial.ask(MediationOpening, occasion=occasion)
    if not opening.begins:
        return trial
    move(trial.case_number, stage_code="mediating", occasion=occasion)
    if is_stayed := trial.in_time and opening.stay_agreed is YesNo.YES:
        stay(trial, opening, occasion)
    result = trial.ask(MediationResult, occasion=occasion)
    ended_on = result.ended_on
    if result.outcome is MediationOutcome.AGREED:
        trial.issue(
            INSTRUMENT,
            occasion=occasion,
            participants=[person.name for person in opening.participants],
            terms=result.terms,
        )
        signing = trial.ask(InstrumentSigning, occasion=occasion)
        if signing.choice is SigningChoice.EFFECTIVE:
            return mediated(trial, signing.signed_on, result.has_performance)
        ended_on = signing.signed_on
    move(trial.case_number, stage_code=trial.stage, occasion=f"{occasion}+")
    return resume(trial, opening.opened_on, ended_on, occasion) if is_stayed else trial


def stay(trial: Trial, opening: MediationOpening, occasion: str) -> None:
    """Both sides agree that the period stops."""
    trial.suspend(f"调解{occasion}", opening.opened_on)
    trial.issue(
        STAY,
        occasion=f"mediation-{occasion}",
        stayed_on=opening.opened_on,
        cause=CAUSE,
        article="第三十九条第一款第（六）项",
    )


def resume(trial: Trial, opened_on: date, ended_on: date, occasion: str) -> Trial:
    """The period goes on; the days of the mediation do not count."""
    last_day = max(opened_on, ended_on)
    trial.issue(
        RESUMPTION,
        occasion=f"mediation-{occasion}",
        last_day_on=last_day,
        cause=CAUSE,
        decide_due=trial.resume(f"调解{occasion}", last_day),
    )
    return trial.without(f"调解{occasion}", (last_day - opened_on).days + 1)
