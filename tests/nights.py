"""Nights of the watch, and what was told in them."""

import datetime as dt
import os

from models.outbox import Contact, Notice
from rules.recipients import OF_ONE_CASE
from rules.vocabulary.question import Actor
from tasks.contacts import add_contact
from tasks.watch import watch_deadlines
from tests.building import rows
from tests.statements import counted

QUIET = {
    "recomputed": 0,
    "deemed_served": 0,
    "reminded": 0,
    "missed": 0,
    "expired": 0,
    "escalated": 0,
    "unserved": 0,
    "batches": 0,
}
# A month after the first case a batch of information is due.
A_BATCH = {"batches": 1}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def watch_on(date: str | dt.date) -> dict[str, int]:
    """Watch on a day; the fixture of the ledger puts the day back."""
    os.environ["FUYUAN_TODAY"] = str(date)
    return watch_deadlines()


def listener(role: Actor, *, organ: str = "", address: str = "") -> None:
    """A contact whose label says whom it is for; a role of one case has none that hear of all."""
    if role in OF_ONE_CASE:
        return
    label = f"{role.value}{organ}"
    add_contact(role=role, organ=organ, label=label, url=f"json://127.0.0.1/{address or label}")


def told(template: str) -> list[str]:
    """Who was told by a template: the labels of the contacts, in the order of telling."""
    labels = {contact.id: contact.label for contact in rows(Contact)}
    return [labels[row.contact_id] for row in rows(Notice, template=template)]


def statements(date: str) -> int:
    """How many statements the watch of a day takes."""
    with counted() as put:
        watch_on(date)
    return len(put)
