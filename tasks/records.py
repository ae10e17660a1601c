"""Reading a case and writing its timeline: what every step needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.bulk import insert_new
from models.case import Case
from models.history import Event
from models.ledger import insert_once
from tasks import clock
from tasks.errors import UnknownCaseError


def find_case(session: Session, number: str) -> Case:
    """The case of this number or short code. Raises UnknownCaseError."""
    normal = number.strip().replace("（", "(").replace("）", ")")
    case = session.scalar(
        select(Case).where(or_(Case.number == normal, Case.short_code == normal.upper()))
    )
    if case is None:
        raise UnknownCaseError(number)
    return case


def tell(session: Session, case: Case, *, key: str, kind: str, text: str, **data: Any) -> bool:
    """Add a line to the timeline unless it is there; true if it is new. No personal data in it."""
    return insert_once(
        session,
        Event,
        case_id=case.id,
        key=key,
        kind=kind,
        text=text,
        data=data,
        at=clock.now(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line for the timeline of a case; its key makes a second telling a no-op."""

    case_id: int
    key: str
    kind: str
    text: str


def tell_all(session: Session, lines: Iterable[Line]) -> int:
    """Add lines to the timelines of many cases in one statement; returns how many are new."""
    rows = [
        {"case_id": line.case_id, "key": line.key, "kind": line.kind, "text": line.text}
        for line in lines
    ]
    return len(insert_new(session, Event, rows, data={}, at=clock.now()))
