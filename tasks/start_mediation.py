"""In-trial mediation and its trial: when it may begin, and how the trial limit rests meanwhile."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.case import CasePath
from models.deadline import Exclusion, RunningDeadline
from models.ledger import ledger, reading
from rules.deadlines import find
from rules.paths.in_trial_mediation import PATH
from rules.paths.in_trial_mediation.start import BEFORE_JUDGMENT, TrialMediationStart
from rules.vocabulary.region import load_region
from tasks.answers import check, record_fact
from tasks.deadline_changes import resume_deadline, suspend_deadline
from tasks.errors import AlreadyAnsweredError, NotAskedError
from tasks.handover import hand_over
from tasks.records import find_case, tell
from tasks.running import STOPPABLE, Due, rows_of
from tasks.stages import find_walk

TRIAL_LIMITS = ("T_TRIAL_6M", "T_SUMMARY_45D")
# How long mediation may take under each of them.
PERIODS = {"T_TRIAL_6M": "M_IN_15D", "T_SUMMARY_45D": "M_IN_7D"}
CAUSE = "诉中调解"


def begin_mediation(case_number: str, answer: Mapping[str, Any], *, door: str) -> None:
    """Record that mediation is proposed in a case under trial, and begin it beside the trial.

    Raises UnknownCaseError, InvalidAnswerError, NotAskedError (nothing is docketed, or judgment
    was given) or AlreadyAnsweredError.
    """
    hand_over(
        case_number,
        leaving="litigation",
        to=PATH.code,
        reason=_record(case_number, answer, door),
        at_stage=None,
    )


def _record(case_number: str, answer: Mapping[str, Any], door: str) -> str:
    with ledger() as session:
        case = find_case(session, case_number)
        given = check(case, TrialMediationStart, answer)
        if find_walk(session, case, PATH.code):
            message = f"案件{case.number}已经启动过诉中调解，不必重复启动"
            raise AlreadyAnsweredError(message)
        _refuse_unless_under_trial(case.number, find_walk(session, case, "litigation"))
        record_fact(session, case, given, door=door)
        return given.reason_line


def _refuse_unless_under_trial(number: str, trial: CasePath | None) -> None:
    if trial is None:
        message = f"案件{number}还没有登记立案，不能启动诉中调解；立案前请走诉前调解"
        raise NotAskedError(message)
    if trial.stage not in BEFORE_JUDGMENT:
        message = f"案件{number}已经宣判或者结案，不能再启动诉中调解"
        raise NotAskedError(message)


def rest_trial_limit(case_number: str, on: dt.date) -> None:
    """Stop the trial limit of the case, if one runs, from the day mediation began."""
    with reading() as session:
        case = find_case(session, case_number)
        stoppable = (*STOPPABLE, "missed")
        rules = [
            rule
            for rule in TRIAL_LIMITS
            if session.scalars(
                rows_of(case, rule).where(RunningDeadline.state.in_(stoppable))
            ).first()
        ]
    for rule in rules:
        suspend_deadline(case_number, rule, cause=CAUSE, on=on)


def resume_trial_limit(case_number: str, on: dt.date) -> Due | None:
    """Let the trial limit go on after the day mediation ended; the limit that binds then.

    A day before mediation began counts as the day it began.
    """
    with reading() as session:
        case = find_case(session, case_number)
        resting = session.execute(
            select(RunningDeadline.rule, Exclusion.first_on)
            .join(Exclusion, Exclusion.deadline_id == RunningDeadline.id)
            .where(
                RunningDeadline.case_id == case.id,
                RunningDeadline.rule.in_(TRIAL_LIMITS),
                Exclusion.cause == CAUSE,
                Exclusion.first_on.is_not(None),
            )
            .order_by(RunningDeadline.id)
        ).all()
    limits = [
        resume_deadline(case_number, rule, cause=CAUSE, on=max(on, first_on))
        for rule, first_on in resting
    ]
    return limits[-1] if limits else None


def docket_number_of(case_number: str) -> str:
    """The number the court tries the case under (行初), else the number it was registered by."""
    with reading() as session:
        case = find_case(session, case_number)
        linked = {row.kind: row.number for row in case.numbers}
        return linked.get("行政一审", case.number)


def mediation_period(case_number: str) -> str:
    """The period for commissioned mediation: seven days in summary procedure, else fifteen.

    Once it runs it stays what it is, though the procedure may be changed meanwhile.
    """
    with reading() as session:
        case = find_case(session, case_number)
        for rule in PERIODS.values():
            if session.scalars(rows_of(case, rule)).first():
                return rule
        limits = session.scalars(
            select(RunningDeadline.rule)
            .where(RunningDeadline.case_id == case.id, RunningDeadline.rule.in_(TRIAL_LIMITS))
            .order_by(RunningDeadline.id)
        ).all()
    return PERIODS[limits[-1] if limits else "T_TRIAL_6M"]


def mediation_length(case_number: str) -> int:
    """How many days commissioned mediation may take in the case's region."""
    rule = mediation_period(case_number)
    with reading() as session:
        region = load_region(find_case(session, case_number).region)
    return find(rule).all_readings(region)[0].period.n


@dataclass(frozen=True, slots=True)
class Signatures:
    """How many parties have still to sign, and how many names belong to no party."""

    waiting: int
    strangers: int


def signatures(case_number: str, signed: Iterable[str]) -> Signatures:
    """Compare who signed with the parties; of two of one name each has to sign."""
    with reading() as session:
        parties = Counter(party.name for party in find_case(session, case_number).parties)
    names = Counter(signed)
    return Signatures((parties - names).total(), (names - parties).total())


def note_unsigned(case_number: str, found: Signatures, *, occasion: str) -> None:
    """Tell the timeline how many have still to sign; their names stay out of it."""
    with ledger() as session:
        case = find_case(session, case_number)
        text = (
            f"行政调解书第{occasion}次签收已登记，还有{found.waiting}方未签收，调解书尚未生效"
            + (f"；有{found.strangers}个姓名、名称与案件不一致，请核对" if found.strangers else "")
        )
        tell(session, case, key=f"unsigned:{occasion}", kind="签收", text=text)
