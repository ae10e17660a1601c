"""A letter that was issued: its facts, its words' hash, its two files."""

import datetime as dt

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EncryptedText, UtcDateTime


class IssuedLetter(Base):
    """`state` is `reserved` (number taken, facts frozen) and then `issued` (files written).

    A letter of the court's side alone is `confidential` from the start: no view shows it (AH-9).
    """

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("case_id", "code", "occasion"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    code: Mapped[str] = mapped_column(String(60))
    occasion: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(100))
    addressee: Mapped[str] = mapped_column(String(60))
    number: Mapped[str] = mapped_column(String(80), default="")
    facts: Mapped[str] = mapped_column(EncryptedText)
    state: Mapped[str] = mapped_column(String(20), default="reserved")
    template_hash: Mapped[str] = mapped_column(String(64), default="")
    pdf_sha256: Mapped[str] = mapped_column(String(64), default="")
    docx_sha256: Mapped[str] = mapped_column(String(64), default="")
    warning: Mapped[str] = mapped_column(Text, default="")
    issued_on: Mapped[dt.date]
    issued_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)
