"""Objections to jurisdiction: registered beside the trial; one that is upheld ends it here."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import DEFENDANT, Case
from models.deadline import RunningDeadline
from models.history import Event, Fact
from models.ledger import ledger, reading
from rules.paths.jurisdiction_objection import PATH
from rules.paths.jurisdiction_objection.objection import JurisdictionObjection
from rules.paths.litigation.notice import NoticeService
from rules.trial_stages import BEFORE_JUDGMENT
from tasks.answers import check, read_fact, record_fact
from tasks.errors import AlreadyAnsweredError, FuyuanError, NotAskedError
from tasks.exits import leave_within
from tasks.records import find_case, tell
from tasks.running import rows_of
from tasks.stages import enter_or_wait, find_walk, in_walk, move_within, walk_within
from tasks.step import step

CAUSE = "管辖异议"
FIFTEEN_DAYS = "L_JURIS_OBJ_15D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """An agency's objection, and since when that agency has the complaint."""

    walk: int
    agency: str
    filed_on: dt.date
    claimed_court: str
    grounds: str
    served_on: dt.date
    served_fact: str

    @property
    def cause(self) -> str:
        """Why the trial limit rests meanwhile, as its clock names it."""
        return CAUSE if self.walk == 1 else f"{CAUSE}（第{self.walk}次）"

    @property
    def occasion(self) -> str:
        """The occasion of its questions and letters; no step of the trial has the same."""
        return f"juris-{in_walk(self.walk)}"


def register_objection(case_number: str, answer: Mapping[str, Any], *, door: str) -> int:
    """Record that a defendant objects, and begin the path beside the trial; which objection it is.

    Another defendant's waits until the one before is dealt with.
    Raises UnknownCaseError, InvalidAnswerError, NotAskedError (no trial of first instance, or the
    agency was not served) or AlreadyAnsweredError (it has objected before).
    """
    with ledger() as session:
        case = find_case(session, case_number)
        given = check(case, JurisdictionObjection, answer)
        trial = find_walk(session, case, "litigation")
        if trial is None or trial.stage not in BEFORE_JUDGMENT:
            message = (
                f"案件{case.number}不在第一审审理中（未立案、已裁判或者已结案），不能提出管辖异议"
            )
            raise NotAskedError(message)
        agency = _agency_of(case, given)
        if _service_of(session, case, agency) is None:
            message = (
                f"案件{case.number}还没有登记起诉状副本送达{agency}，期限无从起算：请先登记送达"
            )
            raise NotAskedError(message)
        if any(_agency_of(case, each) == agency for each in _objections(session, case)):
            message = f"{agency}已经提出过管辖异议，每个被告只登记一次"
            raise AlreadyAnsweredError(message)
        walk = enter_or_wait(session, case, PATH)
        record_fact(session, case, given, door=door, occasion=in_walk(walk))
        text = f"{agency}提出管辖异议，{given.answered_by}经{door}登记"
        tell(session, case, key=f"objection:{walk}", kind="管辖", text=text)
        return walk


def objection_of(case_number: str) -> Objection:
    """The objection that the path deals with, or dealt with last. Raises FuyuanError without."""
    with reading() as session:
        case = find_case(session, case_number)
        walk = walk_within(session, case, PATH.code)
        recorded = read_fact(session, case, JurisdictionObjection, in_walk(walk))
        if recorded is None or recorded.answer is None:
            message = f"案件{case_number}没有登记第{walk}次管辖异议"
            raise FuyuanError(message)
        given = recorded.answer
        agency = _agency_of(case, given)
        service = _service_of(session, case, agency)
        if service is None:
            message = f"案件{case_number}没有登记起诉状副本送达{agency}"
            raise FuyuanError(message)
        return Objection(
            walk=walk,
            agency=agency,
            filed_on=given.filed_on,
            claimed_court=given.claimed_court,
            grounds=given.grounds,
            served_on=service[0],
            served_fact=service[1],
        )


@step("核对管辖异议的期限")
def seems_late(case_number: str, objection: Objection) -> bool:
    """Whether the recorded days make it late, or once did: then a judge is asked, and answers.

    A day that is corrected while the judge is asked does not take the question back.
    """
    with ledger() as session:
        case = find_case(session, case_number)
        key = f"late_objection:{objection.walk}"
        clock = session.scalars(
            rows_of(case, FIFTEEN_DAYS).where(RunningDeadline.trigger_key == objection.agency)
        ).one()
        if clock.state == "met_late":
            text = f"按登记的日期，{objection.agency}的管辖异议在期限届满后提出，待承办法官确认"
            tell(session, case, key=key, kind="管辖", text=text)
        asked = select(Event.id).where(Event.case_id == case.id, Event.key == key)
        return session.scalar(asked) is not None


@step("移送有管辖权的法院")
def move_away(case_number: str, *, reason: str) -> None:
    """End the objection, and with it the trial: the case goes to the competent court."""
    with ledger() as session:
        case = find_case(session, case_number)
        # In one transaction: ended by half, the objection that waits would be taken for this one.
        move_within(session, case, PATH.code, "transferred")
        leave_within(session, case, "litigation", "moved_away", reason)
        while _is_open(session, case):  # What waited has nothing left to be about.
            leave_within(session, case, PATH.code, "dropped", reason)


def _is_open(session: Session, case: Case) -> bool:
    row = find_walk(session, case, PATH.code)
    return row is not None and row.closed_at is None


def _agency_of(case: Case, given: JurisdictionObjection) -> str:
    return given.agency or next(party.name for party in case.parties if party.role == DEFENDANT)


def _facts(session: Session, case: Case, code: str) -> list[Fact]:
    return list(
        session.scalars(
            select(Fact).where(Fact.case_id == case.id, Fact.question == code).order_by(Fact.id)
        )
    )


def _objections(session: Session, case: Case) -> list[JurisdictionObjection]:
    facts = _facts(session, case, JurisdictionObjection.code)
    return [JurisdictionObjection.model_validate_json(fact.value) for fact in facts]


def _service_of(session: Session, case: Case, agency: str) -> tuple[dt.date, str] | None:
    """The day an agency was served with the complaint, and the name of that date."""
    for fact in _facts(session, case, NoticeService.code):
        service = NoticeService.model_validate_json(fact.value)
        if (service.agency or agency) == agency:
            return service.served_on, NoticeService.dated("served_on", fact.occasion)
    return None
