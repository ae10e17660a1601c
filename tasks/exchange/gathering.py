"""What is to be told of a period, from the ledger, in three queries however much there is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.case import DEFENDANT, PLAINTIFF, Case, Party
from models.exchange import Lead
from models.history import Event
from rules.correspondence.exchange import Kind
from rules.information_batch import PATHS_OF, BatchRow, LeadSource
from rules.personal_patterns import hide_patterns
from rules.redaction import Datum, Replacer
from rules.redaction import Kind as Personal
from tasks.clock import CHINA


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days in China, both of them within."""

    since: dt.date
    until: dt.date

    @property
    def bounds(self) -> tuple[dt.datetime, dt.datetime]:
        """The first moment, and the first one after the last day."""
        after = self.until + dt.timedelta(days=1)
        return (
            dt.datetime.combine(self.since, dt.time(), CHINA),
            dt.datetime.combine(after, dt.time(), CHINA),
        )


def rows_of(
    session: Session, region: str, kinds: Collection[Kind], period: Period
) -> list[BatchRow]:
    """The leads recorded and the disputes that moved in a period, each dispute with its last move.

    By when the ledger was told, not by the dates in it: what is told late is in the next batch.
    """
    found = [*_leads(session, region, period)] if Kind.CLUE in kinds else []
    wanted = {path: kind for kind in kinds for path in PATHS_OF[kind]}
    return found + (list(_moves(session, region, wanted, period)) if wanted else [])


def _leads(session: Session, region: str, period: Period) -> Iterator[BatchRow]:
    start, end = period.bounds
    for lead in session.scalars(
        select(Lead)
        # What another office transferred is not sent on in a circle.
        .where(Lead.region == region, Lead.batch_id.is_(None))
        .where(Lead.recorded_at >= start, Lead.recorded_at < end)
        .order_by(Lead.id)
    ):
        yield BatchRow(
            kind=Kind.CLUE,
            number=f"线索{lead.id}",
            agency=lead.agency,
            summary=lead.summary,
            on=lead.noted_on,
            risk=lead.risk,
            source=LeadSource(lead.source),
        )


def _moves(
    session: Session, region: str, wanted: Mapping[str, Kind], period: Period
) -> Iterator[BatchRow]:
    start, end = period.bounds
    moved = (
        Case.region == region,
        Event.kind == "阶段",
        Event.at >= start,
        Event.at < end,
        or_(*(Event.key.startswith(f"stage:{path}:", autoescape=True) for path in wanted)),
    )
    last: dict[tuple[int, Kind], tuple[str, str, list[str], str, dt.datetime]] = {}
    for case_id, number, cause, tags, key, text, at in session.execute(
        select(
            Event.case_id, Case.number, Case.cause, Case.risk_tags, Event.key, Event.text, Event.at
        )
        .join(Case, Case.id == Event.case_id)
        .where(*moved)
        .order_by(Event.id)
    ):
        # Told in the order of the first move of the period, with the words of the last one.
        last[case_id, wanted[key.split(":")[1]]] = (number, cause, tags, text, at)
    names: dict[tuple[int, str], list[str]] = defaultdict(list)
    for case_id, role, name in session.execute(
        select(Party.case_id, Party.role, Party.name)
        .where(
            Party.case_id.in_(
                select(Event.case_id).join(Case, Case.id == Event.case_id).where(*moved)
            )
        )
        .order_by(Party.id)
    ):
        names[case_id, role].append(name)
    for (case_id, kind), (number, cause, tags, text, at) in last.items():
        about = _unnamed(cause, names[case_id, PLAINTIFF])
        yield BatchRow(
            kind=kind,
            number=number,
            agency="、".join(names[case_id, DEFENDANT]) or "未载明",
            summary="；".join(part for part in (about, text) if part),
            on=at.astimezone(CHINA).date(),
            risk="、".join(tags),
        )


def _unnamed(cause: str, names: Collection[str]) -> str:
    """A cause without the plaintiffs' names and without what looks like anybody's data."""
    data = [(Datum(Personal.NAME, name, PLAINTIFF), PLAINTIFF) for name in names]
    return hide_patterns(Replacer(data).replace(cause))
