"""Who reads a notice: the contacts of its roles that serve today, one channel a person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from models.bulk import among
from models.case import DEFENDANT, PLAINTIFF, Party
from models.outbox import Contact, Notice
from rules.duty_bearers import PARTY_ACTORS
from rules.vocabulary.question import Actor
from tasks import clock

BOTH_SIDES = frozenset(("当事人", "其他当事人", "双方当事人"))
PARTY_ROLES = frozenset((Actor.PARTY.value, Actor.REPRESENTATIVE.value))
READER = (
    Contact.id,
    Contact.role,
    Contact.organ,
    Contact.case_code,
    Contact.label,
    Contact.rank,
    Contact.url,
)
Reader = Row[Any]
Names = Mapping[int, Mapping[str, set[str]]]
NOBODY: Mapping[str, set[str]] = {}


class Addressed(Protocol):
    """What a notice says of whom it is for."""

    @property
    def case_id(self) -> int: ...
    @property
    def short_code(self) -> str: ...
    @property
    def roles(self) -> tuple[str, ...]: ...
    @property
    def recipient(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def key(self) -> str: ...


def untold_readers(session: Session, orders: Sequence[Addressed]) -> list[list[Reader]]:
    """The readers of each order that have not been told of it; three statements for all.

    An agency hears of the cases in which it is sued or its own clock runs; a 当事人 and whoever
    represents them of their own dates alone. Of two entries with one address the first is told,
    and a person who was told on another channel, or under another name, is not told again.
    """
    names = _names(session, orders)
    organs = [_organs(order, names) for order in orders]
    registered = _registered(session, orders, set().union(*organs))
    readers = [
        one_an_address(
            contact
            for organ in _heard(order, whose, names, registered)
            for role in order.roles
            for code in ("", order.short_code)
            for contact in registered.get((role, organ, code), ())
        )
        for order, whose in zip(orders, organs, strict=True)
    ]
    told = told_of(
        session, {order.key for order, found in zip(orders, readers, strict=True) if found}
    )
    return [
        [reader for reader in found if not told[order.key] & marks(reader)]
        for order, found in zip(orders, readers, strict=True)
    ]


def serving(session: Session, role: Actor, *, is_locked: bool = False) -> list[Reader]:
    """Everybody who serves in a role today, whatever the case: the first channel, one an address.

    Locked, others who ask so wait until the transaction ends.
    """
    query = (
        select(*READER)
        .where(Contact.role == role.value, Contact.serves_on(clock.today()))
        .order_by(Contact.rank, Contact.id)
    )
    found = session.execute(query.with_for_update() if is_locked else query)
    return one_an_address(first_channels(found).values())


def person_of(contact: Reader | Contact) -> tuple[str, str, str, str]:
    """Whoever stands behind several channels or terms."""
    return contact.role, contact.organ, contact.case_code, contact.label


def marks(contact: Reader) -> set[Any]:
    """By what a reader is known again: as a person, and by address."""
    return {person_of(contact), contact.url}


def _names(session: Session, orders: Sequence[Addressed]) -> Names:
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for case_id, role, name in session.execute(
        select(Party.case_id, Party.role, Party.name).where(
            among(session, Party.case_id, {order.case_id for order in orders})
        )
    ):
        found[case_id][role].add(name)
    return found


def _organs(order: Addressed, names: Names) -> set[str]:
    """Every name under which somebody may hear of an order."""
    of_case = names.get(order.case_id, NOBODY)
    if not PARTY_ROLES & set(order.roles):
        return {"", order.recipient} | of_case.get(DEFENDANT, set())
    if order.recipient:
        return {order.recipient}
    if order.actor in PARTY_ACTORS - BOTH_SIDES:
        return of_case.get(PLAINTIFF, set())
    return set().union(*of_case.values())


def _heard(
    order: Addressed,
    organs: set[str],
    names: Names,
    registered: Mapping[tuple[str, str, str], Any],
) -> Collection[str]:
    """Whose contacts hear: of a named agency its own, beside those who hear of every case."""
    if PARTY_ROLES & set(order.roles) or not order.recipient:
        return organs
    sued = names.get(order.case_id, NOBODY).get(DEFENDANT, set())
    is_agency = order.recipient in sued or any(
        (role, order.recipient, code) in registered
        for role in order.roles
        for code in ("", order.short_code)
    )
    return {"", order.recipient} if is_agency else organs


def _registered(
    session: Session, orders: Sequence[Addressed], organs: set[str]
) -> Mapping[tuple[str, str, str], list[Reader]]:
    """The first channel of each person who serves today, by role, organ and case."""
    found: dict[tuple[str, str, str], list[Reader]] = defaultdict(list)
    for contact in session.execute(
        select(*READER)
        .where(
            Contact.role.in_({role for order in orders for role in order.roles}),
            among(session, Contact.case_code, {"", *(order.short_code for order in orders)}),
            or_(Contact.case_code != "", among(session, Contact.organ, organs)),
            Contact.serves_on(clock.today()),
        )
        .order_by(Contact.rank, Contact.id)
    ):
        found[contact.role, contact.organ, contact.case_code].append(contact)
    return {place: list(first_channels(people).values()) for place, people in found.items()}


def first_channels(contacts: Iterable[Reader]) -> Mapping[str, Reader]:
    """The first channel of each person of one place, by label; given in the order of rank."""
    first: dict[str, Reader] = {}
    for contact in contacts:
        first.setdefault(contact.label, contact)
    return first


def one_an_address(contacts: Iterable[Reader]) -> list[Reader]:
    """Two entries with one address are one reader, who is told once: always through the first."""
    by_url: dict[str, Reader] = {}
    for contact in sorted(contacts, key=lambda contact: int(contact.id)):
        by_url.setdefault(contact.url, contact)
    return list(by_url.values())


def told_of(session: Session, keys: set[str]) -> Mapping[str, set[Any]]:
    """Who was told of each key: as a person, and by address."""
    told: dict[str, set[Any]] = defaultdict(set)
    if not keys:
        return told
    for key, *contact in session.execute(
        select(Notice.event_key, *READER)
        .join(Contact, Contact.id == Notice.contact_id)
        .where(among(session, Notice.event_key, keys))
    ):
        _, role, organ, code, label, _, url = contact
        told[key] |= {(role, organ, code, label), url}
    return told
