"""Storing filings: each with its trigger in one transaction, each only once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.filing import FilingRecord, ImportBatch
from models.ledger import insert_once, ledger, reading
from rules.catalogue import paths
from rules.filing import Filing
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.numbering import give_number
from tasks.triggers import enqueue


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of a delivery: the filing numbers given, and which were known before."""

    accepted: list[str] = field(default_factory=list)
    duplicates: list[tuple[int, str]] = field(default_factory=list)


def store_filings(
    filings: Sequence[Filing],
    *,
    source: str,
    region: str,
    sha256: str = "",
    rejected: int = 0,
    problems: Sequence[dict[str, Any]] = (),
    repeated: int = 0,
) -> Stored:
    """Store a delivery and the trigger of every new filing, all in one transaction.

    `repeated` counts duplicates within the delivery itself. A filing whose content is known is
    not stored again; its position and the number it has already are returned. Raises RegionError
    for a region whose court cannot number cases.
    """
    require_numbering(region)
    stored = Stored()
    with ledger() as session:
        batch = ImportBatch(
            source=source,
            sha256=sha256,
            rejected=rejected,
            problems=list(problems),
            received_at=clock.now(),
        )
        session.add(batch)
        session.flush()
        for position, filing in enumerate(filings):
            known = _known(session, filing)
            if known is not None:
                stored.duplicates.append((position, known))
                continue
            number, is_new = _store(session, filing, batch.id, region)
            if is_new:
                stored.accepted.append(number)
            else:  # Another import of the same file was faster while this one waited for it.
                stored.duplicates.append((position, number))
        batch.accepted = len(stored.accepted)
        batch.duplicates = len(stored.duplicates) + repeated
    return stored


def require_numbering(region: str) -> None:
    """Raise RegionError for a region whose court code or document codes are not set yet.

    Better before the first filing than at its registration, or at its first letter.
    """
    codes = load_region(region)
    codes.case_number("prefiling", year=1, n=1)
    for organ in ("court", "center"):
        codes.document_number_of("letter", organ=organ, year=1, n=1)


def count_known(filings: Sequence[Filing]) -> list[tuple[int, str]]:
    """Which of these the ledger has already: position and filing number; nothing is stored."""
    with reading() as session:
        return [
            (position, known)
            for position, filing in enumerate(filings)
            if (known := _known(session, filing)) is not None
        ]


def _known(session: Session, filing: Filing) -> str | None:
    return session.scalar(
        select(FilingRecord.number).where(FilingRecord.content_key == filing.content_key())
    )


def _store(session: Session, filing: Filing, batch_id: int, region: str) -> tuple[str, bool]:
    now: dt.datetime = clock.now()
    year = filing.received_on.year
    number = give_number(
        session,
        f"filing/{year}",
        lambda n: f"收件〔{year}〕{n}号",
        given_to=f"filing:{filing.content_key()}",
        at=now,
    )
    is_new = insert_once(
        session,
        FilingRecord,
        number=number,
        batch_id=batch_id,
        region=region,
        source_ref=filing.source_ref,
        content_key=filing.content_key(),
        dispute_key=filing.dispute_key(),
        content=filing.model_dump_json(),
        received_on=filing.received_on,
        stored_at=now,
    )
    enqueue(
        session,
        key=f"filing:{number}",
        deployment=paths()["registration"].deployment,
        parameters={"filing_number": number},
    )
    return number, is_new
