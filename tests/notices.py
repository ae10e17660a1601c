"""Readers, and notices that wait for them."""

import datetime as dt

from models.ledger import insert_once, ledger
from models.outbox import Contact, Notice
from rules.vocabulary.question import Actor
from tasks.contacts import add_contact
from tasks.notify import queue_notice
from tasks.records import find_case
from tests.building import registered, rows

STUDIO = Actor.STUDIO.value


def reader(url: str, *, label: str = "值班", role: str = STUDIO, organ: str = "") -> None:
    add_contact(role=role, organ=organ, label=label, url=url)


def queued(number: str, *keys: str, role: str = STUDIO, template: str = "todo_opened") -> int:
    with ledger() as session:
        case = find_case(session, number)
        return sum(
            queue_notice(
                session,
                case,
                event_key=key,
                template=template,
                role=role,
                title="八看审查",
                due_on=dt.date(2026, 11, 9),
            )
            for key in keys
        )


def one_waiting(url: str) -> Notice:
    reader(url)
    assert queued(registered(), "一") == 1
    return rows(Notice)[0]


def state() -> tuple[str, int]:
    [row] = rows(Notice)
    return row.state, row.attempts


def store_contact(url: str, label: str) -> None:
    """As an older release may have stored it."""
    with ledger() as session:
        insert_once(session, Contact, role=STUDIO, organ="", label=label, url=url)
