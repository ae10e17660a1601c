"""每日汇总: what was gathered for a person becomes one message, and is told with it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from models.bulk import among, insert_new
from models.case import Case
from models.ledger import ledger, reading
from models.outbox import Contact, Notice
from rules.notices import NOTICES
from rules.vocabulary.region import NATIONAL
from tasks import clock
from tasks.markdown import desk_url
from tasks.notify import words_of
from tasks.quiet_hours import held_until, next_digest

# A 企业微信 robot takes 2048 bytes of text (its maker's documentation, not verified here): what
# does not fit is counted and stands on the desk.
BYTES, AROUND_A_TITLE = 1500, 90


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """A duty as a digest names it."""

    short_code: str
    title: str
    due_on: dt.date | None
    days_late: int


def send_digests() -> int:
    """Queue one message an address for all that was gathered until the hour of the digest.

    The message and what it tells change in one transaction. Returns how many messages.
    """
    now = clock.now()
    if not _is_any_due(now):
        return 0
    with ledger() as session:
        gathered = session.execute(
            select(
                Notice.id,
                Notice.case_id,
                Notice.contact_id,
                Notice.duty,
                Notice.title,
                Notice.due_on,
                Notice.queued_at,
                Contact.url,
                Case.short_code,
                Case.region,
            )
            .join(Contact, Contact.id == Notice.contact_id)
            .join(Case, Case.id == Notice.case_id)
            .where(Notice.state == "gathered")
            .order_by(Notice.id)
        ).all()
        due = [(row, at) for row in gathered if (at := _goes_at(row)) <= now]
        by_address: dict[str, list[tuple[Row[Any], dt.datetime]]] = defaultdict(list)
        for row, at in due:
            by_address[row.url].append((row, at))
        return sum(_send(session, rows, now) for rows in by_address.values())


def _is_any_due(now: dt.datetime) -> bool:
    """Whether the first that was gathered in some region goes now; the others go no earlier."""
    with reading() as session:
        first = session.execute(
            select(Case.region, func.min(Notice.queued_at))
            .join(Case, Case.id == Notice.case_id)
            .where(Notice.state == "gathered")
            .group_by(Case.region)
        ).all()
    return any(next_digest(region, queued_at) <= now for region, queued_at in first)


def digest_facts(
    lines: Sequence[DigestLine], today: dt.date, *, is_takeover: bool = False
) -> dict[str, Any]:
    """All that the words of a digest may name; what is overdue first, the longest first."""
    overdue = [line for line in lines if line.days_late > 0]
    coming = [line for line in lines if line.days_late <= 0]
    overdue.sort(key=lambda line: -line.days_late)
    coming.sort(key=lambda line: line.due_on or dt.date.max)
    listed = _fitting([*overdue, *coming])
    return {
        "today": today,
        "is_takeover": is_takeover,
        "overdue": [asdict(line) for line in overdue[:listed]],
        "coming": [asdict(line) for line in coming[: max(listed - len(overdue), 0)]],
        "overdue_count": len(overdue),
        "coming_count": len(coming),
        "link": desk_url("/"),
    }


def line_of(row: Row[Any], today: dt.date) -> DigestLine:
    """The line of whatever has a case, a title and perhaps a day."""
    return DigestLine(
        short_code=row.short_code,
        title=row.title,
        due_on=row.due_on,
        days_late=(today - row.due_on).days if row.due_on else 0,
    )


def region_of(regions: Collection[str]) -> str:
    """In whose words and hours a message about several cases goes."""
    return next(iter(regions)) if len(set(regions)) == 1 else NATIONAL


def _fitting(lines: Sequence[DigestLine]) -> int:
    """How many of the first lines a message holds; the first always."""
    sizes = accumulate(len(line.title.encode()) + AROUND_A_TITLE for line in lines)
    return max(sum(size <= BYTES for size in sizes), 1)


def _goes_at(row: Row[Any]) -> dt.datetime:
    return next_digest(row.region, row.queued_at)


def _send(session: Session, rows: Sequence[tuple[Row[Any], dt.datetime]], now: dt.datetime) -> int:
    today = now.astimezone(clock.CHINA).date()
    told = [row for row, _ in rows]
    region = region_of({row.region for row in told})
    words = words_of("digest", digest_facts(_lines(told, today), today), region=region)
    # A machine that was off at the hour of the digest may wake in the night.
    held = held_until(region, now)
    # What belongs to one hour is one message, however often and by how many it is looked through.
    hour = max(at for _, at in rows).astimezone(clock.CHINA)
    row = {
        "contact_id": min(each.contact_id for each in told),
        "event_key": f"digest:{hour:%Y-%m-%dT%H:%M}",
        "title": NOTICES["digest"].title,
        "not_before": held,
        **words,
    }
    made = insert_new(session, Notice, [row], queued_at=now)
    if not made:
        return 0
    session.execute(
        update(Notice)
        .where(among(session, Notice.id, [each.id for each in told]), Notice.state == "gathered")
        .values(state="digested", digest_id=made[0].id, settled_at=now),
        execution_options={"synchronize_session": False},
    )
    return 1


def _lines(rows: Iterable[Row[Any]], today: dt.date) -> list[DigestLine]:
    """Each duty once, as it was told last."""
    latest = {(row.case_id, row.duty): row for row in rows}
    return [line_of(row, today) for row in latest.values()]
