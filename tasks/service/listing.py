"""Services as people see them: what waits, what is on public notice, what was done and how."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from models.bulk import among
from models.case import Case
from models.deadline import RunningDeadline
from models.letter import IssuedLetter
from models.service import LetterService
from rules.catalogue import letters
from rules.service import BY_PUBLIC_NOTICE, State
from rules.service_links import role_title
from rules.vocabulary.region import list_regions, load_region
from tasks import clock
from tasks.service.marking import SERVICE

OPEN = (State.WAITING, State.ON_NOTICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which services: of one case or letter, the open ones, or those that wait too long."""

    case_id: int | None = None
    letter_id: int | None = None
    is_open: bool = False
    is_overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """One attempt as people see it."""

    id: int
    letter_id: int
    case_number: str
    title: str
    number: str
    issued_on: dt.date
    role: str
    name: str
    # How the party is named without doubt where two have one name.
    party: str
    deliver_to: str
    attempt: int
    state: str
    state_code: str
    method: str
    sent_on: dt.date | None
    served_on: dt.date | None
    deemed_on: dt.date | None
    days_waiting: int
    is_overdue: bool
    evidence_name: str
    recorded_by: str


def service_lines(
    session: Session, wanted: Wanted, *, limit: int | None = None, offset: int = 0
) -> tuple[ServiceLine, ...]:
    """The services wanted, the longest waiting first; of one case in the order of its letters."""
    query = _chosen(wanted).add_columns(
        IssuedLetter.code,
        IssuedLetter.title,
        IssuedLetter.number,
        IssuedLetter.issued_on,
        Case.number.label("case_number"),
        Case.region,
    )
    query = query.order_by(LetterService.letter_id, LetterService.position, LetterService.id)
    rows = session.execute(query.limit(limit).offset(offset)).all()
    deemed = _deemed(session, [row[0] for row in rows])
    return tuple(_line(row, deemed) for row in rows)


def count_services(session: Session, wanted: Wanted) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(_chosen(wanted).subquery())) or 0


def waits_too_long(today: dt.date) -> Any:
    """The condition that a row waits for longer than its region allows without a reminder."""
    return and_(
        LetterService.state == State.WAITING,
        or_(
            *(
                and_(Case.region == name, LetterService.opened_on <= today - patience(name))
                for name in list_regions()
            )
        ),
    )


def patience(region: str) -> dt.timedelta:
    """How long a letter may lie without proof of service before the office is reminded."""
    return dt.timedelta(days=load_region(region).service_reminder_days)


def _chosen(wanted: Wanted) -> Select[Any]:
    query = (
        select(LetterService)
        .join(IssuedLetter, IssuedLetter.id == LetterService.letter_id)
        .join(Case, Case.id == IssuedLetter.case_id)
    )
    if wanted.case_id is not None:
        query = query.where(IssuedLetter.case_id == wanted.case_id)
    if wanted.letter_id is not None:
        query = query.where(LetterService.letter_id == wanted.letter_id)
    if wanted.is_open:
        query = query.where(LetterService.state.in_(OPEN))
    if wanted.is_overdue:
        query = query.where(waits_too_long(clock.today()))
    return query


def _deemed(session: Session, rows: Iterable[LetterService]) -> dict[str, dt.date]:
    """When those on public notice count as served, by the key of their period."""
    keys = [f"{SERVICE}:{row.id}" for row in rows if row.state == State.ON_NOTICE]
    if not keys:
        return {}
    found = session.scalars(
        select(RunningDeadline).where(
            RunningDeadline.rule == BY_PUBLIC_NOTICE,
            among(session, RunningDeadline.trigger_key, keys),
        )
    )
    return {row.trigger_key: row.stated_on for row in found}


def _line(found: Row[Any], deemed: dict[str, dt.date]) -> ServiceLine:
    row: LetterService = found[0]
    waiting = (clock.today() - row.opened_on).days if row.state == State.WAITING else 0
    return ServiceLine(
        id=row.id,
        letter_id=row.letter_id,
        case_number=found.case_number,
        title=found.title,
        number=found.number,
        issued_on=found.issued_on,
        role=role_title(letters()[found.code].template, row.role),
        name=row.name,
        party=f"{row.role}{row.position}" if row.position else row.name,
        deliver_to=row.deliver_to,
        attempt=row.attempt,
        state=State(row.state).label,
        state_code=row.state,
        method=row.method,
        sent_on=row.sent_on,
        served_on=row.served_on,
        deemed_on=deemed.get(f"{SERVICE}:{row.id}"),
        days_waiting=waiting,
        is_overdue=row.state == State.WAITING and waiting >= patience(found.region).days,
        evidence_name=row.evidence_name,
        recorded_by=row.recorded_by,
    )
