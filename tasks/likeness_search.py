"""Which earlier filings the new ones resemble: found and kept when they are stored."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.bulk import among, insert_new, slices
from models.filing import FilingLikeness, FilingPerson, FilingRecord
from models.home import secret_key
from rules.filing import Filing
from rules.likeness import are_apart, folded, grounds, numbers_of, persons

MOST_KEYS = 2_000
# Whoever sues so often is compared with the same dispute first, then with the latest of it.
MOST_COMPARED = 100
SAME_NUMBER = "来源编号相同"
AT_ONCE, KEYS_AT_ONCE = 500, 5_000


def person_keys(filing: Filing, secret: bytes) -> list[str]:
    """The persons of a filing as keys that tell nothing to whoever has not the secret."""
    return [_key(mark, secret) for mark in persons(filing)[:MOST_KEYS]]


def _key(mark: str, secret: bytes) -> str:
    return hmac.new(secret, mark.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFiling:
    """A filing as it is stored."""

    id: int
    number: str
    filing: Filing


class Likenesses:
    """Keeps which earlier filings those of one delivery resemble, many in a few statements.

    What is earlier is told by the id: another filing of the same delivery may be, too. A source
    that is `numbered` gives a 来源编号 to one filing alone: another under it resembles that one.
    """

    def __init__(self, session: Session, *, numbered: str = "") -> None:
        self._session, self._numbered = session, numbered
        # Pairs of a new filing and an earlier one under one number of the source.
        self._same_number: set[tuple[int, int]] = set()
        # Of every filing seen a hash of the numbers in its act, 0 without any. Mostly they tell two
        # acts apart, and what lies encrypted need not be read; equal hashes decide nothing.
        self._numbers: dict[int, int] = {}

    def note(self, new: Sequence[StoredFiling]) -> dict[int, list[str]]:
        """By id the numbers of those that each resembles, the latest first. Runs once a filing."""
        pairs = self._pairs(sorted(new, key=lambda each: each.id)) if new else {}
        alike: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        for earlier in self._read(pairs, {each.id: each for each in new}):
            for each in pairs[earlier.id]:
                said = grounds(each.filing, earlier.filing)
                if (each.id, earlier.id) in self._same_number:
                    said = "，".join(filter(None, (SAME_NUMBER, said)))
                if said:
                    alike[each.id].append((earlier.id, earlier.number, said))
        rows = [
            {"filing_id": one, "earlier_id": earlier, "grounds": said}
            for one, found in alike.items()
            for earlier, _, said in found
        ]
        for some in slices(rows, AT_ONCE):
            insert_new(self._session, FilingLikeness, some)
        return {
            one: [number for _, number, _ in sorted(found, reverse=True)]
            for one, found in alike.items()
        }

    def _pairs(self, new: Sequence[StoredFiling]) -> dict[int, list[StoredFiling]]:
        """Under the id of each earlier filing the new ones that have to be compared with it."""
        self._same_number.clear()
        secret = secret_key()
        keys = {each.id: person_keys(each.filing, secret) for each in new}
        own_numbers = {each.id: self._number_keys(each.filing, secret) for each in new}
        disputes = {each.id: each.filing.dispute_key() for each in new}
        everything = chain(keys.values(), own_numbers.values())
        all_keys = list(dict.fromkeys(chain.from_iterable(everything)))
        sharing = self._latest(FilingPerson.key, FilingPerson.filing_id, all_keys, new[0].id)
        # By the dispute: those that came before persons had keys.
        same = self._latest(
            FilingRecord.dispute_key, FilingRecord.id, list(disputes.values()), new[0].id
        )
        people = [
            {"filing_id": one, "key": key}
            for one, found in chain(keys.items(), own_numbers.items())
            for key in found
        ]
        for some in slices(people, KEYS_AT_ONCE):
            insert_new(self._session, FilingPerson, some)
        pairs: dict[int, list[StoredFiling]] = defaultdict(list)
        for each in new:
            numbers = self._numbers[each.id] = _hash(each.filing)
            shared = [same[disputes[each.id]], *(sharing[key] for key in keys[each.id])]
            numbered = [sharing[key] for key in own_numbers[each.id]]
            same_number = set(_latest_of([], *numbered))
            self._same_number |= {(each.id, earlier) for earlier in same_number}
            for earlier in same_number.union(_latest_of(*shared)):
                is_apart = are_apart(numbers, self._numbers.get(earlier, 0))
                if earlier in same_number or not is_apart:
                    pairs[earlier].append(each)
            for ids in (*shared, *numbered):
                ids.append(each.id)
        return pairs

    def _number_keys(self, filing: Filing, secret: bytes) -> list[str]:
        if not self._numbered or not filing.source_ref:
            return []
        return [_key(f"number:{self._numbered}:{folded(filing.source_ref)}", secret)]

    def _latest(
        self,
        key: InstrumentedAttribute[str],
        filing_id: InstrumentedAttribute[int],
        keys: Sequence[str],
        before: int,
    ) -> dict[str, list[int]]:
        """The latest filings under each key that came before one, the latest last."""
        latest: dict[str, list[int]] = defaultdict(list)
        for some in slices(keys, KEYS_AT_ONCE):
            rank = func.row_number().over(partition_by=key, order_by=filing_id.desc())
            ranked = (
                select(key.label("key"), filing_id.label("filing_id"), rank.label("rank"))
                .where(among(self._session, key, some), filing_id < before)
                .subquery()
            )
            found = (
                select(ranked.c.key, ranked.c.filing_id)
                .where(ranked.c.rank <= MOST_COMPARED)
                .order_by(ranked.c.filing_id)
            )
            for under, one in self._session.execute(found):
                latest[under].append(one)
        return latest

    def _read(
        self, ids: Collection[int], new: Mapping[int, StoredFiling]
    ) -> Iterator[StoredFiling]:
        """The filings of these ids; what is not new lies encrypted in the ledger."""
        yield from (new[one] for one in ids if one in new)
        for some in slices((one for one in ids if one not in new), AT_ONCE):
            stored = select(FilingRecord.id, FilingRecord.number, FilingRecord.content)
            for row in self._session.execute(
                stored.where(among(self._session, FilingRecord.id, some))
            ).all():
                filing = Filing.model_validate_json(row.content)
                self._numbers[row.id] = _hash(filing)
                yield StoredFiling(id=row.id, number=row.number, filing=filing)


def _hash(filing: Filing) -> int:
    numbers = numbers_of(filing.act)
    return hash(numbers) if numbers else 0


def _latest_of(same_dispute: Sequence[int], *same_person: Sequence[int]) -> list[int]:
    same = set(same_dispute[-MOST_COMPARED:])
    others = {one for ids in same_person for one in ids[-MOST_COMPARED:]} - same
    chosen = [*sorted(same, reverse=True), *sorted(others, reverse=True)]
    return chosen[:MOST_COMPARED]
