"""Imports every table, so that the metadata is whole."""

from models import (
    case,
    deadline,
    exchange,
    filing,
    history,
    intake,
    letter,
    number,
    outbox,
    seal,
    service,
)
from models.base import Base

__all__ = [
    "Base",
    "case",
    "deadline",
    "exchange",
    "filing",
    "history",
    "intake",
    "letter",
    "number",
    "outbox",
    "seal",
    "service",
]
