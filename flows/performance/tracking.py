"""Following the obligations: checked on their days, settled anew, or urged."""

from typing import Any

from flows.performance.enforcing import ask_creditor
from flows.performance.verbs import ask, end_clock, move, outcome_of, start_clock
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
    PerformanceCheck,
    PerformanceShortfall,
    RedoneAct,
    ShortfallStep,
)
from rules.paths.performance.schedule import (
    Instrument,
    Item,
    Outcome,
    Standing,
    by_due_day,
    named_day,
    performed_line,
    settled_items,
    settled_line,
    shortfall_line,
)
from rules.vocabulary.question import YesNo
from tasks.deadlines import meet_deadline, start_deadline
from tasks.handover import hand_over
from tasks.letters import issue


def track(case_number: str, instrument: Instrument, items: list[Item]) -> list[Outcome]:
    """Follow one obligation after the other on its day; a settlement puts new ones in its place."""
    waiting, outcomes = items, list[Outcome]()
    while waiting:
        item, *waiting = waiting
        outcome, renewed = follow(case_number, instrument, item)
        outcomes.append(outcome)
        waiting = by_due_day([*waiting, *renewed])
    return outcomes


def follow(case_number: str, instrument: Instrument, item: Item) -> tuple[Outcome, list[Item]]:
    """What became of one obligation, and what a settlement put in its place."""
    check = check_on(case_number, item)
    on, situation = check.checked_on, shortfall_line(check)
    if check.result is CheckResult.PERFORMED:
        line = performed_line(check)
        if not is_same_act(case_number, instrument, item):
            end_clock(case_number, item, on)
            return outcome_of(item, Standing.PERFORMED, line), []
    move(case_number, stage_code="shortfall", occasion=item.key)
    shortfall = ask(case_number, PerformanceShortfall, occasion=item.key)
    if shortfall.step is ShortfallStep.SETTLED:
        settled = outcome_of(item, Standing.SETTLED, settled_line(situation, shortfall))
        return settled, settle(case_number, instrument, item, shortfall)
    return urge(case_number, instrument, item, situation, shortfall), []


def check_on(case_number: str, item: Item) -> PerformanceCheck:
    """Ask whether the obligation was performed; ten days after its day the answer is due."""
    if item.due_by is None:
        return ask(case_number, PerformanceCheck, occasion=item.key)
    start_deadline(case_number, "P_CHECK", item.due_by, trigger_key=item.key, recipient=item.number)
    check = ask(case_number, PerformanceCheck, occasion=item.key, due="P_CHECK")
    meet_deadline(case_number, "P_CHECK", trigger_keys=(item.key,))
    return check


def is_same_act(case_number: str, instrument: Instrument, item: Item) -> bool:
    """An act made anew is compared with the annulled one; the same again is no performance."""
    if not item.is_redo:
        return False
    redone = ask(case_number, RedoneAct, occasion=item.key)
    if redone.same_act:
        issue(
            case_number,
            SAME_ACT_NOTICE,
            occasion=item.key,
            instrument=instrument.name,
            duty=item.as_facts(start_clock(case_number, item)),
            document=redone.document,
            made_on=redone.made_on,
        )
    return redone.same_act


def settle(
    case_number: str,
    instrument: Instrument,
    item: Item,
    shortfall: PerformanceShortfall,
) -> list[Item]:
    """Write the execution settlement down; its instalments have clocks of their own."""
    end_clock(case_number, item, None)
    renewed = settled_items(item, shortfall.instalments)
    issue(
        case_number,
        EXECUTION_SETTLEMENT,
        occasion=item.key,
        instrument=instrument.name,
        duty=item.as_facts(start_clock(case_number, item)),
        instalments=[each.as_facts(start_clock(case_number, each)) for each in renewed],
        signed_on=shortfall.step_on,
    )
    move(case_number, stage_code="settled", occasion=item.key)
    move(case_number, stage_code="tracking", occasion=f"{item.key}+")
    return renewed


def urge(
    case_number: str,
    instrument: Instrument,
    item: Item,
    situation: str,
    shortfall: PerformanceShortfall,
) -> Outcome:
    """Urge the debtor, tell the creditor until when to apply for enforcement, and look again."""
    duty = item.as_facts(start_clock(case_number, item))
    issue(
        case_number,
        URGING,
        occasion=item.key,
        instrument=instrument.name,
        duty=duty,
        situation=situation,
        is_overdue=shortfall.step is ShortfallStep.NEITHER,
        record=shortfall.record,
    )
    tell_creditor(case_number, instrument, item, duty, situation)
    move(case_number, stage_code="urged", occasion=item.key)
    urging = ask(case_number, PerformanceUrging, occasion=item.key)
    move(case_number, stage_code="tracking", occasion=f"{item.key}+")
    if urging.result is UrgingResult.PERFORMED:
        end_clock(case_number, item, urging.checked_on)
        meet_deadline(case_number, "X_ENFORCE_2Y", urging.checked_on, trigger_keys=(item.key,))
        late = f"{named_day(urging.checked_on)}履行，凭证：{urging.evidence}"
        return outcome_of(item, Standing.PERFORMED_LATE, late)
    if urging.suggest is YesNo.YES:
        suggest(case_number, item, urging.reason)
    return ask_creditor(case_number, Outcome(item=item, standing=Standing.OWED), item.key)


def tell_creditor(
    case_number: str,
    instrument: Instrument,
    item: Item,
    duty: dict[str, Any],
    situation: str,
) -> None:
    """Two years from the last day of the instalment, or from service where there is no day."""
    if not instrument.is_enforceable:
        return
    apply_due = start_deadline(
        case_number,
        "X_ENFORCE_2Y",
        item.due_by or instrument.served_on,
        trigger_key=item.key,
        fact="" if item.due_by else instrument.served_fact,
    )
    issue(
        case_number,
        ENFORCEMENT_NOTICE,
        occasion=item.key,
        instrument=instrument.name,
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
