"""站内信: the notices that stay in the house, for whoever looks at the desk."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models.outbox import Contact, Notice
from tasks.outbox.allowed import IN_HOUSE

# A message is there from the moment it was accepted; `delivered` is that somebody has read it.
UNREAD, READ = "accepted", "delivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message and whom it is for; `read` says who has read it and when, if anybody has."""

    id: int
    reader: str
    subject: str
    body: tuple[str, ...]
    sent_at: dt.datetime
    read: str


def count_messages(session: Session, *, role: str = "", unread: bool = True) -> int:
    """How many there are."""
    query = _wanted(role, unread=unread).with_only_columns(func.count(Notice.id))
    return session.scalar(query) or 0


def messages(
    session: Session, *, role: str = "", unread: bool = True, limit: int, offset: int = 0
) -> list[Message]:
    """The newest first: unread ones, or all."""
    query = _wanted(role, unread=unread).order_by(Notice.id.desc()).limit(limit).offset(offset)
    return [
        Message(
            id=notice.id,
            reader=" ".join(filter(None, (contact.role, contact.organ, contact.label))),
            subject=notice.subject,
            body=tuple(notice.body.splitlines()),
            sent_at=notice.settled_at or notice.queued_at,
            read=notice.evidence if notice.state == READ else "",
        )
        for notice, contact in session.execute(query)
    ]


def _wanted(role: str, *, unread: bool) -> Select[tuple[Notice, Contact]]:
    query = (
        select(Notice, Contact)
        .join(Contact, Contact.id == Notice.contact_id)
        .where(
            Contact.channel.startswith(f"{IN_HOUSE}:"),
            Notice.state.in_((UNREAD,) if unread else (UNREAD, READ)),
        )
    )
    return query.where(Contact.role == role) if role else query
