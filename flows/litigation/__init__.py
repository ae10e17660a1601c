"""审理: notice and defence, hearings, the decision, service and appeal, until it is in force."""

from itertools import count

from flows.litigation.notice import receive_defences, serve_notices, set_up
from flows.litigation.standing import Standing
from flows.litigation.steps import STEPS
from flows.litigation.verbs import ask, move
from rules.paths.litigation import PATH
from rules.paths.litigation.trial import TrialStep
from tasks.exits import PathEnded, leave_path
from tasks.procedure import procedure


@procedure(PATH)
def litigation(case_number: str) -> str:
    """Try a docketed case; returns the stage it ended at."""
    try:
        end = try_case(case_number)
    except PathEnded as ended:
        wind_up(case_number, ended.stage)
        raise
    wind_up(case_number, end)
    return end


def try_case(case_number: str) -> str:
    """From docketing to the end, step by step as the judge decides."""
    limit = set_up(case_number)
    receive_defences(case_number, serve_notices(case_number))
    move(case_number, stage_code="trial")
    return conduct(case_number, Standing(limit=limit))


def conduct(case_number: str, standing: Standing) -> str:
    """Take the judge's steps until one of them ends the case."""
    for step in map(str, count(1)):
        chosen = ask(case_number, TrialStep, occasion=step, due=standing.limit.rule)
        standing = STEPS[chosen.step](case_number, step, standing)
        if standing.end:
            return standing.end
    raise AssertionError


def wind_up(case_number: str, stage: str) -> None:
    """End what ran beside the trial; a settlement ends the mediation that made it by itself."""
    mediation = () if stage == "mediated" else ("in_trial_mediation",)
    for path in (*PATH.beside, *mediation):
        leave_path(case_number, path, "dropped", reason=f"诉讼已经结束：{PATH.stages[stage].title}")
