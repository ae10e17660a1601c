"""The verbs of this path, and its two ways out: to docketing, or resolved."""

from functools import partial

from rules.paths.prefiling_mediation import PATH
from rules.paths.prefiling_mediation.records import CLOSING_REPORT
from tasks.asking import ask as ask_on
from tasks.asking import ask_before as ask_on_before
from tasks.deadlines import meet_deadline
from tasks.handover import hand_over as hand_over_from
from tasks.letters import issue
from tasks.mediation_facts import closing_account
from tasks.stages import move as move_on

ask = partial(ask_on, path=PATH.code)
ask_before = partial(ask_on_before, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
hand_over = partial(hand_over_from, leaving=PATH.code)
PERIOD = "M_PRE_30D"
OUT_OF_TIME = "调解期限届满，双方未书面同意延长"


def to_docketing(case_number: str, reason: str) -> str:
    """Mediation ends; docketing is always open."""
    meet_deadline(case_number, PERIOD)
    report_end(case_number, reason, is_resolved=False)
    hand_over(case_number, to="docketing", reason=reason, at_stage="to_docketing")
    return "to_docketing"


def close(case_number: str, stage: str) -> str:
    """The dispute is resolved; whether it stays so, the follow-up sees (WJ-20)."""
    report_end(case_number, PATH.stages[stage].title, is_resolved=True)
    hand_over(case_number, to="follow_up", reason="争议已化解，回访履行情况", at_stage=stage)
    meet_deadline(case_number, "filing")
    return stage


def report_end(case_number: str, outcome: str, *, is_resolved: bool) -> None:
    """Tell the court how the mediation it referred has ended."""
    account = closing_account(case_number)
    issue(case_number, CLOSING_REPORT, outcome=outcome, is_resolved=is_resolved, **account)
