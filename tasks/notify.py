"""Queueing notices: with the fact that causes them, once a contact, nothing personal."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from models.bulk import insert_new
from models.case import Case
from models.outbox import Notice
from rules.duty_bearers import party_hearers
from rules.notices import FOR_PARTIES, NO_SERVICE, NO_SERVICE_LINE, NOTICES, LikeService
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.markdown import case_url
from tasks.quiet_hours import waiting
from tasks.readers import untold_readers
from tasks.rendering import render_text_anyhow


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOrder:
    """One thing that each contact of the roles is told once, in the words of a template.

    `recipient` names whose own clock it is; without it every 被告 of the case hears.
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
    # Of a letter whose clocks start at proof of service: the notice says that it is none.
    is_served: bool = False
    recipient: str = ""
    # Who bears the duty, in the words of its rule; and what names it, by default the event: its
    # notices fall away with it.
    actor: str = ""
    duty: str = ""

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

    Four statements, however many orders: pass a thousand, not a million. A notice waits for the
    next hour at which its region lets it go; a reminder for the digest, where there is one.
    """
    if not orders:
        return 0
    orders = [each for order in orders for each in _with_parties(order)]
    now = clock.now()
    rows = [
        {"case_id": order.case_id, "contact_id": reader.id, "event_key": order.key} | how
        for order, found in zip(orders, untold_readers(session, orders), strict=True)
        if found
        for how in [_words(order) | waiting(order, now)]
        for reader in found
    ]
    return len(insert_new(session, Notice, rows, queued_at=now))


def _with_parties(order: NoticeOrder) -> Iterator[NoticeOrder]:
    yield order
    roles = party_hearers(order.actor)
    if roles and order.template in FOR_PARTIES:
        yield replace(
            order,
            template=FOR_PARTIES[order.template],
            roles=roles,
            event_key=f"party:{order.event_key}",
        )


def notice_facts(order: NoticeOrder) -> dict[str, Any]:
    """All that the words of a notice may name."""
    region = load_region(order.region)
    return {
        "short_code": order.short_code,
        "duty": order.title,
        "title": order.title,
        "due_on": order.due_on,
        "days_late": order.days_late,
        "is_served": order.is_served,
        "link": case_url(order.short_code),
        "office": region.studio_name,
        "phone": region.contact.phone if region.is_set("contact.phone") else "",
    }


def _words(order: NoticeOrder) -> dict[str, Any]:
    words = words_of(order.template, notice_facts(order), region=order.region)
    return words | {
        "title": order.title[:200],
        "duty": order.duty or order.event_key,
        "due_on": order.due_on,
    }


def words_of(template: str, facts: Mapping[str, Any], *, region: str) -> dict[str, Any]:
    """Subject and body of a notice, its template and which words these are."""
    text = render_text_anyhow(f"notices/{template}", facts, region=region)
    # A region's own words may have left it out.
    if NO_SERVICE not in text and _is_like_service(template, facts):
        text = f"{text.rstrip()}\n{NO_SERVICE_LINE}\n"
    subject, _, body = text.strip().partition("\n")
    wording = hashlib.sha256(text.encode()).hexdigest()[:12]
    return {
        "template": template,
        "subject": subject.strip(),
        "body": body.strip(),
        "wording": wording,
    }


def _is_like_service(template: str, facts: Mapping[str, Any]) -> bool:
    match NOTICES[template].is_like_service:
        case LikeService.NEVER:
            return False
        case LikeService.OF_SERVED_LETTERS:
            return bool(facts.get("is_served"))
        case LikeService.ALWAYS:
            return True
