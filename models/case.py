"""A case, its numbers, its parties and where it stands on each path."""

import datetime as dt

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, EncryptedText, UtcDateTime


class Case(Base):
    """One dispute, named for life by its registration number (行诉前调)."""

    __tablename__ = "case"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(60), unique=True)
    # The code that may leave the house in a notice: it tells a stranger nothing.
    short_code: Mapped[str] = mapped_column(String(16), unique=True)
    region: Mapped[str] = mapped_column(String(40))
    received_on: Mapped[dt.date]
    registered_on: Mapped[dt.date]
    cause: Mapped[str] = mapped_column(String(200))
    act: Mapped[str] = mapped_column(Text)
    act_made_on: Mapped[dt.date | None] = mapped_column(default=None)
    act_known_on: Mapped[dt.date | None] = mapped_column(default=None)
    claims: Mapped[str] = mapped_column(Text)
    plaintiff_names: Mapped[str] = mapped_column(Text)
    reconsidered: Mapped[bool] = mapped_column(default=False)
    reconsideration_received_on: Mapped[dt.date | None] = mapped_column(default=None)
    risk_tags: Mapped[list[str]]
    opened_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    parties: Mapped[list["Party"]] = relationship(order_by="Party.id", lazy="selectin")
    numbers: Mapped[list["CaseNumber"]] = relationship(order_by="CaseNumber.id", lazy="selectin")
    paths: Mapped[list["CasePath"]] = relationship(order_by="CasePath.id", lazy="selectin")


# The roles of parties, as registration gives them.
PLAINTIFF, DEFENDANT = "起诉人", "被告"


class Party(Base):
    """A person or an organ of the case; what identifies a person is encrypted."""

    __tablename__ = "party"
    __table_args__ = (UniqueConstraint("case_id", "role", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    role: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    id_number: Mapped[str] = mapped_column(EncryptedText, default="")
    phone: Mapped[str] = mapped_column(EncryptedText, default="")
    address: Mapped[str] = mapped_column(EncryptedText, default="")


class CaseNumber(Base):
    """Every number the case ever carried: 行诉前调, then 行初 ...; they stay linked."""

    __tablename__ = "case_number"
    __table_args__ = (UniqueConstraint("case_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[str] = mapped_column(String(40))
    number: Mapped[str] = mapped_column(String(60), unique=True)
    given_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class CasePath(Base):
    """Where the case stands on one path; a case may walk two paths at once (partial settlement)."""

    __tablename__ = "case_path"
    __table_args__ = (UniqueConstraint("case_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    path: Mapped[str] = mapped_column(String(40), index=True)
    stage: Mapped[str] = mapped_column(String(40))
    # A path that may be walked again (another suggestion, another stay) counts its walks.
    walk: Mapped[int] = mapped_column(default=1)
    # Why the walk is stayed (中止); empty while it goes on.
    held_by: Mapped[str] = mapped_column(String(120), default="")
    entered_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)
