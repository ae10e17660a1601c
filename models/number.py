"""Numbers that are given once: a counter a sequence, and a register of every one given."""

import datetime as dt

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, UtcDateTime


class NumberSequence(Base):
    """The last number given in a sequence, e.g. `wujiagang/prefiling/2026`.

    An office that begins in the middle of a year goes on after `began_after`, the last number it
    gave by other means.
    """

    __tablename__ = "number_sequence"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)
    began_after: Mapped[int] = mapped_column(default=0)
    began_by: Mapped[str] = mapped_column(String(100), default="")
    began_reason: Mapped[str] = mapped_column(Text, default="")


class GivenNumber(Base):
    """The register: which number was given to what, so that a gap can be explained."""

    __tablename__ = "given_number"
    __table_args__ = (
        UniqueConstraint("sequence", "value"),
        UniqueConstraint("sequence", "given_to"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[str] = mapped_column(String(120))
    value: Mapped[int]
    number: Mapped[str] = mapped_column(String(120), unique=True)
    given_to: Mapped[str] = mapped_column(String(200))
    given_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
