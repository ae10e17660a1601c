"""Following the obligations: checked on their days, settled anew, or urged."""

from typing import Any

from flows.performance.enforcing import ask_creditor
from flows.performance.verbs import ask, move, named, outcome_of, rule_of, start_clock
from rules.paths.performance import PATH
from rules.paths.performance.enforcing import PerformanceUrging, UrgingResult
from rules.paths.performance.letters import (
    ENFORCEMENT_NOTICE,
    EXECUTION_SETTLEMENT,
    SAME_ACT_NOTICE,
    URGING,
)
from rules.paths.performance.questions import (
    CheckResult,
    ObligationKind,
    PerformanceCheck,
    PerformanceObligations,
    PerformanceShortfall,
    RedoneAct,
    ShortfallStep,
)
from rules.paths.performance.schedule import (
    Item,
    Outcome,
    Standing,
    by_due_day,
    named_day,
    performed_line,
    settled_items,
    shortfall_line,
)
from rules.vocabulary.question import YesNo
from tasks.deadlines import meet_deadline, start_deadline
from tasks.handover import hand_over
from tasks.letters import issue
from tasks.stages import in_walk, walk_of


def track(case_number: str, register: PerformanceObligations, items: list[Item]) -> list[Outcome]:
    """Check one obligation after the other on its day; a settlement puts new ones in its place."""
    waiting, outcomes = items, list[Outcome]()
    while waiting:
        item, *waiting = waiting
        check = check_on(case_number, item)
        if check.result is CheckResult.PERFORMED and not is_same_act(case_number, register, item):
            done(case_number, item, check)
            outcomes.append(outcome_of(item, Standing.PERFORMED, performed_line(check)))
            continue
        move(case_number, stage_code="shortfall", occasion=item.key)
        shortfall = ask(case_number, PerformanceShortfall, occasion=item.key)
        if shortfall.step is ShortfallStep.SETTLED:
            renewed = settle(case_number, register, item, shortfall)
            outcomes.append(outcome_of(item, Standing.SETTLED, shortfall_line(check, shortfall)))
            waiting = by_due_day([*waiting, *renewed])
        else:
            outcomes.append(urge(case_number, register, item, check, shortfall))
    return outcomes


def check_on(case_number: str, item: Item) -> PerformanceCheck:
    """Ask whether the obligation was performed; ten days after its day the answer is due."""
    if item.due_by is None:
        return ask(case_number, PerformanceCheck, occasion=item.key)
    start_deadline(case_number, "P_CHECK", item.due_by, trigger_key=item.key, recipient=item.number)
    check = ask(case_number, PerformanceCheck, occasion=item.key, due="P_CHECK")
    meet_deadline(case_number, "P_CHECK", trigger_keys=(item.key,))
    return check


def done(case_number: str, item: Item, check: PerformanceCheck) -> None:
    """The obligation was performed, in time or late."""
    meet_deadline(
        case_number, rule_of(case_number, item), check.checked_on, trigger_keys=(item.key,)
    )


def is_same_act(case_number: str, register: PerformanceObligations, item: Item) -> bool:
    """An act made anew is compared with the annulled one; the same again is no performance."""
    if item.kind is not ObligationKind.REDO:
        return False
    redone = ask(case_number, RedoneAct, occasion=item.key)
    if redone.same_act:
        issue(
            case_number,
            SAME_ACT_NOTICE,
            occasion=item.key,
            instrument=named(register),
            duty=item.as_facts(start_clock(case_number, item)),
            document=redone.document,
            made_on=redone.made_on,
        )
    return redone.same_act


def settle(
    case_number: str,
    register: PerformanceObligations,
    item: Item,
    shortfall: PerformanceShortfall,
) -> list[Item]:
    """Write the execution settlement down; its instalments have clocks of their own."""
    meet_deadline(case_number, rule_of(case_number, item), trigger_keys=(item.key,))
    renewed = settled_items(item, shortfall.instalments)
    issue(
        case_number,
        EXECUTION_SETTLEMENT,
        occasion=item.key,
        instrument=named(register),
        duty=item.as_facts(start_clock(case_number, item)),
        instalments=[each.as_facts(start_clock(case_number, each)) for each in renewed],
        signed_on=shortfall.step_on,
    )
    move(case_number, stage_code="settled", occasion=item.key)
    move(case_number, stage_code="tracking", occasion=f"{item.key}+")
    return renewed


def urge(
    case_number: str,
    register: PerformanceObligations,
    item: Item,
    check: PerformanceCheck,
    shortfall: PerformanceShortfall,
) -> Outcome:
    """Urge the debtor, tell the creditor until when to apply for enforcement, and look again."""
    duty = item.as_facts(start_clock(case_number, item))
    situation = shortfall_line(check)
    is_overdue = shortfall.step is ShortfallStep.NEITHER
    issue(
        case_number,
        URGING,
        occasion=item.key,
        instrument=named(register),
        duty=duty,
        situation=situation,
        is_overdue=is_overdue,
        record=shortfall.record,
    )
    tell_creditor(case_number, register, item, duty, situation)
    move(case_number, stage_code="urged", occasion=item.key)
    urging = ask(case_number, PerformanceUrging, occasion=item.key)
    move(case_number, stage_code="tracking", occasion=f"{item.key}+")
    if urging.result is UrgingResult.PERFORMED:
        for rule in (rule_of(case_number, item), "X_ENFORCE_2Y"):
            meet_deadline(case_number, rule, urging.checked_on, trigger_keys=(item.key,))
        late = f"{named_day(urging.checked_on)}履行，凭证：{urging.evidence}"
        return outcome_of(item, Standing.PERFORMED_LATE, late)
    if urging.suggest is YesNo.YES:
        suggest(case_number, item, urging.reason)
    standing = Standing.OVERDUE if is_overdue else Standing.EXPLAINED
    outcome = outcome_of(item, standing, shortfall_line(check, shortfall))
    return ask_creditor(case_number, outcome, item.key)


def tell_creditor(
    case_number: str,
    register: PerformanceObligations,
    item: Item,
    duty: dict[str, Any],
    situation: str,
) -> None:
    """Two years from the last day of the instalment, or from service where there is no day."""
    if not register.kind.is_enforceable:
        return
    occasion = in_walk(walk_of(case_number, PATH.code))
    apply_due = start_deadline(
        case_number,
        "X_ENFORCE_2Y",
        item.due_by or register.served_on,
        trigger_key=item.key,
        fact="" if item.due_by else PerformanceObligations.dated("served_on", occasion),
    )
    issue(
        case_number,
        ENFORCEMENT_NOTICE,
        occasion=item.key,
        instrument=named(register),
        duty=duty,
        situation=situation,
        apply_due=apply_due,
    )


def suggest(case_number: str, item: Item, reason: str) -> None:
    """The court makes a judicial suggestion while performance is followed on."""
    hand_over(
        case_number,
        leaving=PATH.code,
        to="judicial_suggestion",
        reason=f"履行不力（{item.number}）：{reason}",
        at_stage=None,
        occasion=item.key,
    )
