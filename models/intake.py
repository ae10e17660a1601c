"""Who may send filings over the network, and what was answered to each request."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EncryptedText, UtcDateTime


class IntakeSource(Base):
    """A system that sends filings; its token is kept only as a hash."""

    __tablename__ = "intake_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    region: Mapped[str] = mapped_column(String(40))
    per_minute: Mapped[int]
    # The key its requests are signed with; empty when they need not be.
    signing_key: Mapped[str] = mapped_column(EncryptedText)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)


class IntakeReceipt(Base):
    """What was answered to a request, so that the same request again has the same answer."""

    __tablename__ = "intake_receipt"
    __table_args__ = (UniqueConstraint("source_id", "idempotency_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt: Mapped[str] = mapped_column(String(32), unique=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("intake_source.id"))
    idempotency_key: Mapped[str] = mapped_column(String(100))
    body_sha256: Mapped[str] = mapped_column(String(64))
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), index=True)
    answer: Mapped[dict[str, Any]]
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
