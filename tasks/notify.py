"""Queueing notices: with the fact that causes them, once a contact, nothing personal."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.ledger import insert_once
from models.outbox import Contact, Notice
from tasks import clock
from tasks.markdown import case_url
from tasks.rendering import render_text


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
    organs = ["", *(party.name for party in case.parties if party.role == "被告")]
    contacts = session.scalars(
        select(Contact)
        .where(Contact.role == role, Contact.active.is_(True), Contact.organ.in_(organs))
        .order_by(Contact.id)
    ).all()
    if not contacts:
        return 0
    text = render_text(
        f"notices/{template}",
        {
            "short_code": case.short_code,
            "duty": title,
            "title": title,
            "due_on": due_on,
            "link": case_url(case.short_code),
        },
        region=case.region,
    )
    subject, _, body = text.strip().partition("\n")
    return sum(
        insert_once(
            session,
            Notice,
            case_id=case.id,
            contact_id=contact.id,
            event_key=f"{case.short_code}:{event_key}",
            template=template,
            subject=subject.strip(),
            body=body.strip(),
            queued_at=clock.now(),
        )
        for contact in _one_an_address(contacts)
    )


def _one_an_address(contacts: Sequence[Contact]) -> list[Contact]:
    # Two entries with one address are one reader, who is told once: always through the first.
    by_url: dict[str, Contact] = {}
    for contact in contacts:
        by_url.setdefault(contact.url, contact)
    return list(by_url.values())
