"""A letter that was issued: its facts, its words, its two files, and whether it still holds."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EncryptedText, UtcDateTime

RESERVED, ISSUED, CONFIDENTIAL = "reserved", "issued", "confidential"
# Of these nobody sees a file: not written yet, or of the court's side alone (AH-9).
UNSEEN = frozenset({RESERVED, CONFIDENTIAL})
VOIDED, SUPERSEDED = "voided", "superseded"
MARKS = {VOIDED: "已作废", SUPERSEDED: "已被替代"}
NUMBERED = text("number <> ''")
# A letter without a case is one of its region's offices; there its occasion is unique.
OF_NO_CASE = text("case_id IS NULL")


class IssuedLetter(Base):
    """`state` is `reserved` (number taken, facts frozen), then `issued` (files written) or beyond.

    `mark` stands beside it: a letter that was `voided` or `superseded` keeps its state, its number
    and its files. Whoever adds a state after `issued` (signed, served) need not change a query:
    what counts is that a letter is no longer reserved. A letter of an office belongs to no case.
    `issued_by` and `door` say who issued it by hand.
    A letter of the court's side alone is `confidential` from the start: no view shows it (AH-9).
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
            sqlite_where=OF_NO_CASE,
            postgresql_where=OF_NO_CASE,
        ),
        Index(
            "uq_letter_number",
            "number",
            unique=True,
            sqlite_where=NUMBERED,
            postgresql_where=NUMBERED,
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
    # Which of the facts are dates and amounts: they can be read when the declaration has changed.
    fact_types: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(String(20), default=RESERVED, index=True)
    # What the files were made from, beside the facts: see `LetterWords`, `LetterEngine`.
    template_hash: Mapped[str] = mapped_column(String(64), default="")
    engine_hash: Mapped[str] = mapped_column(String(64), default="")
    pdf_standard: Mapped[str] = mapped_column(String(10), default="")
    pdf_sha256: Mapped[str] = mapped_column(String(64), default="")
    docx_sha256: Mapped[str] = mapped_column(String(64), default="")
    warning: Mapped[str] = mapped_column(Text, default="")
    issued_by: Mapped[str] = mapped_column(String(100), default="")
    door: Mapped[str] = mapped_column(String(20), default="")
    issued_on: Mapped[dt.date]
    issued_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)
    # Of a letter that a person ordered, not a flow: who, why, and which one it is to replace.
    replaces_id: Mapped[int | None] = mapped_column(
        ForeignKey("letter.id"), default=None, index=True
    )
    ordered_by: Mapped[str] = mapped_column(String(100), default="")
    order_reason: Mapped[str] = mapped_column(Text, default="")
    mark: Mapped[str] = mapped_column(String(20), default="")
    mark_reason: Mapped[str] = mapped_column(Text, default="")
    marked_by: Mapped[str] = mapped_column(String(100), default="")
    marked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)

    @property
    def is_pending(self) -> bool:
        """Begun and neither finished nor given up."""
        return self.state == RESERVED and not self.mark

    @property
    def name(self) -> str:
        """How it is spoken of: its title and, if it has one, its number."""
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")

    @property
    def event_key(self) -> str:
        """The key of its line in the timeline."""
        return f"letter:{self.code}:{self.occasion}"


class LetterWords(Base):
    """A template and all it refers to, as they stood, stored once under their hash."""

    __tablename__ = "letter_words"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    template: Mapped[str] = mapped_column(String(120))
    sources: Mapped[dict[str, Any]]
    stored_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class LetterEngine(Base):
    """What set a letter: versions, fonts and forms by name, stored once under their hash."""

    __tablename__ = "letter_engine"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    parts: Mapped[dict[str, Any]]
    stored_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
