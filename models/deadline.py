"""A running period: the date as it was computed, its proof, and what stopped or lengthened it."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, UtcDateTime

# The states in which a period is still owed.
OPEN = ("running", "missed")


class RunningDeadline(Base):
    """One period of one case: rule, trigger, date and proof; its past is in the events."""

    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("case_id", "rule", "trigger_key"),
        # The nightly watch asks by these and by nothing else.
        Index("ix_deadline_state_due_on", "state", "due_on"),
        Index("ix_deadline_state_act_by", "state", "act_by"),
        Index("ix_deadline_status_calendar", "status", "calendar_version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    rule: Mapped[str] = mapped_column(String(40))
    trigger_key: Mapped[str] = mapped_column(String(80))
    # Whose clock it is, where each recipient has one of their own; empty for the only one.
    recipient: Mapped[str] = mapped_column(String(200), default="")
    # The recorded date it runs from (Question.dated); its correction recomputes this row.
    fact: Mapped[str] = mapped_column(String(160), default="")
    # The period at whose rolled end this one starts.
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("deadline.id"), default=None)
    title: Mapped[str] = mapped_column(String(200))
    actor: Mapped[str] = mapped_column(String(60))
    basis: Mapped[str] = mapped_column(String(500))
    trigger_on: Mapped[dt.date]
    excluded_days: Mapped[int] = mapped_column(default=0)
    extended_days: Mapped[int] = mapped_column(default=0)
    # due_on is None until the calendar of its year is announced; act_by is always safe to act on.
    due_on: Mapped[dt.date | None]
    act_by: Mapped[dt.date]
    status: Mapped[str] = mapped_column(String(20))
    calendar_version: Mapped[str] = mapped_column(String(100))
    proof: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(20), default="running")
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    closed_on: Mapped[dt.date | None] = mapped_column(default=None)
    # How often what was handed in was sent back, and when last: whoever is owed it waits again.
    returned_times: Mapped[int] = mapped_column(default=0)
    returned_on: Mapped[dt.date | None] = mapped_column(default=None)

    @property
    def stated_on(self) -> dt.date:
        """The day people are told: the certain one, or the one that is safe to act on."""
        return self.due_on or self.act_by


class Exclusion(Base):
    """Days that do not count: a given number, or from a first day to a last; once a cause."""

    __tablename__ = "exclusion"
    __table_args__ = (UniqueConstraint("deadline_id", "cause"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"))
    cause: Mapped[str] = mapped_column(String(120))
    days: Mapped[int | None] = mapped_column(default=None)
    first_on: Mapped[dt.date | None] = mapped_column(default=None)
    last_on: Mapped[dt.date | None] = mapped_column(default=None)
