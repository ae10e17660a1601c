"""Queueing notices: with the fact that causes them, once a contact, nothing personal."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models.bulk import among, insert_new
from models.case import Case, Party
from models.outbox import Contact, Notice
from tasks import clock
from tasks.markdown import case_url
from tasks.rendering import render_text_anyhow


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOrder:
    """One thing that each contact of the roles is told once, in the words of a template.

    `recipient` names the agency whose own clock it is; without it every 被告 of the case hears.
    """

    case_id: int
    short_code: str
    region: str
    event_key: str
    template: str
    roles: tuple[str, ...]
    title: str
    due_on: dt.date | None = None
    days_late: int = 0
    recipient: str = ""

    @property
    def key(self) -> str:
        """What makes it once: the same thing in two cases is two notices."""
        return f"{self.short_code}:{self.event_key}"


def queue_notice(
    session: Session,
    case: Case,
    *,
    event_key: str,
    template: str,
    role: str,
    title: str,
    due_on: dt.date | None = None,
) -> int:
    """Queue a notice for each contact of the role, of the case's own agencies; returns how many.

    The text names the short code, the duty, the date and a link: never a person, never the case.
    """
    order = NoticeOrder(
        case_id=case.id,
        short_code=case.short_code,
        region=case.region,
        event_key=event_key,
        template=template,
        roles=(role,),
        title=title,
        due_on=due_on,
    )
    return queue_notices(session, [order])


def queue_notices(session: Session, orders: Sequence[NoticeOrder]) -> int:
    """Queue what was not queued before, for all orders at once; returns how many notices.

    Four statements, however many orders: pass a thousand, not a million. One message an address,
    also when it is registered under two of the roles.
    """
    if not orders:
        return 0
    readers = _readers(session, orders)
    told = _told(session, [order for order, found in zip(orders, readers, strict=True) if found])
    rows = [
        {"case_id": order.case_id, "contact_id": contact_id, "event_key": order.key, **words}
        for order, found in zip(orders, readers, strict=True)
        if (untold := [contact for contact in found if (order.key, contact) not in told])
        for words in [_words(order)]
        for contact_id in untold
    ]
    return len(insert_new(session, Notice, rows, queued_at=clock.now()))


def _readers(session: Session, orders: Sequence[NoticeOrder]) -> list[list[int]]:
    """The contacts of each order."""
    agencies: dict[int, set[str]] = defaultdict(set)
    for case_id, name in session.execute(
        select(Party.case_id, Party.name).where(
            Party.role == "被告",
            among(session, Party.case_id, {order.case_id for order in orders}),
        )
    ):
        agencies[case_id].add(name)
    organs = {"", *(order.recipient for order in orders)}.union(*agencies.values())
    registered: dict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
    for contact in session.execute(
        select(Contact.id, Contact.role, Contact.organ, Contact.url).where(
            Contact.role.in_({role for order in orders for role in order.roles}),
            among(session, Contact.organ, organs),
            Contact.active.is_(True),
        )
    ):
        registered[contact.role, contact.organ].append(contact)
    return [
        _one_an_address(
            contact
            for organ in _organs(order, agencies[order.case_id], registered)
            for role in order.roles
            for contact in registered.get((role, organ), ())
        )
        for order in orders
    ]


def _organs(
    order: NoticeOrder, agencies: set[str], registered: Mapping[tuple[str, str], Any]
) -> set[str]:
    """Whose contacts hear, beside those who hear of every case."""
    is_agency = order.recipient in agencies or any(
        (role, order.recipient) in registered for role in order.roles
    )
    return {"", order.recipient} if order.recipient and is_agency else {"", *agencies}


def _one_an_address(contacts: Iterable[Row[Any]]) -> list[int]:
    # Two entries with one address are one reader, who is told once: always through the first.
    by_url: dict[str, int] = {}
    for contact in sorted(contacts, key=lambda contact: int(contact.id)):
        by_url.setdefault(contact.url, contact.id)
    return list(by_url.values())


def _told(session: Session, orders: Sequence[NoticeOrder]) -> set[tuple[str, int]]:
    if not orders:
        return set()
    found = session.execute(
        select(Notice.event_key, Notice.contact_id).where(
            among(session, Notice.event_key, {order.key for order in orders})
        )
    )
    return {(key, contact_id) for key, contact_id in found}


def notice_facts(order: NoticeOrder) -> dict[str, Any]:
    """All that the words of a notice may name."""
    return {
        "short_code": order.short_code,
        "duty": order.title,
        "title": order.title,
        "due_on": order.due_on,
        "days_late": order.days_late,
        "link": case_url(order.short_code),
    }


def _words(order: NoticeOrder) -> dict[str, str]:
    text = render_text_anyhow(f"notices/{order.template}", notice_facts(order), region=order.region)
    subject, _, body = text.strip().partition("\n")
    wording = hashlib.sha256(text.encode()).hexdigest()[:12]
    return {
        "template": order.template,
        "subject": subject.strip(),
        "body": body.strip(),
        "wording": wording,
    }
