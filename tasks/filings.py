"""Storing filings: each with its trigger in one transaction, each only once."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.filing import FilingRecord, ImportBatch
from models.ledger import insert_once, ledger, reading
from rules.catalogue import paths
from rules.filing import Filing
from rules.vocabulary.path import Entry
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.errors import FuyuanError
from tasks.likeness import note_likenesses
from tasks.numbering import give_number
from tasks.triggers import enqueue, filing_key, parameters_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of a delivery, by the position of each filing in it.

    The filing numbers given, those known before, and those of earlier filings that new ones
    resemble.
    """

    batch_id: int = 0
    accepted: list[str] = field(default_factory=list)
    duplicates: list[tuple[int, str]] = field(default_factory=list)
    alike: list[tuple[int, list[str]]] = field(default_factory=list)


def store_filings(  # noqa: PLR0913  (what the delivery was, for the register of deliveries)
    filings: Sequence[Filing],
    *,
    source: str,
    region: str,
    path: str = "registration",
    sender: str = "",
    sha256: str = "",
    rejected: int = 0,
    problems: Sequence[dict[str, Any]] = (),
    repeated: int = 0,
) -> Stored:
    """Store a delivery and the trigger of every new filing, all in one transaction.

    `sender` is the named source it came from. `repeated` counts duplicates within the delivery
    itself. A filing whose content is known is not stored again; its position and the number it has
    already are returned. `path` is where they begin. Raises RegionError for a region that cannot
    number such cases.
    """
    with ledger() as session:
        return store_in(
            session,
            filings,
            source=source,
            region=region,
            path=path,
            sender=sender,
            sha256=sha256,
            rejected=rejected,
            problems=problems,
            repeated=repeated,
        )


def store_in(  # noqa: PLR0913  (as store_filings)
    session: Session,
    filings: Sequence[Filing],
    *,
    source: str,
    region: str,
    path: str = "registration",
    sender: str = "",
    sha256: str = "",
    rejected: int = 0,
    problems: Sequence[dict[str, Any]] = (),
    repeated: int = 0,
) -> Stored:
    """Store a delivery as `store_filings` does, in the transaction of whoever keeps more of it."""
    require_numbering(region, path)
    batch = ImportBatch(
        source=source,
        sender=sender,
        sha256=sha256,
        received=len(filings) + repeated + rejected,
        rejected=rejected,
        problems=list(problems),
        received_at=clock.now(),
    )
    session.add(batch)
    session.flush()
    stored = Stored(batch_id=batch.id)
    for position, filing in enumerate(filings):
        known = _known(session, filing, path)
        if known is not None:
            stored.duplicates.append((position, known))
            continue
        number, is_new = _store(session, filing, batch.id, region, path)
        if is_new:
            stored.accepted.append(number)
            if alike := _likenesses(session, number, filing):
                stored.alike.append((position, alike))
        else:  # Another import of the same file was faster while this one waited for it.
            stored.duplicates.append((position, number))
    batch.accepted = len(stored.accepted)
    batch.duplicates = len(stored.duplicates) + repeated
    return stored


def _likenesses(session: Session, number: str, filing: Filing) -> list[str]:
    filing_id = session.scalars(select(FilingRecord.id).where(FilingRecord.number == number)).one()
    return note_likenesses(session, filing_id, filing)


def require_numbering(region: str, path: str = "registration") -> None:
    """Raise RegionError for a region whose codes for cases or documents are not set yet.

    Better before the first filing than at its registration, or at its first letter.
    """
    codes = load_region(region)
    codes.case_number(entry_of(path).number, year=1, n=1)
    for organ in ("court", "center"):
        codes.document_number_of("letter", organ=organ, year=1, n=1)


def count_known(filings: Sequence[Filing], path: str = "registration") -> list[tuple[int, str]]:
    """Which of these the ledger has already: position and filing number; nothing is stored."""
    with reading() as session:
        return [
            (position, known)
            for position, filing in enumerate(filings)
            if (known := _known(session, filing, path)) is not None
        ]


def entry_of(path: str) -> Entry:
    """How a filing is entered that begins on a path. Raises FuyuanError if none may."""
    entry = paths()[path].entry
    if entry is None:
        message = f"“{paths()[path].title}”不能直接收件，案件由前一路径移交"
        raise FuyuanError(message)
    return entry


def _content_key(filing: Filing, path: str) -> str:
    # The same dispute may come once for each kind of procedure.
    key = filing.content_key()
    return key if path == "registration" else hashlib.sha256(f"{path}:{key}".encode()).hexdigest()


def _known(session: Session, filing: Filing, path: str) -> str | None:
    return session.scalar(
        select(FilingRecord.number).where(FilingRecord.content_key == _content_key(filing, path))
    )


def _store(
    session: Session, filing: Filing, batch_id: int, region: str, path: str
) -> tuple[str, bool]:
    now: dt.datetime = clock.now()
    content_key = _content_key(filing, path)
    year = filing.received_on.year
    number = give_number(
        session,
        f"filing/{year}",
        lambda n: f"收件〔{year}〕{n}号",
        given_to=f"filing:{content_key}",
        at=now,
    )
    is_new = insert_once(
        session,
        FilingRecord,
        number=number,
        batch_id=batch_id,
        region=region,
        path=path,
        source_ref=filing.source_ref,
        content_key=content_key,
        dispute_key=filing.dispute_key(),
        content=filing.model_dump_json(),
        received_on=filing.received_on,
        stored_at=now,
    )
    enqueue(
        session,
        key=filing_key(number),
        deployment=paths()[path].deployment,
        parameters=parameters_of(path, number),
    )
    return number, is_new
