"""The verbs of this path, and the way back to the trial."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from rules.paths.in_trial_mediation import PATH
from tasks.asking import ask as ask_on
from tasks.asking import ask_before as ask_on_before
from tasks.deadlines import meet_deadline
from tasks.handover import hand_over as hand_over_from
from tasks.running import Due
from tasks.stages import move as move_on
from tasks.trial_limits import resume_trial_limit
from tasks.trial_mediation import Setting
from tasks.trial_mediation_letters import issue_end

ask = partial(ask_on, path=PATH.code)
ask_before = partial(ask_on_before, path=PATH.code)
move = partial(move_on, path_code=PATH.code)
hand_over = partial(hand_over_from, leaving=PATH.code, at_stage=None)
OUT_OF_TIME = "调解期限届满，双方未书面同意延长"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation:
    """A mediation under way: its case, how it is set up, and what may come of it."""

    case_number: str
    setting: Setting
    accepted_on: date
    allows_instrument: bool
    undisputed_facts: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        """How long it may take, as a rule."""
        return self.setting.period


def back_to_trial(
    mediation: Mediation, reason: str, ended_on: date, *, stage: str = "to_judgment", **more: Any
) -> str:
    """Mediation is over: its period ends, the trial limit runs on, the court is told."""
    case_number = mediation.case_number
    trial_due = end_period(mediation, ended_on)
    issue_end(
        case_number,
        mediation.setting,
        reason=reason,
        accepted_on=mediation.accepted_on,
        ended_on=ended_on,
        # What both signed as undisputed, and no concession (特邀调解规定第二十二条).
        undisputed_facts=mediation.undisputed_facts,
        trial_due=trial_due,
        **more,
    )
    move(case_number, stage_code=stage)
    return stage


def end_period(mediation: Mediation, on: date) -> Due | None:
    """The mediation took until that day; the trial limit that binds then."""
    case_number, setting = mediation.case_number, mediation.setting
    meet_deadline(case_number, setting.period, on, trigger_keys=(setting.nth(),))
    return resume_trial_limit(case_number, on, cause=setting.cause)
