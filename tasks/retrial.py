"""A retrial is begun, once a decision is in force; whether this applicant may apply (again)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.deadline import RunningDeadline
from models.history import Event
from models.ledger import ledger, reading
from rules.paths.litigation.judgment import DecisionService
from rules.paths.retrial import PATH
from rules.paths.retrial.filing import (
    IN_FORCE_BY,
    KNOWN_LATER,
    OF_THE_PROCURATORATE,
    DecidedBy,
    RetrialFiling,
)
from rules.trial_stages import IN_FORCE
from rules.vocabulary.region import load_region
from tasks.answers import check, read_fact, record_fact
from tasks.errors import AlreadyAnsweredError, FuyuanError, InvalidAnswerError, NotAskedError
from tasks.records import find_case, tell
from tasks.stages import enter_or_wait, find_walk, in_walk, walk_of, walk_within

TRIED_AGAIN = ("maintained", "changed", "mediated", "action_withdrawn")
AFTER_PROTEST = (
    "法院已经基于抗诉或者检察建议作出再审裁判，当事人申请再审的不予立案（解释第一百一十七条第二款）"
)
AFTER_WITHDRAWAL = "撤回再审申请后再次申请的，不予立案（解释第一百一十五条第四款）"
NOT_ACCEPTED = "不予受理，可以申请检察监督（参照民事诉讼法司法解释第三百八十一条）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One walk on the path, and how its questions and letters are kept apart."""

    walk: int

    def nth(self, n: int | str = 1) -> str:
        """The occasion of a question or a letter in this walk; no step of the trial has it."""
        return f"retrial-{in_walk(self.walk, str(n))}"

    @property
    def occasion(self) -> str:
        """The occasion under which the filing itself is kept."""
        return in_walk(self.walk)

    @property
    def cause(self) -> str:
        """Why performance is stayed, as its clocks name it."""
        return "裁定再审，中止原裁判的执行" + (f"（第{self.walk}次）" if self.walk > 1 else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed(Course):
    """What a walk is about."""

    given: RetrialFiling


def begin_retrial(case_number: str, answer: Mapping[str, Any], *, door: str) -> int:
    """Record that a retrial is asked for, and begin it; returns which one of the case it is.

    Raises UnknownCaseError, InvalidAnswerError, NotAskedError (nothing is in force) or
    AlreadyAnsweredError (one goes on).
    """
    with ledger() as session:
        case = find_case(session, case_number)
        given = check(case, RetrialFiling, answer)
        trial = find_walk(session, case, "litigation")
        if trial is None or trial.stage not in IN_FORCE:
            message = (
                f"案件{case.number}还没有发生法律效力的裁判或者调解书，不能登记再审；"
                "未生效的裁判通过上诉纠正，对不予立案裁定申请再审的另行办理"
            )
            raise NotAskedError(message)
        before = find_walk(session, case, PATH.code)
        if before is not None and before.closed_at is None:
            message = (
                f"案件{case.number}的再审程序正在进行：审查期间其他当事人申请的，在“审查再审申请”中"
                "选“一并审查”；收到抗诉的，选“裁定再审”并写明"
            )
            raise AlreadyAnsweredError(message)
        if before is None:
            _refuse_another_document(given, trial.stage)
        walk = enter_or_wait(session, case, PATH)
        record_fact(session, case, given, door=door, occasion=in_walk(walk))
        text = f"{given.trigger.value}，{given.answered_by}经{door}登记"
        tell(session, case, key=f"retrial_filing:{walk}", kind="再审", text=text)
        _compare_effect(session, case, given, walk)
        return walk


def _refuse_another_document(given: RetrialFiling, stage: str) -> None:
    if given.in_force not in IN_FORCE_BY[stage]:
        known = "或者".join(sorted(kind.value for kind in IN_FORCE_BY[stage]))
        raise InvalidAnswerError([f"“已经生效的文书”：照本案的结案方式应为{known}"])


def _compare_effect(session: Session, case: Case, given: RetrialFiling, walk: int) -> None:
    """Tell the timeline when the day of effect is not the one that the ledger counts."""
    if given.decided_by is not DecidedBy.FIRST:
        return
    ends = session.scalars(
        select(RunningDeadline.due_on).where(
            RunningDeadline.case_id == case.id,
            RunningDeadline.fact.startswith(f"{DecisionService.code}."),
        )
    ).all()
    days = [end for end in ends if end is not None]
    if not days or len(days) < len(ends):
        return
    counted = max(days) + dt.timedelta(days=1)
    if counted != given.effective_on:
        text = f"登记的生效日期{given.effective_on}与按上诉期推算的{counted}不同，请核对"
        tell(session, case, key=f"retrial_effect:{walk}", kind="再审", text=text)


def course_of(case_number: str) -> Course:
    """The walk that the case is on, or was on last."""
    return Course(walk=walk_of(case_number, PATH.code))


def filed_in(case_number: str) -> Filed:
    """What the walk on the path is about. Raises FuyuanError when nothing was registered."""
    with reading() as session:
        case = find_case(session, case_number)
        walk = walk_within(session, case, PATH.code)
        return Filed(walk=walk, given=_filing(session, case, walk))


def bar_to(case_number: str) -> str:
    """Why this applicant may not apply (again): by the first earlier walk that says so, or ""."""
    with reading() as session:
        case = find_case(session, case_number)
        walk = walk_within(session, case, PATH.code)
        given = _filing(session, case, walk)
        is_barred = load_region(case.region).second_retrial_application == "barred"
        for earlier in range(1, walk):
            before = _filing(session, case, earlier)
            ended = _ended_at(session, case, earlier)
            if why := _bar(ended, before, given, is_barred=is_barred):
                return why
    return ""


def _filing(session: Session, case: Case, walk: int) -> RetrialFiling:
    recorded = read_fact(session, case, RetrialFiling, in_walk(walk))
    if recorded is None or recorded.answer is None:
        message = f"案件{case.number}没有登记第{walk}次再审"
        raise FuyuanError(message)
    return recorded.answer


def _bar(ended: str, before: RetrialFiling, given: RetrialFiling, *, is_barred: bool) -> str:
    if ended in TRIED_AGAIN and before.trigger in OF_THE_PROCURATORATE:
        return AFTER_PROTEST
    if ended in TRIED_AGAIN and is_barred:
        return f"对再审裁判申请再审的，{NOT_ACCEPTED}"
    if before.applicant != given.applicant:
        return ""
    if ended == "application_withdrawn" and given.ground not in KNOWN_LATER:
        return AFTER_WITHDRAWAL
    if ended == "rejected" and is_barred:
        return f"再审申请被裁定驳回后再次申请的，{NOT_ACCEPTED}"
    return ""


def _ended_at(session: Session, case: Case, walk: int) -> str:
    ends = [code for code, stage in PATH.stages.items() if stage.is_end]
    keys = {f"stage:{PATH.code}:{code}:{in_walk(walk)}": code for code in ends}
    found = session.scalars(
        select(Event.key).where(Event.case_id == case.id, Event.key.in_(keys))
    ).first()
    return keys[found] if found else ""
