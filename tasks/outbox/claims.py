"""The queue in the ledger: who may send what, and what became of it.

A dispatcher claims a batch (`claimed_by`, `lease_until`; the notices stay `queued`), and marks
`sending` what is about to leave: whatever is so marked when it dies is `unknown`, for it may have
left the house. A claim that lapses is free again; a `sending` that lapses is `unknown`.
"""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    case,
    inspect,
    or_,
    select,
    update,
)

from models.bulk import touched
from models.case import Case
from models.home import database_url
from models.ledger import engine, ledger, reading
from models.outbox import Contact, Notice
from rules.vocabulary.region import NATIONAL
from tasks import clock
from tasks.outbox.verdict import Fate, Verdict
from tasks.outbox.wire import Trace
from tasks.quiet_hours import first_moment

log = logging.getLogger("fuyuan.outbox")
ATTEMPTS = 8
FIRST_WAIT = dt.timedelta(seconds=30)
# A claimed batch is sent within this, and one message within that: both are far above what happens.
CLAIM_LEASE = dt.timedelta(minutes=10)
SENDING_LEASE = dt.timedelta(minutes=5)
SETTLED = ("state", "detail", "message_id", "evidence", "not_before", "settled_at")
INTERRUPTED = "发送途中中断，不知是否送出：请人工核实后决定是否重发"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A notice that was claimed, with its address; `attempts` were made before.

    `region`, `template` and `due_on` say at which hours it may be tried again.
    """

    id: int
    url: str
    subject: str
    body: str
    region: str
    template: str
    due_on: dt.date | None
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A notice that was handed over, what that means and what was said."""

    parcel: Parcel
    verdict: Verdict
    trace: Trace


def waiting_channels(template: str = "") -> list[str]:
    """The channels for which something may be sent now; with a template, something of that."""
    with reading() as session:
        channels = session.scalars(select(Contact.channel).distinct()).all()
        return [
            each for each in channels if session.scalar(_due(each, template).limit(1)) is not None
        ]


def claim(channel: str, dispatcher: str, limit: int, template: str = "") -> list[Parcel]:
    """Take the oldest notices of a channel for sending; nobody else gets them."""
    now = clock.now()
    with ledger() as session:
        chosen = free_of_others(_due(channel, template).order_by(Notice.id).limit(limit))
        taken = session.execute(
            update(Notice)
            .where(Notice.id.in_(chosen))
            .values(claimed_by=dispatcher, lease_until=now + CLAIM_LEASE)
            .returning(
                Notice.id,
                Notice.contact_id,
                Notice.case_id,
                Notice.subject,
                Notice.body,
                Notice.template,
                Notice.due_on,
                Notice.attempts,
            )
            .execution_options(synchronize_session=False)
        ).all()
        # Each address is decrypted once, however many notices go there.
        found = session.execute(
            select(Contact.id, Contact.url).where(Contact.id.in_({row.contact_id for row in taken}))
        )
        urls = {number: url for number, url in found}  # noqa: C416  (rows are typed so)
        cases = session.execute(
            select(Case.id, Case.region).where(Case.id.in_({row.case_id for row in taken}))
        )
        regions = {number: region for number, region in cases}  # noqa: C416  (likewise)
    return [
        Parcel(
            id=row.id,
            url=urls[row.contact_id],
            subject=row.subject,
            body=row.body,
            region=regions.get(row.case_id, NATIONAL),
            template=row.template,
            due_on=row.due_on,
            attempts=row.attempts,
        )
        for row in sorted(taken, key=lambda row: row.id)
    ]


@contextmanager
def writing() -> Iterator[Connection]:
    """A connection for many small transactions one after the other, from whichever thread."""
    with engine(database_url()).connect() as connection:
        yield connection


def settle_and_begin(
    connection: Connection, done: Sequence[Sent], following: Sequence[Parcel], dispatcher: str
) -> set[int]:
    """Record what became of some notices and mark others as being sent, in one transaction.

    Returns those that may be sent now. One that is missing is another's: its claim lapsed.
    """
    outcomes = [_outcome(each) | {"me": dispatcher} for each in done]
    with connection.begin():
        if outcomes:
            connection.execute(_SETTLE, outcomes)
        if not following:
            return set()
        begun = connection.execute(
            _BEGIN,
            {
                "numbers": [parcel.id for parcel in following],
                "me": dispatcher,
                "until": clock.now() + SENDING_LEASE,
            },
        )
        return set(begun.scalars())


def release(parcels: Sequence[Parcel], dispatcher: str) -> None:
    """Give back what was claimed, or even begun, and certainly not sent."""
    was_begun = Notice.state == "sending"
    with ledger() as session:
        session.execute(
            update(Notice)
            .where(
                Notice.id.in_([parcel.id for parcel in parcels]),
                or_(Notice.state == "queued", was_begun),
                Notice.claimed_by == dispatcher,
            )
            .values(
                state="queued",
                attempts=case((was_begun, Notice.attempts - 1), else_=Notice.attempts),
                claimed_by="",
                lease_until=None,
            )
            .execution_options(synchronize_session=False)
        )


def settle_lapsed() -> int:
    """Call unknown what a dispatcher that is gone was sending; returns how many."""
    now = clock.now()
    lapsed = select(Notice.id).where(Notice.state == "sending", _is_free(now))
    with ledger() as session:
        settled = session.execute(
            update(Notice)
            .where(Notice.id.in_(free_of_others(lapsed)))
            .values(state="unknown", detail=INTERRUPTED, settled_at=now)
            .execution_options(synchronize_session=False)
        )
        return touched(settled)


def free_of_others(chosen: Select[tuple[int]]) -> Select[tuple[int]]:
    """Notices to be changed, without those that somebody is writing just now.

    Whoever writes many at once waits for nobody with this; two who wait for each other would both
    lose what became of notices that were sent. SQLite has one writer at a time, and ignores it.
    """
    return chosen.with_for_update(of=Notice, skip_locked=True)


def _due(channel: str, template: str = "") -> Select[tuple[int]]:
    now = clock.now()
    due = (
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
    return due.where(Notice.template == template) if template else due


def _is_free(now: dt.datetime) -> ColumnElement[bool]:
    return or_(Notice.lease_until.is_(None), Notice.lease_until < now)


_NOTICE: Table = inspect(Notice).local_table  # type: ignore[assignment]
# Also of one called unknown meanwhile, for we know better.
_SETTLE = (
    update(_NOTICE)
    .where(
        _NOTICE.c.id == bindparam("number"),
        _NOTICE.c.claimed_by == bindparam("me"),
        or_(_NOTICE.c.state == "sending", _NOTICE.c.state == "unknown"),
    )
    .values(
        {name: bindparam(f"its_{name}") for name in SETTLED}
        | {"claimed_by": "", "lease_until": None}
    )
)

_BEGIN = (
    update(_NOTICE)
    .where(
        _NOTICE.c.id.in_(bindparam("numbers", expanding=True)),
        _NOTICE.c.state == "queued",
        _NOTICE.c.claimed_by == bindparam("me"),
    )
    .values(state="sending", attempts=_NOTICE.c.attempts + 1, lease_until=bindparam("until"))
    .returning(_NOTICE.c.id)
)


def _outcome(done: Sent) -> dict[str, Any]:
    """What is kept of one attempt."""
    now, verdict, trace = clock.now(), done.verdict, done.trace
    attempts = done.parcel.attempts + 1
    state, detail, not_before = verdict.fate.value, verdict.why, None
    if verdict.fate is Fate.AGAIN:
        if attempts < ATTEMPTS:
            state = "queued"
            not_before = _next_try(done.parcel, now + FIRST_WAIT * 2 ** (attempts - 1))
        else:
            state = Fate.FAILED.value
            detail = f"{detail}；已试{attempts}次，请改用其他方式通知"
    kept = {
        "state": state,
        "detail": detail,
        "message_id": trace.message_id[:255],
        "evidence": f"{now:%Y-%m-%d %H:%M:%S} {trace.code or '—'} {trace.line}".rstrip(),
        "not_before": not_before,
        "settled_at": now if not_before is None else None,
    }
    return {"number": done.parcel.id} | {f"its_{name}": kept[name] for name in SETTLED}


def _next_try(parcel: Parcel, at: dt.datetime) -> dt.datetime:
    """From `at` on, the first moment that its region allows."""
    try:
        return first_moment(parcel, at) or at
    except Exception as error:  # noqa: BLE001  (what was sent beside it must be recorded whatever a region's file says)
        log.warning("重试的时段无从得知，不避开夜间和休息日：%s", type(error).__name__)
        return at
