"""What leaves the house: notices to people, triggers to Prefect."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EncryptedText, UtcDateTime


class Contact(Base):
    """Who hears of what: a role (for an agency, its name too) and an encrypted channel address."""

    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("role", "organ", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(40))
    organ: Mapped[str] = mapped_column(String(200), default="")
    label: Mapped[str] = mapped_column(String(100))
    url: Mapped[str] = mapped_column(EncryptedText)
    # Whatever passes one bottleneck: the scheme with its server, and no address.
    channel: Mapped[str] = mapped_column(String(120), default="", index=True)
    active: Mapped[bool] = mapped_column(default=True)


class Notice(Base):
    """One message to a contact: queued → sending → accepted → delivered, bounced, failed, unknown.

    A contact is one recipient on one channel. However often a flow comes again, and whatever became
    of the template meanwhile, an event is told to a contact once; `wording` says in which words.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("event_key", "contact_id"),
        Index("ix_notice_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # What the administrator hears of the installation itself belongs to no case.
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    event_key: Mapped[str] = mapped_column(String(200))
    template: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    wording: Mapped[str] = mapped_column(String(12), default="")
    state: Mapped[str] = mapped_column(String(20), default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)
    claimed_by: Mapped[str] = mapped_column(String(32), default="")
    lease_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)
    detail: Mapped[str] = mapped_column(Text, default="")
    # What the channel answered, and the name it gave the message: what can be shown of delivery.
    evidence: Mapped[str] = mapped_column(String(200), default="")
    message_id: Mapped[str] = mapped_column(String(255), default="", index=True)
    queued_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)


class Alarm(Base):
    """What is wrong with the installation itself; told to the administrator once an incident.

    While it lasts its `key` is taken, so that whoever notices it too adds nothing; what is over
    gives the key back. A run that failed keeps its own for good.
    """

    __tablename__ = "alarm"
    __table_args__ = (UniqueConstraint("key"), Index("ix_alarm_kind_subject", "kind", "subject"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    # The deployment that failed; never the name of a run, which names a case.
    subject: Mapped[str] = mapped_column(String(120), default="")
    # False for one that belongs to an incident already told.
    told: Mapped[bool] = mapped_column(default=False)
    raised_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    over_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)


class Trigger(Base):
    """A run that must happen: stored with its cause, delivered to Prefect later, once."""

    __tablename__ = "trigger"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
    deployment: Mapped[str] = mapped_column(String(120))
    parameters: Mapped[dict[str, Any]]
    # The suspended run to wake instead of starting a new one, if it still sleeps.
    wakes_run: Mapped[str | None] = mapped_column(String(36), default=None)
    # A run that was under way when its worker died gets a process of its own.
    isolated: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(20), default="pending", index=True)
    flow_run_id: Mapped[str | None] = mapped_column(String(36), default=None)
    attempts: Mapped[int] = mapped_column(default=0)
    detail: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    delivered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)
