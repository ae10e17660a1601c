"""接任汇总: whoever takes over from another hears, once, of all that is open."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from models.bulk import insert_new
from models.case import DEFENDANT, Case, Party
from models.deadline import OPEN, RunningDeadline
from models.history import Todo
from models.ledger import ledger
from models.outbox import Contact, Notice
from rules.duty_bearers import bearers
from rules.notices import NOTICES
from tasks import clock
from tasks.digest import DigestLine, digest_facts, line_of, region_of
from tasks.notify import words_of
from tasks.quiet_hours import held_until
from tasks.readers import READER

# A start that was registered later than this after its day is told by the usual reminders alone.
STILL_TOLD = dt.timedelta(days=7)


def brief_successors() -> int:
    """Queue one message an address for those who took over these days; returns how many."""
    now, today = clock.now(), clock.today()
    with ledger() as session:
        by_address: dict[str, list[Row[Any]]] = defaultdict(list)
        for contact in session.execute(_successors(today)):
            by_address[contact.url].append(contact)
        made = [
            {"contact_id": min(contact.id for contact in contacts), **words}
            for contacts in by_address.values()
            if (words := _briefing(session, contacts, now))
        ]
        return len(insert_new(session, Notice, made, queued_at=now))


def _successors(today: dt.date) -> Select[Any]:
    before = aliased(Contact)
    return select(*READER, Contact.starts_on).where(
        Contact.starts_on > today - STILL_TOLD,
        Contact.rank == 1,
        Contact.serves_on(today),
        exists().where(
            before.role == Contact.role,
            before.organ == Contact.organ,
            before.case_code == Contact.case_code,
            before.label != Contact.label,
            before.ends_on < Contact.starts_on,
        ),
        ~exists().where(Notice.contact_id == Contact.id, Notice.event_key.startswith("takeover:")),
    )


def _briefing(
    session: Session, contacts: Sequence[Row[Any]], now: dt.datetime
) -> dict[str, Any] | None:
    today = now.astimezone(clock.CHINA).date()
    found = {line: row.region for contact in contacts for row, line in _open(session, contact)}
    if not found:
        return None
    region = region_of(found.values())
    facts = digest_facts(list(found), today, is_takeover=True)
    return {
        "event_key": f"takeover:{contacts[0].starts_on}",
        "title": NOTICES["digest"].title,
        "not_before": held_until(region, now),
        **words_of("digest", facts, region=region),
    }


def _open(session: Session, contact: Row[Any]) -> Iterator[tuple[Row[Any], DigestLine]]:
    """What a contact's role owes in the cases of which they hear."""
    today = clock.today()
    todos = select(Todo.title, Todo.due_on, Case.short_code, Case.region).where(
        Todo.state == "open", Todo.actor == contact.role
    )
    duties = select(
        RunningDeadline.title,
        func.coalesce(RunningDeadline.due_on, RunningDeadline.act_by).label("due_on"),
        Case.short_code,
        Case.region,
        RunningDeadline.rule,
        RunningDeadline.actor,
    ).where(RunningDeadline.state.in_(OPEN))
    if contact.organ:
        duties = duties.where(RunningDeadline.recipient.in_(("", contact.organ)))
    for todo in session.execute(todos.join(Case, Case.id == Todo.case_id).where(*_of(contact))):
        yield todo, line_of(todo, today)
    of_case = duties.join(Case, Case.id == RunningDeadline.case_id).where(*_of(contact))
    for duty in session.execute(of_case):
        if contact.role in bearers(duty.rule, duty.actor):
            yield duty, line_of(duty, today)


def _of(contact: Row[Any]) -> list[ColumnElement[bool]]:
    """The cases of which a contact hears."""
    wanted: list[ColumnElement[bool]] = []
    if contact.case_code:
        wanted.append(Case.short_code == contact.case_code)
    elif contact.organ:
        sued = exists().where(
            Party.case_id == Case.id, Party.role == DEFENDANT, Party.name == contact.organ
        )
        wanted.append(sued)
    return wanted
