"""Enforcing what is still owed: the creditor applies, the court decides by which measures."""

from dataclasses import replace
from itertools import count

from flows.performance.verbs import ask, end_clock, outcome_of
from rules.paths.performance.enforcing import (
    ApplicationChoice,
    Ending,
    EnforcementApplication,
    EnforcementResult,
)
from rules.paths.performance.schedule import (
    UNENFORCED,
    Outcome,
    Standing,
    executed_line,
    named_day,
)
from tasks.deadlines import meet_deadline


def enforce(case_number: str, outcomes: list[Outcome]) -> list[Outcome]:
    """See every obligation that is still owed to its end."""
    waiting, ended = outcomes, list[Outcome]()
    while waiting:
        outcome, *waiting = waiting
        if outcome.is_open:
            outcome = end(case_number, outcome)
        ended.append(outcome)
    return ended


def end(case_number: str, outcome: Outcome) -> Outcome:
    """Ask until the creditor has applied or need not; then how enforcement ended."""
    for number in count(2):
        if outcome.is_applied or not outcome.is_open:
            break
        outcome = ask_creditor(case_number, outcome, f"{outcome.item.key}-a{number}")
    return enforced(case_number, outcome) if outcome.is_open else outcome


def ask_creditor(case_number: str, outcome: Outcome, occasion: str) -> Outcome:
    """Whether the creditor has applied; one who has not yet is asked again at the end."""
    item = outcome.item
    application = ask(case_number, EnforcementApplication, occasion=occasion)
    if application.choice is ApplicationChoice.NOT_YET:
        return outcome
    on = application.happened_on
    meet_deadline(case_number, "X_ENFORCE_2Y", on, trigger_keys=(item.key,))
    if application.choice is ApplicationChoice.APPLIED:
        return replace(outcome, is_applied=True)
    standing = UNENFORCED[application.choice]
    end_clock(case_number, item, on if standing is Standing.PERFORMED_LATE else None)
    line = f"{named_day(on)}{application.choice.value}，{application.remarks}"
    return outcome_of(item, standing, line)


def enforced(case_number: str, outcome: Outcome) -> Outcome:
    """How enforcement ended, and by which measures."""
    item = outcome.item
    result = ask(case_number, EnforcementResult, occasion=item.key)
    is_executed = result.ending is Ending.EXECUTED
    end_clock(case_number, item, result.ended_on if is_executed else None)
    standing = Standing.EXECUTED if is_executed else Standing.CONCLUDED
    return outcome_of(item, standing, executed_line(result))
