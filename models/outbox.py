"""What leaves the house: notices to people, triggers to Prefect."""

import datetime as dt
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EncryptedText, UtcDateTime

# The first day of whoever was registered before terms were kept.
EVER = dt.date(1900, 1, 1)
# The template, as it were, of what is told of the installation itself.
ALARM = "alarm"


class Contact(Base):
    """Who hears of what, on which channel, from which day to which.

    A person is a role, an organ (of a 当事人: their name), a label, and a case if they hear of that
    one alone; their channels are tried in the order of `rank`. The address is encrypted.
    """

    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("role", "organ", "case_code", "label", "rank", "starts_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(40))
    organ: Mapped[str] = mapped_column(String(200), default="")
    label: Mapped[str] = mapped_column(String(100))
    url: Mapped[str] = mapped_column(EncryptedText)
    # Whatever passes one bottleneck: the scheme with its server, and no address.
    channel: Mapped[str] = mapped_column(String(120), default="", index=True)
    active: Mapped[bool] = mapped_column(default=True)
    # The short code of the only case they hear of; empty for every case.
    case_code: Mapped[str] = mapped_column(String(16), default="")
    rank: Mapped[int] = mapped_column(default=1)
    # The first day and the last one, both included.
    starts_on: Mapped[dt.date] = mapped_column(default=EVER)
    ends_on: Mapped[dt.date | None] = mapped_column(default=None)

    @classmethod
    def serves_on(cls, day: dt.date) -> ColumnElement[bool]:
        """Whether a contact is told of what happens on a day."""
        return and_(
            cls.active.is_(True),
            cls.starts_on <= day,
            or_(cls.ends_on.is_(None), cls.ends_on >= day),
        )


# The states of a notice that nobody has begun to send.
UNSENT = ("queued", "gathered")
# What a notice says and is about, whoever it goes to.
CONTENT = (
    *("case_id", "event_key", "template", "subject", "body", "wording"),
    *("title", "duty", "due_on"),
)


class Notice(Base):
    """One message to a contact: queued → sending → accepted → delivered, bounced, failed, unknown.

    `gathered` waits for the daily digest and becomes `digested` with it; `withdrawn` was not sent,
    for the duty was done first; `replaced` went another way.

    A contact is one recipient on one channel. However often a flow comes again, and whatever became
    of the template meanwhile, an event is told to a contact once; `wording` says in which words.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("event_key", "contact_id"),
        Index("ix_notice_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Of a digest, which is about many cases, and of what is wrong with the installation, none.
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
    # What it is about, in words and as the watch knows it, and by when.
    title: Mapped[str] = mapped_column(String(200), default="")
    duty: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), default=None)

    @property
    def instead_of_case(self) -> str:
        """What a list writes where the case would stand, of a notice that has none."""
        return "系统" if self.template == ALARM else "多件"


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
