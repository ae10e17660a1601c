"""What the flows of the court call from `tasks`: each modelled by what it may answer."""

# ruff: noqa: ARG001  (they take what the steps take that they stand for)

import datetime as dt
from collections.abc import Callable
from typing import Any

from fuyuan.model_check import sample
from fuyuan.model_check.values import AGENCIES, RECEIVED
from fuyuan.model_check.world import World
from rules.paths.retrial.filing import RetrialFiling
from tasks.jurisdiction import Objection
from tasks.retrial import Filed
from tasks.trial_limits import FIRST_INSTANCE
from tasks.trial_mediation import Setting


def setting_of(world: World, case_number: str) -> Setting:
    """As tasks.trial_mediation.setting_of: ordinary or summary procedure, or on appeal."""
    kind = world.choose("诉中调解的程序", ("一审普通程序", "一审简易程序", "第二审程序"))
    return Setting(
        walk=1,
        court="样例法院",
        docket_number=sample.DOCKET_NUMBER,
        is_second_instance=kind == "第二审程序",
        period="M_IN_7D" if kind == "一审简易程序" else "M_IN_15D",
        days=15,
    )


def rest_trial_limit(
    world: World,
    case_number: str,
    on: dt.date,
    *,
    cause: str,
    limits: tuple[str, ...] = FIRST_INSTANCE,
) -> None:
    """As tasks.trial_limits.rest_trial_limit, on another path's clock."""
    world.calls.append(("rest_trial_limit", on, cause))
    world.put_down("trial limit rests", cause)


def resume_trial_limit(
    world: World, case_number: str, on: dt.date, *, cause: str
) -> dict[str, Any] | None:
    """As tasks.trial_limits.resume_trial_limit: the limit that binds, if one rests."""
    world.calls.append(("resume_trial_limit", on, cause))
    if not world.was_told("trial limit rests", cause):
        return None
    is_running = world.choose("审限在计算", (True, False))
    return sample.as_due(sample.date_of("T_TRIAL_6M", RECEIVED)) if is_running else None


def end_by(
    world: World,
    case_number: str,
    path_code: str,
    stage: str,
    *,
    reason: str,
    by: str,
    occasion: str,
) -> None:
    """As tasks.supersession.end_by: what may be open is left."""
    world.leave_path(case_number, path_code, stage, reason=reason)


def hold_by(
    world: World,
    case_number: str,
    path_code: str,
    *,
    cause: str,
    on: dt.date,
    by: str,
    occasion: str,
) -> None:
    """As tasks.supersession.hold_by: what may be open is stayed."""
    world.hold_path(case_number, path_code, cause=cause, on=on)


def release_if_held(
    world: World, case_number: str, path_code: str, *, cause: str, on: dt.date
) -> None:
    """As tasks.supersession.release_if_held."""
    if world.was_told("held", path_code, cause):
        world.release_path(case_number, path_code, cause=cause, on=on)


def objection_of(world: World, case_number: str) -> Objection:
    """As tasks.jurisdiction.objection_of."""
    return Objection(
        walk=1,
        agency=AGENCIES[0],
        filed_on=RECEIVED,
        claimed_court="样例法院",
        grounds="样例",
        served_on=RECEIVED,
        served_fact="",
    )


def seems_late(world: World, case_number: str, objection: Objection) -> bool:
    """As tasks.jurisdiction.seems_late."""
    return bool(world.choose("管辖异议逾期", (False, True)))


def move_away(world: World, case_number: str, *, reason: str) -> None:
    """As tasks.jurisdiction.move_away."""
    world.move(case_number, world.path.code, "transferred")
    world.leave_path(case_number, "litigation", "moved_away", reason=reason)


def filed_in(world: World, case_number: str) -> Filed:
    """As tasks.retrial.filed_in: whatever may have been registered."""
    return Filed(walk=1, given=world.ask(case_number, RetrialFiling, path=world.path.code))


def bar_to(world: World, case_number: str) -> str:
    """As tasks.retrial.bar_to: the first application, or one that is not open any more."""
    return str(world.choose("不得再次申请", ("", "样例")))


def take_back(world: World, case_number: str, code: str, occasion: str) -> None:
    """As tasks.answers.take_back: no day is corrected on a walk."""
    world.calls.append(("take_back", code, occasion))


COURT_HELPERS: dict[str, Callable[..., Any]] = {
    "tasks.trial_mediation.setting_of": setting_of,
    "tasks.trial_limits.rest_trial_limit": rest_trial_limit,
    "tasks.trial_limits.resume_trial_limit": resume_trial_limit,
    "tasks.supersession.end_by": end_by,
    "tasks.supersession.hold_by": hold_by,
    "tasks.supersession.release_if_held": release_if_held,
    "tasks.jurisdiction.objection_of": objection_of,
    "tasks.jurisdiction.seems_late": seems_late,
    "tasks.jurisdiction.move_away": move_away,
    "tasks.retrial.filed_in": filed_in,
    "tasks.retrial.bar_to": bar_to,
    "tasks.answers.take_back": take_back,
}
