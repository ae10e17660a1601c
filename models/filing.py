"""What came in: the batch it came with and the filing itself."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EncryptedText, UtcDateTime


class ImportBatch(Base):
    """One delivery: a file, a form, a request; with what became of each of its rows."""

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(200))
    # The named source it came from, if it has a name: whose mapping and whose token were used.
    sender: Mapped[str] = mapped_column(String(60), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    # How many rows came in, counted before any was judged; the other counts must add up to it.
    received: Mapped[int] = mapped_column(default=0)
    accepted: Mapped[int] = mapped_column(default=0)
    duplicates: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    problems: Mapped[list[Any]]
    received_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class FilingRecord(Base):
    """One accepted filing; its content is encrypted because it names persons."""

    __tablename__ = "filing"
    __table_args__ = (UniqueConstraint("content_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), index=True)
    region: Mapped[str] = mapped_column(String(40))
    # The path it begins on: an action, an application for reconsideration, for enforcement.
    path: Mapped[str] = mapped_column(String(40), default="registration")
    source_ref: Mapped[str] = mapped_column(String(100), default="")
    content_key: Mapped[str] = mapped_column(String(64))
    dispute_key: Mapped[str] = mapped_column(String(64), index=True)
    content: Mapped[str] = mapped_column(EncryptedText)
    received_on: Mapped[dt.date]
    stored_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), unique=True, default=None)


class FilingPerson(Base):
    """Who files, as a key under the installation's secret: equal persons have equal keys."""

    __tablename__ = "filing_person"
    __table_args__ = (UniqueConstraint("filing_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"))
    key: Mapped[str] = mapped_column(String(64), index=True)


class FilingLikeness(Base):
    """A filing that may report what an earlier one reported; a person decides whether it does."""

    __tablename__ = "filing_likeness"
    __table_args__ = (UniqueConstraint("filing_id", "earlier_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"))
    earlier_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), index=True)
    # What is alike, in words that name nobody.
    grounds: Mapped[str] = mapped_column(String(200))
