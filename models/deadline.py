"""A running period, with the date as it was computed and the proof of it."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, UtcDateTime


class RunningDeadline(Base):
    """One period of one case: rule, trigger, date and proof; its past is in the events."""

    __tablename__ = "deadline"
    __table_args__ = (UniqueConstraint("case_id", "rule", "trigger_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    rule: Mapped[str] = mapped_column(String(40))
    trigger_key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    actor: Mapped[str] = mapped_column(String(60))
    basis: Mapped[str] = mapped_column(String(500))
    trigger_on: Mapped[dt.date]
    excluded_days: Mapped[int] = mapped_column(default=0)
    extended_days: Mapped[int] = mapped_column(default=0)
    # due_on is None until the calendar of its year is announced; act_by is always safe to act on.
    due_on: Mapped[dt.date | None] = mapped_column(index=True)
    act_by: Mapped[dt.date]
    status: Mapped[str] = mapped_column(String(20))
    calendar_version: Mapped[str] = mapped_column(String(100))
    proof: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(20), default="running", index=True)
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    closed_on: Mapped[dt.date | None] = mapped_column(default=None)
