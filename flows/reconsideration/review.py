"""审理: prepare the case, then one step after another until it is decided, mediated or overdue."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import count

from flows.reconsideration.conclusion import decide, withdraw
from flows.reconsideration.inquiry import INQUIRIES, consult, convert, hold_hearing
from flows.reconsideration.mediating import mediate
from flows.reconsideration.trial import Accepted, DecisionOverdue, Trial, ask_before, move
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

SIMPLIFIED_RULES = {"decide": "R_DECIDE_30D", "send": "R_SEND_3WD", "answer": "R_ANSWER_5WD"}
# Steps towards a decision that is itself overdue: what was not missed before falls away.
ON_THE_WAY = ("A_WISH_3WD", "R_SEND_7WD", "R_SEND_3WD", "R_HEARING_5WD")
ORDINARY_RULES = {"decide": "R_DECIDE_60D", "send": "R_SEND_7WD", "answer": "R_ANSWER_10WD"}


def review(accepted: Accepted) -> str:
    """Review an accepted application; returns the stage it ended at."""
    move(accepted.case_number, stage_code="accepted")
    accepted.start("R_DECIDE_60D")
    try:
        return prepare(Trial(accepted=accepted, rule="R_DECIDE_60D", handler=accepted.handler))
    except DecisionOverdue as overdue:
        return go_on_overdue(overdue.trial)


def prepare(trial: Trial) -> str:
    """Ask for wishes, choose the procedure, send the copy and wait for the answer."""
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


def hear(trial: Trial, chosen: ProcedureChoice) -> str:
    """What the law demands of a kind of case comes first; then whatever the case needs."""
    done: set[Step] = set()
    if chosen.procedure is Procedure.ORDINARY:
        trial.ask(OpinionsHeard, occasion="first")
    if chosen.is_major is YesNo.YES:
        for n in count(1):
            if hold_hearing(trial, f"first-{n}"):
                break
        done.add(Step.HEARING)
    if chosen.needs_committee:
        consult(trial, "first")
        done.add(Step.COMMITTEE)
    return walk(trial, "", done)


def walk(trial: Trial, prefix: str, done: set[Step]) -> str:
    """Take step after step until one ends the case."""
    for n in count(1):
        occasion = f"{prefix}{n}"
        step, chosen_on = next_step(trial, occasion)
        if step is Step.DECIDE:
            heard, consulted = Step.HEARING in done, Step.COMMITTEE in done
            return decide(trial, occasion, heard=heard, consulted=consulted)
        if step is Step.SUED:
            return end_sued(trial, chosen_on)
        if step is Step.CONVERT:
            trial = convert(trial)
        elif step in INQUIRIES:
            look_into(trial, step, occasion, done)
        elif end := WAYS_OUT[step](trial, occasion):
            return end
    raise AssertionError


def look_into(trial: Trial, step: Step, occasion: str, done: set[Step]) -> None:
    """Take a step that ends nothing; the period is extended only once."""
    if step is Step.EXTEND and step in done:
        return
    came_about = INQUIRIES[step](trial, occasion)
    if came_about:
        done.add(step)


def next_step(trial: Trial, occasion: str) -> tuple[Step, date]:
    """What the office does next, and on which day."""
    if not trial.in_time:
        late = trial.ask(OverdueStep, occasion=occasion)
        return late.step, late.chosen_on
    if trial.rule == "R_DECIDE_30D":
        simplified = trial.ask(SimplifiedStep, occasion=occasion)
        return simplified.step, simplified.chosen_on
    ordinary = trial.ask(OrdinaryStep, occasion=occasion)
    return ordinary.step, ordinary.chosen_on


def go_on_overdue(trial: Trial) -> str:
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
    late = replace(trial, in_time=False)
    return walk(late, "late-", set())


def end_sued(trial: Trial, sued_on: date) -> str:
    """The court has the dispute now; it will come to this office as any action does."""
    meet_deadline(trial.case_number, "L_AFTER_RECON_15D", sued_on)
    move(trial.case_number, stage_code="sued")
    return "sued"


WAYS_OUT: Mapping[Step, Callable[[Trial, str], str | None]] = {
    Step.MEDIATE: mediate,
    Step.WITHDRAW: withdraw,
}
