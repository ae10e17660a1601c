"""A retrial is held, by the rules of one instance or the other; sent back once at most."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from flows.retrial.effects import Standing, take_effect
from flows.retrial.ordering import Ordered
from flows.retrial.verbs import ask, move, write
from rules.paths.retrial import PATH
from rules.paths.retrial.appeal import (
    RetrialAppeal,
    RetrialAppealAfterRemand,
    RetrialAppealOutcome,
    RetrialAppealResult,
    RetrialAppealTransfer,
    RetrialDecisionService,
    RetrialEffect,
)
from rules.paths.retrial.letters import RETRIAL_APPEAL_NOTICE
from rules.paths.retrial.trial import (
    AT_ONCE,
    ENDS,
    LIMITS,
    STANDS,
    RemandedResult,
    RetrialDocketing,
    RetrialOutcome,
    RetrialProcedure,
    RetrialResult,
    RetrialResultOfFirst,
)
from rules.vocabulary.question import YesNo
from tasks.appeals import Appeal, send_up, serve_each_party, wait_for_appeal
from tasks.deadlines import meet_deadline, start_deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One time the case is tried: which time, by which rules, where, and whether after a remand."""

    ordered: Ordered
    n: int
    procedure: RetrialProcedure
    court: str
    is_remanded: bool = False

    @property
    def occasion(self) -> str:
        """The occasion of its questions."""
        return self.ordered.nth(self.n)


def retry(case_number: str, ordered: Ordered) -> str:
    """Try the case until a decision is in force; returns the stage the retrial ended at."""
    this = Round(ordered=ordered, n=1, procedure=ordered.procedure, court=ordered.court)
    for n in count(1):
        this = replace(this, n=n)
        # Each time anew: of a decision that was set aside nothing is left.
        standing = try_once(case_number, this, Standing(was_lost=ordered.was_lost))
        if standing.end:
            return take_effect(case_number, ordered, standing)
        move(case_number, stage_code="remanded", occasion=str(n))
        this = replace(this, procedure=RetrialProcedure.FIRST, is_remanded=True)
    raise AssertionError


def try_once(case_number: str, this: Round, standing: Standing) -> Standing:
    """Docket and decide; where the standing has no end the case is sent back."""
    occasion, rule = this.occasion, LIMITS[this.procedure]
    docketing = ask(case_number, RetrialDocketing, occasion=occasion)
    start_deadline(
        case_number,
        rule,
        docketing.docketed_on,
        trigger_key=occasion,
        fact=RetrialDocketing.dated("docketed_on", occasion),
    )
    move(case_number, stage_code="retrying", occasion=str(this.n))
    question = question_of(this)
    result = ask(case_number, question, occasion=occasion, due=rule)
    meet_deadline(case_number, rule, result.decided_on, trigger_keys=(occasion,))
    now = after(standing, result, this, docketing.number)
    if result.outcome is RetrialOutcome.REMANDED:
        return now
    if this.procedure is RetrialProcedure.SECOND or result.outcome in AT_ONCE:
        return in_force(case_number, this, now)
    return open_to_appeal(case_number, this, result, now)


def question_of(this: Round) -> type[RetrialResult]:
    """How the result of this time is asked for."""
    if this.is_remanded:
        return RemandedResult
    return RetrialResultOfFirst if this.procedure is RetrialProcedure.FIRST else RetrialResult


def after(standing: Standing, result: RetrialResult, this: Round, number: str) -> Standing:
    """How things stand after a decision, which is not in force yet."""
    stands = result.outcome in STANDS
    return replace(
        standing,
        end=ENDS[result.outcome],
        court=this.court,
        number=number,
        by=result.code,
        n=this.n,
        is_lost=standing.was_lost if stands else result.is_lost is YesNo.YES,
        obligations=() if stands else tuple(result.obligations),
    )


def open_to_appeal(
    case_number: str, this: Round, result: RetrialResult, standing: Standing
) -> Standing:
    """Serve a decision of first instance, and wait until nobody can appeal it any more."""
    occasion = this.occasion
    served = serve_each_party(
        case_number,
        RetrialDecisionService,
        path=PATH.code,
        occasion=occasion,
        rule=result.appeal_rule,
    )
    write(
        case_number,
        this.ordered,
        RETRIAL_APPEAL_NOTICE,
        this.n,
        court=this.court,
        number=standing.number,
        outcome=result.outcome.value,
        form=result.form.value,
        decided_on=result.decided_on,
        services=[each.as_facts for each in served],
    )
    move(case_number, stage_code="appealable", occasion=str(this.n))
    appeal = wait_for_appeal(
        case_number,
        RetrialAppeal,
        path=PATH.code,
        occasion=occasion,
        rule=result.appeal_rule,
    )
    if appeal is not None:
        return decide_appeal(case_number, this, appeal, standing)
    last_day: date = served[-1].appeal_due["due_on"]
    return replace(standing, effective_on=last_day + timedelta(days=1))


def decide_appeal(case_number: str, this: Round, appeal: Appeal, standing: Standing) -> Standing:
    """What the higher court made of it; without an end it is sent back, once at most."""
    occasion = this.occasion
    move(case_number, stage_code="appealed", occasion=str(this.n))
    send_up(case_number, RetrialAppealTransfer, appeal, path=PATH.code, occasion=occasion)
    question = RetrialAppealAfterRemand if this.is_remanded else RetrialAppealResult
    result = ask(case_number, question, occasion=occasion, due="T_APPEAL_3M")
    meet_deadline(case_number, "T_APPEAL_3M", result.decided_on, trigger_keys=(occasion,))
    decided = replace(standing, number=result.number, by=result.code, court=result.court)
    match result.outcome:
        case RetrialAppealOutcome.REMANDED:
            return replace(standing, end="")
        case RetrialAppealOutcome.CHANGED:
            decided = replace(
                decided,
                end="changed",
                is_lost=result.is_lost is YesNo.YES,
                obligations=tuple(result.obligations),
            )
        case RetrialAppealOutcome.UPHELD | RetrialAppealOutcome.WITHDRAWN:
            pass
    return in_force(case_number, this, decided)


def in_force(case_number: str, this: Round, standing: Standing) -> Standing:
    """Since when a final decision is in force."""
    effect = ask(case_number, RetrialEffect, occasion=this.occasion)
    return replace(
        standing,
        effective_on=effect.effective_on,
        effect_fact=RetrialEffect.dated("effective_on", this.occasion),
    )
