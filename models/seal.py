"""An electronic seal on a letter: by whom, when, with which certificate, over which bytes."""

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, UtcDateTime


class LetterSeal(Base):
    """A letter is sealed once; `pdf_sha256` is of the sealed file, which nothing writes again."""

    __tablename__ = "letter_seal"
    __table_args__ = (UniqueConstraint("letter_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    office: Mapped[str] = mapped_column(String(40))
    provider: Mapped[str] = mapped_column(String(60))
    certificate: Mapped[str] = mapped_column(String(200))
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    sealed_by: Mapped[str] = mapped_column(String(60))
    sealed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
