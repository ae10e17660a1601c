"""履行跟踪: each obligation has its own clock; what is not kept is settled, urged, enforced."""

from flows.performance.enforcing import enforce
from flows.performance.tracking import track
from flows.performance.verbs import ask, move, start_clock
from rules.paths.performance import PATH
from rules.paths.performance.letters import NOTICE, REPORT
from rules.paths.performance.questions import PerformanceObligations
from rules.paths.performance.schedule import (
    Instrument,
    Item,
    Outcome,
    final_stage,
    instrument_of,
    items_of,
)
from tasks.case_facts import case_of
from tasks.letters import issue
from tasks.procedure import procedure
from tasks.stages import in_walk, walk_of


@procedure(PATH)
def performance(case_number: str) -> str:
    """See to it that an effective instrument is performed; returns the stage it ended at."""
    occasion = in_walk(walk_of(case_number, PATH.code))
    agencies = case_of(case_number).agencies
    register = ask(case_number, PerformanceObligations, occasion=occasion)
    if not register.obligations:
        move(case_number, stage_code="nothing_due")
        return "nothing_due"
    prefix = "" if occasion == "1" else f"{occasion}-"
    items = items_of(register, agencies=agencies, prefix=prefix)
    instrument = instrument_of(register, occasion)
    give_notice(case_number, instrument, items, occasion)
    move(case_number, stage_code="tracking")
    outcomes = track(case_number, instrument, items)
    if any(outcome.is_open for outcome in outcomes):
        move(case_number, stage_code="enforcing")
        outcomes = enforce(case_number, outcomes)
    return report(case_number, instrument, outcomes, occasion)


def give_notice(case_number: str, instrument: Instrument, items: list[Item], occasion: str) -> None:
    """Start the clock of every obligation and tell both sides what is due when."""
    issue(
        case_number,
        NOTICE,
        occasion=occasion,
        instrument=instrument.name,
        effective_on=instrument.effective_on,
        duties=[item.as_facts(start_clock(case_number, item)) for item in items],
        is_redo=any(item.is_redo for item in items),
    )


def report(case_number: str, instrument: Instrument, outcomes: list[Outcome], occasion: str) -> str:
    """Report on every obligation and end."""
    stage = final_stage(outcome.standing for outcome in outcomes)
    issue(
        case_number,
        REPORT,
        occasion=occasion,
        instrument=instrument.name,
        effective_on=instrument.effective_on,
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
