"""The queue in the ledger: who may send what, and what became of it.

A dispatcher claims a batch (`claimed_by`, `lease_until`; the notices stay `queued`), and marks each
`sending` right before its words leave. A claim that lapses is free again; a `sending` that lapses
is `unknown`, for it may have left the house.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Result, Select, or_, select, update
from sqlalchemy.orm import Session

from models.ledger import ledger, reading
from models.outbox import Contact, Notice
from tasks import clock
from tasks.outbox.verdict import Fate, Verdict
from tasks.outbox.wire import Trace

ATTEMPTS = 8
FIRST_WAIT = dt.timedelta(seconds=30)
# A claimed batch is sent within this, and one message within that: both are far above what happens.
CLAIM_LEASE = dt.timedelta(minutes=10)
SENDING_LEASE = dt.timedelta(minutes=5)
INTERRUPTED = "发送途中中断，不知是否送出：请人工核实后决定是否重发"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A notice that was claimed, with its address."""

    id: int
    url: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A notice that was handed over, what that means and what was said."""

    parcel: Parcel
    verdict: Verdict
    trace: Trace


def waiting_channels() -> list[str]:
    """The channels for which something may be sent now."""
    with reading() as session:
        channels = session.scalars(select(Contact.channel).distinct()).all()
        return [each for each in channels if session.scalar(_due(each).limit(1)) is not None]


def claim(channel: str, dispatcher: str, limit: int) -> list[Parcel]:
    """Take the oldest notices of a channel for sending; nobody else gets them."""
    now = clock.now()
    with ledger() as session:
        chosen = _due(channel).order_by(Notice.id).limit(limit)
        if session.get_bind().dialect.name == "postgresql":
            chosen = chosen.with_for_update(of=Notice, skip_locked=True)
        taken = session.scalars(
            update(Notice)
            .where(Notice.id.in_(chosen))
            .values(claimed_by=dispatcher, lease_until=now + CLAIM_LEASE)
            .returning(Notice.id)
            .execution_options(synchronize_session=False)
        ).all()
        rows = session.execute(
            select(Notice.id, Contact.url, Notice.subject, Notice.body)
            .join(Contact, Contact.id == Notice.contact_id)
            .where(Notice.id.in_(taken))
            .order_by(Notice.id)
        )
        return [
            Parcel(id=number, url=url, subject=subject, body=body)
            for number, url, subject, body in rows
        ]


def settle_and_begin(done: Sent | None, following: Parcel | None, dispatcher: str) -> bool:
    """Record what became of one notice and mark the next as being sent, in one transaction.

    False if nothing follows, or if its claim lapsed and it is another's by now.
    """
    with ledger() as session:
        if done is not None:
            _settle(session, done, dispatcher)
        return following is not None and _begin(session, following, dispatcher)


def release(parcels: Sequence[Parcel], dispatcher: str) -> None:
    """Give back what was claimed and not begun."""
    with ledger() as session:
        session.execute(
            update(Notice)
            .where(
                Notice.id.in_([parcel.id for parcel in parcels]),
                Notice.state == "queued",
                Notice.claimed_by == dispatcher,
            )
            .values(claimed_by="", lease_until=None)
        )


def settle_lapsed() -> int:
    """Call unknown what a dispatcher that is gone was sending; returns how many."""
    now = clock.now()
    with ledger() as session:
        lapsed = session.execute(
            update(Notice)
            .where(
                Notice.state == "sending",
                or_(Notice.lease_until.is_(None), Notice.lease_until < now),
            )
            .values(state="unknown", detail=INTERRUPTED, settled_at=now)
        )
        return _count(lapsed)


def _due(channel: str) -> Select[tuple[int]]:
    now = clock.now()
    return (
        select(Notice.id)
        .join(Contact, Contact.id == Notice.contact_id)
        .where(
            Contact.channel == channel,
            Notice.state == "queued",
            # Whoever's term has ended hears no more: another is told instead (tasks.rerouting).
            Contact.serves_on(clock.today()),
            _is_free(now),
            or_(Notice.not_before.is_(None), Notice.not_before <= now),
        )
    )


def _is_free(now: dt.datetime) -> ColumnElement[bool]:
    return or_(Notice.lease_until.is_(None), Notice.lease_until < now)


def _begin(session: Session, parcel: Parcel, dispatcher: str) -> bool:
    begun = session.execute(
        update(Notice)
        .where(Notice.id == parcel.id, Notice.state == "queued", Notice.claimed_by == dispatcher)
        .values(
            state="sending",
            attempts=Notice.attempts + 1,
            lease_until=clock.now() + SENDING_LEASE,
        )
    )
    return _count(begun) == 1


def _settle(session: Session, done: Sent, dispatcher: str) -> None:
    """Keep the outcome; also of one called unknown meanwhile, for we know better."""
    notice = session.get(Notice, done.parcel.id, with_for_update=True)
    is_ours = notice is not None and notice.claimed_by == dispatcher
    if notice is None or not is_ours or notice.state not in {"sending", "unknown"}:
        return
    now, verdict, trace = clock.now(), done.verdict, done.trace
    notice.message_id = trace.message_id
    notice.evidence = f"{now:%Y-%m-%d %H:%M:%S} {trace.code or '—'} {trace.line}".rstrip()
    notice.claimed_by, notice.lease_until = "", None
    if verdict.fate is not Fate.AGAIN:
        notice.state, notice.detail, notice.settled_at = verdict.fate.value, verdict.why, now
    elif notice.attempts < ATTEMPTS:
        notice.state, notice.detail = "queued", verdict.why
        notice.not_before = now + FIRST_WAIT * 2 ** (notice.attempts - 1)
    else:
        notice.state, notice.settled_at = Fate.FAILED.value, now
        notice.detail = f"{verdict.why}；已试{notice.attempts}次，请改用其他方式通知"


def _count(result: Result[Any]) -> int:
    return int(result.rowcount)  # type: ignore[attr-defined]
