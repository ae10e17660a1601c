"""Facts (what people decided or reported), events (what happened) and to-dos (what is asked)."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EncryptedText, UtcDateTime


class Fact(Base):
    """One answer, recorded once: who gave it, when, and by which door."""

    __tablename__ = "fact"
    __table_args__ = (UniqueConstraint("case_id", "question", "occasion"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    question: Mapped[str] = mapped_column(String(60))
    occasion: Mapped[str] = mapped_column(String(60))
    # Encrypted JSON: transcripts and terms are confidential (特邀调解规定; 解释86).
    value: Mapped[str] = mapped_column(EncryptedText)
    expired: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[str] = mapped_column(String(100))
    door: Mapped[str] = mapped_column(String(20))
    recorded_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Correction(Base):
    """A recorded date that was wrong: what stood there, what stands there now, by whom and why."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    fact: Mapped[str] = mapped_column(String(160))
    before: Mapped[dt.date | None]
    after: Mapped[dt.date]
    corrected_by: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(Text)
    door: Mapped[str] = mapped_column(String(20))
    corrected_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Event(Base):
    """A line of the timeline; its key makes a second telling of the same thing a no-op."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    key: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Todo(Base):
    """A question that waits for a person; `flow_run_id` is the sleeping run with its form."""

    __tablename__ = "todo"
    __table_args__ = (UniqueConstraint("case_id", "question", "occasion"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    path: Mapped[str] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(String(60))
    occasion: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(100))
    actor: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20), default="open", index=True)
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    # The rule whose date it shows, and the one whose certain end closes it by itself, if any.
    rule: Mapped[str | None] = mapped_column(String(40), default=None)
    expires_with: Mapped[str | None] = mapped_column(String(40), default=None)
    attempt: Mapped[int] = mapped_column(default=1)
    errors: Mapped[str] = mapped_column(Text, default="")
    draft: Mapped[str | None] = mapped_column(EncryptedText, default=None)
    flow_run_id: Mapped[str | None] = mapped_column(String(36), default=None)
    opened_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)
