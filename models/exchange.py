"""信息移送: batches sent and received, their rows, and leads that may become filings."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, UtcDateTime

OUT, IN = "out", "in"


class InformationBatch(Base):
    """One batch as one side knows it; its digest names it on both."""

    __tablename__ = "information_batch"
    __table_args__ = (UniqueConstraint("direction", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    direction: Mapped[str] = mapped_column(String(3))
    digest: Mapped[str] = mapped_column(String(64))
    region: Mapped[str] = mapped_column(String(40), index=True)
    sender: Mapped[str] = mapped_column(String(200))
    receiver: Mapped[str] = mapped_column(String(200))
    kinds: Mapped[list[str]]
    since: Mapped[dt.date]
    until: Mapped[dt.date]
    count: Mapped[int]
    file_sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    # What the receiver took in and what it refused; of a batch sent, as its receipt says.
    accepted: Mapped[int | None] = mapped_column(default=None)
    problems: Mapped[list[Any]]


class InformationRow(Base):
    """A row of a batch, as its cells read; it names no person."""

    __tablename__ = "information_row"
    __table_args__ = (UniqueConstraint("batch_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("information_batch.id"))
    position: Mapped[int]
    cells: Mapped[list[str]]


class Lead(Base):
    """A dispute that may come: never a case by itself, a filing by a person's word alone."""

    __tablename__ = "lead"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_lead_region_recorded_at", "region", "recorded_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    region: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(20))
    agency: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    risk: Mapped[str] = mapped_column(String(500))
    noted_on: Mapped[dt.date]
    recorded_by: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    # The batch it was transferred with, if another office told of it.
    batch_id: Mapped[int | None] = mapped_column(
        ForeignKey("information_batch.id"), index=True, default=None
    )
    # The filing that a person made of it, and who did.
    filing_id: Mapped[int | None] = mapped_column(ForeignKey("filing.id"), index=True, default=None)
    decided_by: Mapped[str] = mapped_column(String(100), default="")
    decided_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)
