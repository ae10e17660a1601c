"""Enforcing what is still owed: the creditor applies, the court decides by which measures."""

from dataclasses import replace
from itertools import count

from flows.performance.verbs import ask, outcome_of, rule_of
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
    is_performed = standing is Standing.PERFORMED_LATE
    meet_deadline(
        case_number,
        rule_of(case_number, item),
        on if is_performed else None,
        trigger_keys=(item.key,),
    )
    line = f"{named_day(on)}{application.choice.value}，{application.remarks}"
    return outcome_of(item, standing, line)


def enforce(case_number: str, outcome: Outcome) -> Outcome:
    """See an obligation that is still owed to its end."""
    for number in count(2):
        if not outcome.is_open:
            return outcome
        if outcome.is_applied:
            break
        outcome = ask_creditor(case_number, outcome, f"{outcome.item.key}-a{number}")
    item = outcome.item
    result = ask(case_number, EnforcementResult, occasion=item.key)
    is_executed = result.ending is Ending.EXECUTED
    meet_deadline(
        case_number,
        rule_of(case_number, item),
        result.ended_on if is_executed else None,
        trigger_keys=(item.key,),
    )
    standing = Standing.EXECUTED if is_executed else Standing.CONCLUDED
    return outcome_of(item, standing, executed_line(result))
