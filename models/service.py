"""How a letter reached each of its recipients, attempt by attempt, and where parties are served."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, EncryptedText, UtcDateTime


class LetterService(Base):
    """One attempt to serve one letter on one recipient; `state` is a `rules.service.State`."""

    __tablename__ = "letter_service"
    __table_args__ = (
        UniqueConstraint("letter_id", "role", "position", "name", "attempt"),
        # The list of the office and the nightly watch ask by these.
        Index("ix_letter_service_state_opened_on", "state", "opened_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    # The party by its role and position in the case; position 0 is who is no party of the case.
    role: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    # Who receives it in the recipient's place: the legal representative of a minor.
    deliver_to: Mapped[str] = mapped_column(EncryptedText, default="")
    attempt: Mapped[int] = mapped_column(default=1)
    opened_on: Mapped[dt.date]
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    method: Mapped[str] = mapped_column(String(20), default="")
    sent_on: Mapped[dt.date | None] = mapped_column(default=None)
    served_on: Mapped[dt.date | None] = mapped_column(default=None)
    # The date of an answer that says the same (Question.dated); a correction moves both.
    fact: Mapped[str] = mapped_column(String(160), default="")
    # Encrypted JSON, as it was reported: who signed, who witnessed, why it failed.
    report: Mapped[str] = mapped_column(EncryptedText, default="")
    # The confirmation in which the recipient agreed to be served electronically.
    address_id: Mapped[int | None] = mapped_column(ForeignKey("service_address.id"), default=None)
    evidence_name: Mapped[str] = mapped_column(EncryptedText, default="")
    evidence_sha256: Mapped[str] = mapped_column(String(64), default="")
    recorded_by: Mapped[str] = mapped_column(String(100), default="")
    door: Mapped[str] = mapped_column(String(20), default="")
    recorded_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, default=None)


class ServiceAddress(Base):
    """送达地址确认书: one a party of a case, with its address."""

    __tablename__ = "service_address"
    __table_args__ = (UniqueConstraint("case_id", "role", "position", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    role: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    confirmed_on: Mapped[dt.date]
    accepts_electronic: Mapped[bool]
    # Encrypted JSON, as it was confirmed: addresses and who receives.
    confirmed: Mapped[str] = mapped_column(EncryptedText)
    recorded_by: Mapped[str] = mapped_column(String(100))
    door: Mapped[str] = mapped_column(String(20))
    recorded_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
