"""Storing filings: each with its trigger in one transaction, each only once."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.bulk import among, insert_new, slices
from models.filing import FilingRecord, ImportBatch
from models.ledger import ledger, one_at_a_time, reading
from rules.catalogue import paths
from rules.filing import Filing
from rules.vocabulary.path import Entry
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.errors import FuyuanError
from tasks.intake.mapping import load_mapping
from tasks.likeness_search import Likenesses, StoredFiling
from tasks.numbering import give_numbers
from tasks.triggers import enqueue_all, filing_key, parameters_of

CHUNK = 500


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What came in at once and where it goes, for the register of deliveries.

    `sender` is the named source it came from, `path` where its filings begin. `rejected` and
    `repeated` count the rows that are no filings, and duplicates within the delivery itself.
    """

    source: str
    region: str
    path: str = "registration"
    sender: str = ""
    sha256: str = ""
    rejected: int = 0
    problems: Sequence[dict[str, Any]] = ()
    repeated: int = 0


def store_filings(filings: Iterable[Filing], delivery: Delivery) -> Stored:
    """Store a delivery and the trigger of every new filing, all in one transaction.

    A filing whose content is known is not stored again; its position and the number it has already
    are returned. Raises RegionError for a region that cannot number such cases.
    """
    with ledger() as session:
        return store_in(session, filings, delivery)


def store_in(session: Session, filings: Iterable[Filing], delivery: Delivery) -> Stored:
    """Store a delivery as `store_filings` does, in the transaction of whoever keeps more of it."""
    require_numbering(delivery.region, delivery.path)
    # Each year's numbers are under a lock of their own, and a file has its years in any order.
    one_at_a_time(session, "filings")
    batch = ImportBatch(
        source=delivery.source,
        sender=delivery.sender,
        sha256=delivery.sha256,
        rejected=delivery.rejected,
        problems=list(delivery.problems),
        received_at=clock.now(),
    )
    session.add(batch)
    session.flush()
    stored = Stored(batch_id=batch.id)
    keeper = _Keeper(session=session, delivery=delivery, stored=stored)
    for chunk in slices(filings, CHUNK):
        keeper.keep(chunk)
    batch.received = keeper.received + delivery.repeated + delivery.rejected
    batch.accepted = len(stored.accepted)
    batch.duplicates = len(stored.duplicates) + delivery.repeated
    return stored


class _Keeper:
    """Stores a delivery some hundreds of filings at a time, in as many statements as for one."""

    def __init__(self, session: Session, delivery: Delivery, stored: Stored) -> None:
        self.received = 0
        self._session, self._delivery, self._stored = session, delivery, stored
        is_numbered = load_mapping(delivery.sender).unique_numbers
        self._likenesses = Likenesses(session, numbered=delivery.sender if is_numbered else "")

    def keep(self, chunk: Sequence[Filing]) -> None:
        keys = [_content_key(filing, self._delivery.path) for filing in chunk]
        numbers = _known(self._session, keys)
        fresh: dict[str, Filing] = {}
        for key, filing in zip(keys, chunk, strict=True):
            if key not in numbers:
                fresh.setdefault(key, filing)
        numbers |= self._numbers(fresh)
        ids = self._insert(fresh, numbers)
        new = [
            StoredFiling(id=ids[key], number=numbers[key], filing=fresh[key])
            for key in fresh
            if key in ids
        ]
        self._enqueue(new)
        alike = self._likenesses.note(new)
        for position, key in enumerate(keys, self.received):
            # Of two alike in a delivery the first is new. Of none that another import of the same
            # file stored while this one waited for it.
            if (filing_id := ids.pop(key, None)) is None:
                self._stored.duplicates.append((position, numbers[key]))
                continue
            self._stored.accepted.append(numbers[key])
            if filing_id in alike:
                self._stored.alike.append((position, alike[filing_id]))
        self.received += len(chunk)

    def _numbers(self, fresh: Mapping[str, Filing]) -> dict[str, str]:
        """The number of each, in the sequence of its year."""
        years: dict[int, list[str]] = {}
        for key, filing in fresh.items():
            years.setdefault(filing.received_on.year, []).append(key)
        numbers: dict[str, str] = {}
        for year, keys in sorted(years.items()):
            given = give_numbers(
                self._session,
                f"filing/{year}",
                partial("收件〔{}〕{}号".format, year),
                given_to=[f"filing:{key}" for key in keys],
                at=clock.now(),
            )
            numbers |= {key: given[f"filing:{key}"] for key in keys}
        return numbers

    def _insert(self, fresh: Mapping[str, Filing], numbers: Mapping[str, str]) -> dict[str, int]:
        """The ids of those that are stored now, by their content."""
        rows = [
            {
                "number": numbers[key],
                "source_ref": filing.source_ref,
                "content_key": key,
                "dispute_key": filing.dispute_key(),
                "content": filing.model_dump_json(),
                "received_on": filing.received_on,
            }
            for key, filing in fresh.items()
        ]
        inserted = insert_new(
            self._session,
            FilingRecord,
            rows,
            FilingRecord.content_key,
            FilingRecord.id,
            batch_id=self._stored.batch_id,
            region=self._delivery.region,
            path=self._delivery.path,
            stored_at=clock.now(),
        )
        return {row.content_key: row.id for row in inserted}

    def _enqueue(self, new: Sequence[StoredFiling]) -> None:
        path = self._delivery.path
        runs = [
            {"key": filing_key(each.number), "parameters": parameters_of(path, each.number)}
            for each in new
        ]
        enqueue_all(self._session, runs, deployment=paths()[path].deployment)


def require_numbering(region: str, path: str = "registration") -> None:
    """Raise RegionError for a region whose codes for cases or documents are not set yet.

    Better before the first filing than at its registration, or at its first letter.
    """
    codes = load_region(region)
    codes.case_number(entry_of(path).number, year=1, n=1)
    for organ in ("court", "center"):
        codes.document_number_of("letter", organ=organ, year=1, n=1)


def count_known(filings: Iterable[Filing], path: str = "registration") -> list[tuple[int, str]]:
    """Which of these the ledger has already: position and filing number; nothing is stored."""
    found: list[tuple[int, str]] = []
    keys = (_content_key(filing, path) for filing in filings)
    with reading() as session:
        for chunk in slices(enumerate(keys), CHUNK):
            known = _known(session, [key for _, key in chunk])
            found += [(position, known[key]) for position, key in chunk if key in known]
    return found


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


def _known(session: Session, keys: Sequence[str]) -> dict[str, str]:
    """The numbers of the filings that the ledger has under these keys."""
    known = select(FilingRecord.content_key, FilingRecord.number).where(
        among(session, FilingRecord.content_key, keys)
    )
    return dict(session.execute(known).tuples().all())
