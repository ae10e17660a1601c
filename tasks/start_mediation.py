"""In-trial mediation begins: in either instance, from docketing until judgment, time and again."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case
from models.ledger import ledger
from rules.paths.in_trial_mediation import PATH
from rules.paths.in_trial_mediation.start import TrialMediationStart
from rules.trial_stages import BEFORE_JUDGMENT, ON_APPEAL
from tasks.answers import check, record_fact
from tasks.errors import AlreadyAnsweredError, NotAskedError
from tasks.handover import hand_over
from tasks.records import find_case
from tasks.running import find_latest
from tasks.stages import find_walk, in_walk, next_walk


def begin_mediation(case_number: str, answer: Mapping[str, Any], *, door: str) -> None:
    """Record that mediation is proposed in a case under trial, and begin it beside the trial.

    Raises UnknownCaseError, InvalidAnswerError, NotAskedError (nothing is docketed, the higher
    court has no file yet, or judgment was given) or AlreadyAnsweredError.
    """
    walk, reason = _record(case_number, answer, door)
    hand_over(
        case_number,
        leaving="litigation",
        to=PATH.code,
        reason=reason,
        at_stage=None,
        occasion=str(walk),
    )


def _record(case_number: str, answer: Mapping[str, Any], door: str) -> tuple[int, str]:
    with ledger() as session:
        case = find_case(session, case_number)
        given = check(case, TrialMediationStart, answer)
        before = find_walk(session, case, PATH.code)
        if before is not None and before.closed_at is None:
            message = f"案件{case.number}的诉中调解正在进行，不必重复启动"
            raise AlreadyAnsweredError(message)
        if obstacle := _obstacle(session, case, given):
            message = f"案件{case.number}{obstacle}"
            raise NotAskedError(message)
        walk = next_walk(session, case, PATH.code)
        record_fact(session, case, given, door=door, occasion=in_walk(walk))
        return walk, given.reason_line


def _obstacle(session: Session, case: Case, given: TrialMediationStart) -> str:
    """Why mediation cannot begin where the trial stands; empty if it can."""
    trial = find_walk(session, case, "litigation")
    if trial is None:
        return "还没有登记立案，不能启动诉中调解；立案前请走诉前调解"
    if trial.stage == ON_APPEAL:
        if find_latest(session, case, "T_APPEAL_3M") is None:
            return "的案卷还没有移送第二审法院，登记“移送二审法院”以后才能在二审中启动诉中调解"
        return "" if given.appeal_number else "正在第二审，由第二审法院调解：请填写二审案号"
    if trial.stage not in BEFORE_JUDGMENT:
        return "已经宣判或者结案，不能再启动诉中调解"
    return "没有进入第二审，请不要填写二审案号" if given.appeal_number else ""
