"""Everything in a case's records that tells who somebody is."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import DEFENDANT, Case, Party
from models.filing import FilingRecord
from models.history import Fact
from models.letter import IssuedLetter
from rules.catalogue import letters, questions
from rules.filing import Filing
from rules.identity import IdKind, is_organisation_name, read_identity
from rules.personal_patterns import address_variants
from rules.redaction import (
    ALREADY_HIDDEN,
    REPLACED_BY,
    SHORTEST_NAME,
    Datum,
    Kind,
    aliases,
)
from rules.vocabulary.region import load_region
from tasks.letter_facts import mask_id, mask_phone
from tasks.publication.names import names_in, persons_of

SHORTEST_NUMBER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """What must not be seen in public, what stands there instead, and what may stay."""

    data: tuple[Datum, ...]
    aliases: dict[str, str]
    # Organs of the case and of its court, and how they are reached: public whatever they hold.
    protected: tuple[str, ...]
    # Names too short to be found among other words.
    unsearchable: tuple[str, ...]

    @property
    def replacements(self) -> list[tuple[Datum, str]]:
        """Each datum with what is printed instead."""
        return [
            (
                datum,
                self.aliases[datum.text] if datum.kind is Kind.NAME else REPLACED_BY[datum.kind],
            )
            for datum in self.data
        ]


def persons_of_case(session: Session, case: Case) -> Persons:
    """Gather who is named in a case: its parties, and everybody in its answers and letters."""
    protected = _protected(case)
    parties = [party for party in case.parties if party.role != DEFENDANT]
    named: dict[str, str] = {}
    for number, party in enumerate(parties, 1):
        if not _is_organisation(party):
            named.setdefault(party.name, f"{party.role}{number}")
    bench: set[str] = set()
    for name, of_bench in _mentioned(session, case):
        if of_bench:
            bench.add(name)
        else:
            named.setdefault(name, "有关人员")
    hidden = [
        name
        for name in named
        if not ALREADY_HIDDEN.fullmatch(name)
        and (name not in bench or named[name] != "有关人员")
        and name not in protected
    ]
    searchable = [name for name in hidden if len(name) >= SHORTEST_NAME]
    return Persons(
        data=(
            *(Datum(Kind.NAME, name, named[name]) for name in searchable),
            *_unique(_numbers_and_addresses(session, case, parties)),
        ),
        aliases=aliases(searchable, taken=named),
        protected=protected,
        unsearchable=tuple(named[name] for name in hidden if len(name) < SHORTEST_NAME),
    )


def _is_organisation(party: Party) -> bool:
    if not party.id_number:
        return is_organisation_name(party.name)
    kind = read_identity(party.id_number, party.name).kind
    return kind is IdKind.ORGANISATION or is_organisation_name(party.name)


def _protected(case: Case) -> tuple[str, ...]:
    region = load_region(case.region)
    organs = [party.name for party in case.parties if party.role == DEFENDANT]
    names = [value for key, value in region.model_dump().items() if key.endswith("_name")]
    return tuple({*organs, *names, region.title, *region.contact.model_dump().values()})


def _mentioned(session: Session, case: Case) -> Iterator[tuple[str, bool]]:
    """Yield whom answers and letters name, and whether as one of the bench."""
    for row in session.scalars(select(Fact).where(Fact.case_id == case.id)):
        # The period of a lapsed answer is recorded by the watch, which is no person.
        if not row.expired:
            yield from ((name, False) for name in names_in(row.recorded_by))
        if (question := questions().get(row.question)) and not row.expired:
            yield from persons_of(question, json.loads(row.value))
    for letter in session.scalars(select(IssuedLetter).where(IssuedLetter.case_id == case.id)):
        if declared := letters().get(letter.code):
            yield from persons_of(declared.needs, json.loads(letter.facts))


def _numbers_and_addresses(
    session: Session, case: Case, parties: Iterable[Party]
) -> Iterator[Datum]:
    for number, party in enumerate(parties, 1):
        yield from _data_of(party, f"{party.role}{number}")
    record = session.scalars(
        select(FilingRecord).where(FilingRecord.case_id == case.id)
    ).one_or_none()
    if record is not None:
        filing = Filing.model_validate_json(record.content)
        for number, plaintiff in enumerate(filing.plaintiffs, 1):
            yield from _data_of(plaintiff, f"起诉人{number}")


def _data_of(person: Any, whose: str) -> Iterator[Datum]:
    for number in (person.id_number, mask_id(person.id_number)):
        if len(number) >= SHORTEST_NUMBER:
            yield Datum(Kind.ID_NUMBER, number, whose)
    for phone in (person.phone, mask_phone(person.phone)):
        if len(phone) >= SHORTEST_NUMBER:
            yield Datum(Kind.PHONE, phone, whose)
    for variant in address_variants(person.address):
        yield Datum(Kind.ADDRESS, variant, whose)


def _unique(data: Iterable[Datum]) -> Iterator[Datum]:
    seen: set[tuple[Kind, str]] = set()
    for datum in data:
        key = (datum.kind, datum.folded)
        if key not in seen and datum.folded.strip("*"):
            seen.add(key)
            yield datum
