"""What a flow may know of a case: plain values, read once."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import DEFENDANT, PLAINTIFF, Case
from models.deadline import RunningDeadline
from models.history import Event
from models.ledger import reading
from rules.identity import age_on
from rules.paths.prefiling_mediation.agreement import SettlementTerms
from rules.vocabulary.region import PrefilingRegime, load_region
from tasks.answers import read_fact
from tasks.clock import CHINA
from tasks.likeness import is_like_another
from tasks.records import find_case

OF_AGE = 18  # 民法典第十七条


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case as the flows see it."""

    number: str
    received_on: dt.date
    agencies: tuple[str, ...]
    risk_tags: tuple[str, ...]
    has_minor: bool
    is_like_another: bool


def case_of(case_number: str) -> CaseView:
    """The case of this number. Raises UnknownCaseError."""
    with reading() as session:
        case = find_case(session, case_number)
        return CaseView(
            number=case.number,
            received_on=case.received_on,
            agencies=tuple(party.name for party in case.parties if party.role == DEFENDANT),
            risk_tags=tuple(case.risk_tags),
            has_minor=bool(minors_of(case)),
            is_like_another=is_like_another(session, case.id),
        )


def minors_of(case: Case) -> list[str]:
    """The plaintiffs who were under age when the case was registered."""
    ages = {
        party.name: age_on(party.id_number, case.registered_on)
        for party in case.parties
        if party.role == PLAINTIFF
    }
    return [name for name, age in ages.items() if age is not None and age < OF_AGE]


def docket_number_of(case_number: str) -> str:
    """The number the court tries the case under (行初), else the number it was registered by."""
    with reading() as session:
        case = find_case(session, case_number)
        linked = {row.kind: row.number for row in case.numbers}
        return linked.get("行政一审", case.number)


def mediation_days(case_number: str) -> int:
    """How long pre-filing mediation lasts in the case's region, in days."""
    with reading() as session:
        return load_region(find_case(session, case_number).region).mediation_days


def dockets_first(case_number: str) -> bool:
    """Whether the region's court dockets before it mediates (law.md §0.1: open since 2025)."""
    with reading() as session:
        regime = load_region(find_case(session, case_number).region).prefiling_regime
    return regime is PrefilingRegime.DOCKET_FIRST


def reached_on(case_number: str, path: str, stage: str, *, occasion: str = "1") -> dt.date:
    """The day the case came to a stage it has reached."""
    with reading() as session:
        case = find_case(session, case_number)
        return _event_date(session, case, f"stage:{path}:{stage}:{occasion}")


def reached_at(case_number: str, path: str, stage: str) -> dt.datetime:
    """The moment the case came to a stage, in China: periods of hours run from it."""
    with reading() as session:
        return _event_at(session, find_case(session, case_number), f"stage:{path}:{stage}:1")


def mediation_account(case_number: str) -> dict[str, Any]:
    """What the docketing division is told of the mediation that ended, or never began."""
    with reading() as session:
        case = find_case(session, case_number)
        handover = session.scalars(
            select(Event)
            .where(Event.case_id == case.id, Event.key.like("handover:%:docketing:%"))
            .order_by(Event.id)
        ).first()
        running = session.scalars(
            select(RunningDeadline).where(
                RunningDeadline.case_id == case.id, RunningDeadline.rule == "M_PRE_30D"
            )
        ).one_or_none()
        accepted_on = running.trigger_on if running else None
        ended_on = _event_date(session, case, "stage:docketing:received:1")
        terms = read_fact(session, case, SettlementTerms, "1")
        return {
            "reason": handover.data["reason"] if handover else "转登记立案",
            "accepted_on": accepted_on,
            "ended_on": ended_on,
            "excluded_days": (ended_on - accepted_on).days + 1 if accepted_on else None,
            "partial_terms": terms.answer.terms if terms and terms.answer else [],
        }


def _event_date(session: Session, case: Case, key: str) -> dt.date:
    return _event_at(session, case, key).date()


def _event_at(session: Session, case: Case, key: str) -> dt.datetime:
    at = session.scalars(select(Event.at).where(Event.case_id == case.id, Event.key == key)).one()
    return at.astimezone(CHINA)
