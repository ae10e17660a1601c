"""The cases as the desk lists and finds them: a fixed number of queries, however many there are."""

import datetime as dt
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from models.case import DEFENDANT, Case, CaseNumber, CasePath, Party
from models.history import Event, Todo
from rules.catalogue import paths
from rules.filing import plain_text
from tasks.clock import CHINA
from tasks.errors import UnknownCaseError
from tasks.withdrawal import BEFORE_SIGNING

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which cases are asked for; empty means any. `state` is open, closed or all."""

    text: str = ""
    stage: str = ""
    agency: str = ""
    state: str = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case in the list."""

    number: str
    short_code: str
    plaintiffs: str
    agencies: tuple[str, ...]
    cause: str
    received_on: dt.date
    stages: tuple[str, ...]
    is_open: bool
    todos: int
    next_due_on: dt.date | None


def normal(text: str) -> str:
    """Write a case number or short code as it is stored: half-width, without stray blanks."""
    return unicodedata.normalize("NFKC", plain_text(text)).strip()[:100]


def resolve(session: Session, text: str) -> str:
    """Return the registration number of the case that carries this number or short code.

    Raises UnknownCaseError.
    """
    named = normal(text)
    linked = select(CaseNumber.case_id).where(CaseNumber.number == named)
    known = or_(Case.number == named, Case.short_code == named.upper(), Case.id.in_(linked))
    number = session.scalar(select(Case.number).where(known).limit(1))
    if number is None:
        raise UnknownCaseError(named)
    return number


def list_cases(session: Session, wanted: Wanted, page: int) -> tuple[tuple[CaseLine, ...], int]:
    """Return a page (from 1) of the cases wanted, newest first, and how many there are in all."""
    chosen = _chosen(wanted)
    total = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    rows = session.scalars(
        select(Case.id)
        .where(Case.id.in_(chosen))
        .order_by(Case.id.desc())
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
    ).all()
    return _lines(session, rows), total


def count_open_cases(session: Session) -> int:
    """Count the cases that are not at an end on every path."""
    return (
        session.scalar(
            select(func.count(Case.id)).where(Case.id.in_(_on_path(CasePath.closed_at.is_(None))))
        )
        or 0
    )


def causes(session: Session, numbers: Sequence[str]) -> Mapping[str, str]:
    """Return what these cases are about, by number."""
    rows = session.execute(select(Case.number, Case.cause).where(Case.number.in_(set(numbers))))
    return {row.number: row.cause for row in rows}


def walks(session: Session, case_id: int) -> list[tuple[CasePath, dict[str, str]]]:
    """Return the paths of a case, each with the days on which it entered its stages."""
    told = session.execute(
        select(Event.key, Event.at)
        .where(Event.case_id == case_id, Event.key.startswith("stage:"))
        .order_by(Event.id)
    ).all()
    entered: dict[str, dict[str, str]] = {}
    for key, at in told:
        _, path, stage, _ = key.split(":", 3)
        entered.setdefault(path, {})[stage] = str(at.astimezone(CHINA).date())
    rows = session.scalars(
        select(CasePath).where(CasePath.case_id == case_id).order_by(CasePath.id)
    )
    return [(row, entered.get(row.path, {})) for row in rows]


def is_leavable(row: CasePath) -> bool:
    """Tell whether this is a mediation that a side can still leave."""
    return row.path == "prefiling_mediation" and row.stage in BEFORE_SIGNING


def _chosen(wanted: Wanted) -> Select[Any]:
    query = select(Case.id)
    if text := normal(wanted.text):
        linked = select(CaseNumber.case_id).where(CaseNumber.number.contains(text, autoescape=True))
        query = query.where(or_(Case.short_code == text.upper(), Case.id.in_(linked)))
    if wanted.stage:
        path, _, stage = wanted.stage.partition(":")
        query = query.where(Case.id.in_(_on_path(CasePath.path == path, CasePath.stage == stage)))
    if agency := normal(wanted.agency):
        sued = Party.name.contains(agency, autoescape=True)
        query = query.where(Case.id.in_(select(Party.case_id).where(Party.role == DEFENDANT, sued)))
    still_open = Case.id.in_(_on_path(CasePath.closed_at.is_(None)))
    match wanted.state:
        case "open":
            query = query.where(still_open)
        case "closed":
            query = query.where(~still_open)
        case _:
            pass
    return query


def _on_path(*conditions: Any) -> Select[Any]:
    return select(CasePath.case_id).where(*conditions)


def _lines(session: Session, ids: Sequence[int]) -> tuple[CaseLine, ...]:
    cases = session.execute(
        select(
            Case.id,
            Case.number,
            Case.short_code,
            Case.plaintiff_names,
            Case.cause,
            Case.received_on,
        )
        .where(Case.id.in_(ids))
        .order_by(Case.id.desc())
    ).all()
    agencies = _gather(
        session,
        select(Party.case_id, Party.name)
        .where(Party.case_id.in_(ids), Party.role == DEFENDANT)
        .order_by(Party.id),
    )
    walked = _gather(
        session,
        select(CasePath.case_id, CasePath).where(CasePath.case_id.in_(ids)).order_by(CasePath.id),
    )
    waiting = {
        case_id: (count, due_on)
        for case_id, count, due_on in session.execute(
            select(Todo.case_id, func.count(), func.min(Todo.due_on))
            .where(Todo.case_id.in_(ids), Todo.state == "open")
            .group_by(Todo.case_id)
        )
    }
    return tuple(
        CaseLine(
            number=row.number,
            short_code=row.short_code,
            plaintiffs=row.plaintiff_names,
            agencies=tuple(agencies.get(row.id, ())),
            cause=row.cause,
            received_on=row.received_on,
            stages=tuple(_stage_title(path) for path in _current(walked.get(row.id, []))),
            is_open=any(path.closed_at is None for path in walked.get(row.id, ())),
            todos=waiting.get(row.id, (0, None))[0],
            next_due_on=waiting.get(row.id, (0, None))[1],
        )
        for row in cases
    )


def _gather(session: Session, query: Select[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for case_id, value in session.execute(query):
        found.setdefault(case_id, []).append(value)
    return found


def _current(walked: list[CasePath]) -> list[CasePath]:
    """Keep the paths that are still walked; of a closed case the last."""
    return [row for row in walked if row.closed_at is None] or walked[-1:]


def _stage_title(row: CasePath) -> str:
    path = paths()[row.path]
    return f"{path.title}·{path.stages[row.stage].title}"
