"""履行跟踪: each obligation has its own clock; what is not kept is settled, urged, enforced."""

from flows.performance.enforcing import enforce
from flows.performance.tracking import track
from flows.performance.verbs import ask, move, named, start_clock
from rules.paths.performance import PATH
from rules.paths.performance.letters import NOTICE, REPORT
from rules.paths.performance.questions import ObligationKind, PerformanceObligations
from rules.paths.performance.schedule import Item, Outcome, final_stage, items_of
from tasks.letters import issue
from tasks.procedure import procedure
from tasks.stages import in_walk, walk_of


@procedure(PATH)
def performance(case_number: str) -> str:
    """See to it that an effective instrument is performed; returns the stage it ended at."""
    occasion = in_walk(walk_of(case_number, PATH.code))
    register = ask(case_number, PerformanceObligations, occasion=occasion)
    if not register.obligations:
        move(case_number, stage_code="nothing_due")
        return "nothing_due"
    items = items_of(register, prefix="" if occasion == "1" else f"{occasion}-")
    give_notice(case_number, register, items, occasion)
    move(case_number, stage_code="tracking")
    outcomes = track(case_number, register, items)
    return conclude(case_number, register, outcomes, occasion)


def give_notice(
    case_number: str, register: PerformanceObligations, items: list[Item], occasion: str
) -> None:
    """Start the clock of every obligation and tell both sides what is due when."""
    duties = [item.as_facts(start_clock(case_number, item)) for item in items]
    issue(
        case_number,
        NOTICE,
        occasion=occasion,
        instrument=named(register),
        effective_on=register.effective_on,
        duties=duties,
        is_redo=any(item.kind is ObligationKind.REDO for item in items),
    )


def conclude(
    case_number: str, register: PerformanceObligations, outcomes: list[Outcome], occasion: str
) -> str:
    """Enforce what is still owed, report on every obligation and end."""
    if any(outcome.is_open for outcome in outcomes):
        move(case_number, stage_code="enforcing")
        outcomes = [enforce(case_number, outcome) for outcome in outcomes]
    stage = final_stage(outcome.standing for outcome in outcomes)
    issue(
        case_number,
        REPORT,
        occasion=occasion,
        instrument=named(register),
        effective_on=register.effective_on,
        outcomes=[
            {
                "duty": outcome.item.as_facts(None),
                "status": outcome.standing.value,
                "result": outcome.result,
            }
            for outcome in outcomes
        ],
        conclusion=PATH.stages[stage].title,
    )
    move(case_number, stage_code=stage)
    return stage
