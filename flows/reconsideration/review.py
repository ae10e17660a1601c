"""审理: prepare the case, then one step after another until it is decided, mediated or overdue."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import count

from flows.reconsideration.conclusion import decide, withdraw
from flows.reconsideration.inquiry import INQUIRIES, consult, hold_hearing
from flows.reconsideration.mediating import mediate
from flows.reconsideration.trial import (
    SIMPLIFIED_RULE,
    Accepted,
    DecisionOverdue,
    Ended,
    Trial,
    ask_before,
    move,
)
from rules.paths.reconsideration.letters import (
    ACCEPTANCE_NOTICE,
    ANSWER_NOTICE,
    OVERDUE_NOTICE,
    WISH_RECORD,
)
from rules.paths.reconsideration.procedure import (
    AgencyAnswer,
    CopySent,
    OpinionsHeard,
    Procedure,
    ProcedureChoice,
    WishInquiry,
)
from rules.paths.reconsideration.review import OrdinaryStep, OverdueStep, SimplifiedStep, Step
from rules.vocabulary.question import YesNo
from tasks.deadlines import chain_deadline, due, meet_deadline, start_deadline

SIMPLIFIED_RULES = {"decide": SIMPLIFIED_RULE, "send": "R_SEND_3WD", "answer": "R_ANSWER_5WD"}
# Steps towards a decision that is itself overdue: what was not missed before falls away.
ON_THE_WAY = ("A_WISH_3WD", "R_SEND_7WD", "R_SEND_3WD", "R_HEARING_5WD")
ORDINARY_RULES = {"decide": "R_DECIDE_60D", "send": "R_SEND_7WD", "answer": "R_ANSWER_10WD"}


def review(accepted: Accepted) -> Ended:
    """Review an accepted application, in time or late; returns how that ended."""
    move(accepted.case_number, stage_code="accepted")
    accepted.start("R_DECIDE_60D")
    try:
        return review_in_time(accepted)
    except DecisionOverdue as overdue:
        late = overdue.trial
    go_on_overdue(late)
    return walk(replace(late, in_time=False, excluded=()), "late-")


def review_in_time(accepted: Accepted) -> Ended:
    """Prepare the case, then take step after step. Raises DecisionOverdue."""
    trial = prepare(Trial(accepted=accepted, rule="R_DECIDE_60D", handler=accepted.handler))
    return walk(trial, "")


def prepare(trial: Trial) -> Trial:
    """Wishes, the procedure, the agency's answer, and what the law demands of such a case."""
    inquire_wishes(trial)
    chosen = trial.ask(ProcedureChoice)
    is_simplified = chosen.procedure is Procedure.SIMPLIFIED
    rules = SIMPLIFIED_RULES if is_simplified else ORDINARY_RULES
    decide_due = trial.accepted.start(rules["decide"])
    if is_simplified:
        meet_deadline(trial.case_number, "R_DECIDE_60D", trigger_keys=("1",))
    trial = replace(trial, rule=rules["decide"], handler=chosen.answered_by)
    trial.issue(
        ACCEPTANCE_NOTICE,
        accepted_on=trial.accepted.on,
        is_deemed=trial.accepted.is_deemed,
        procedure=chosen.procedure.value,
        decide_due=decide_due,
    )
    trial = await_answer(trial, chosen, rules)
    move(trial.case_number, stage_code="reviewing")
    return hear(trial, chosen)


def inquire_wishes(trial: Trial) -> None:
    """What the applicant wants, and whether both would mediate, on record."""
    trial.accepted.start("A_WISH_3WD")
    wishes = trial.ask(WishInquiry)
    meet_deadline(trial.case_number, "A_WISH_3WD", wishes.asked_on)
    replace(trial, handler=wishes.answered_by).issue(
        WISH_RECORD,
        asked_on=wishes.asked_on,
        core_wish=wishes.core_wish,
        applicant_willing=wishes.applicant_willing is YesNo.YES,
        agency_willing=wishes.agency_willing is YesNo.YES,
        conditions=wishes.conditions,
    )


def await_answer(trial: Trial, chosen: ProcedureChoice, rules: dict[str, str]) -> Trial:
    """Send the copy and wait; without answer and evidence the act counts as unfounded."""
    is_simplified = chosen.procedure is Procedure.SIMPLIFIED
    trial.accepted.start(rules["send"])
    trial.issue(
        ANSWER_NOTICE,
        procedure=chosen.procedure.value,
        answer_days=5 if is_simplified else 10,
        article="第五十四条第一款" if is_simplified else "第四十八条",
    )
    copy = trial.ask(CopySent)
    meet_deadline(trial.case_number, rules["send"], copy.sent_on)
    move(trial.case_number, stage_code="answering")
    start_deadline(
        trial.case_number,
        rules["answer"],
        copy.received_on,
        fact=CopySent.dated("received_on"),
    )
    answer = ask_before(trial.case_number, AgencyAnswer, before=rules["answer"])
    if answer is not None:
        meet_deadline(trial.case_number, rules["answer"], answer.answered_on)
    return replace(trial, answered=answer is not None and answer.with_evidence is YesNo.YES)


def hear(trial: Trial, chosen: ProcedureChoice) -> Trial:
    """What the law demands of a kind of case comes first; then whatever the case needs."""
    if chosen.procedure is Procedure.ORDINARY:
        trial.ask(OpinionsHeard, occasion="first")
    if chosen.is_major is YesNo.YES:
        trial = hear_major(trial)
    return consult(trial, "first") if chosen.needs_committee else trial


def hear_major(trial: Trial) -> Trial:
    """A hearing there must be, however often it is put off."""
    for n in count(1):
        held = hold_hearing(trial, f"first-{n}")
        if held.heard:
            return held
    raise AssertionError


def walk(trial: Trial, prefix: str) -> Ended:
    """Take step after step until one ends the case."""
    for n in count(1):
        occasion = f"{prefix}{n}"
        step, chosen_on = next_step(trial, occasion)
        if step is Step.SUED:
            return end_sued(trial.case_number, chosen_on)
        came = STEPS[step](trial, occasion)
        if isinstance(came, Ended):
            return came
        trial = came
    raise AssertionError


def next_step(trial: Trial, occasion: str) -> tuple[Step, date]:
    """What the office does next, and on which day."""
    if not trial.in_time:
        late = trial.ask(OverdueStep, occasion=occasion)
        return late.step, late.chosen_on
    if trial.rule == SIMPLIFIED_RULE:
        simplified = trial.ask(SimplifiedStep, occasion=occasion)
        return simplified.step, simplified.chosen_on
    ordinary = trial.ask(OrdinaryStep, occasion=occasion)
    return ordinary.step, ordinary.chosen_on


def go_on_overdue(trial: Trial) -> None:
    """Tell the applicant of the way to court; the duty to decide goes on."""
    case_number = trial.case_number
    decide_due = due(case_number, trial.rule)
    move(case_number, stage_code="overdue")
    for rule in ON_THE_WAY:
        meet_deadline(case_number, rule)
    sue_due = chain_deadline(case_number, "L_AFTER_RECON_15D", after=trial.rule)
    trial.issue(
        OVERDUE_NOTICE,
        accepted_on=trial.accepted.on,
        decide_due=decide_due,
        sue_due=sue_due,
    )


def end_sued(case_number: str, sued_on: date) -> Ended:
    """The court has the dispute now; it will come to this office as any action does."""
    meet_deadline(case_number, "L_AFTER_RECON_15D", sued_on)
    move(case_number, stage_code="sued")
    return Ended(stage="sued")


STEPS: Mapping[Step, Callable[[Trial, str], Trial | Ended]] = {
    **INQUIRIES,
    Step.MEDIATE: mediate,
    Step.WITHDRAW: withdraw,
    Step.DECIDE: decide,
}
