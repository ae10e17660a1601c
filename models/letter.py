"""A letter that was issued: its facts, its words' hash, its two files."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EncryptedText, UtcDateTime

# A letter without a case is one of its region's offices; there its occasion is unique.
_OF_NO_CASE = text("case_id IS NULL")


class IssuedLetter(Base):
    """`state` is `reserved` (number taken, facts frozen) and then `issued` (files written).

    A letter of an office belongs to no case. `issued_by` and `door` say who issued it by hand.
    """

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("case_id", "code", "occasion"),
        Index(
            "ix_letter_region_code_occasion",
            "region",
            "code",
            "occasion",
            unique=True,
            sqlite_where=_OF_NO_CASE,
            postgresql_where=_OF_NO_CASE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    region: Mapped[str] = mapped_column(String(40), default="")
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
    issued_by: Mapped[str] = mapped_column(String(100), default="")
    door: Mapped[str] = mapped_column(String(20), default="")
    issued_on: Mapped[dt.date]
    issued_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)
