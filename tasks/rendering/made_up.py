"""Values that were made up for a preview: wherever they are printed, they say so."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

MARK = "〔样例〕"


class MadeUp:
    """A value that no case has: a filter marks what it makes of it."""


class MadeUpDate(date, MadeUp):
    """A day that no case has."""


class MadeUpInt(int, MadeUp):
    """A number that no case has."""


class MadeUpDecimal(Decimal, MadeUp):
    """An amount that no case has."""


def as_made_up(value: Any) -> Any:
    """Return facts that are marked wherever they are printed; true and false stay as they are."""
    match value:
        case BaseModel():
            return as_made_up(dict(value))
        case Mapping():
            return {name: as_made_up(each) for name, each in value.items()}
        case list() | tuple():
            return tuple(map(as_made_up, value))
        case _:
            return _one(value)


def _one(value: Any) -> Any:
    match value:
        case str() if value:
            return f"{MARK}{value}"
        case int() if not isinstance(value, bool):
            return MadeUpInt(value)
        case Decimal():
            return MadeUpDecimal(value)
        case date():
            return MadeUpDate(value.year, value.month, value.day)
        case _:
            return value


def marked(value: Any, words: Any) -> Any:
    """Return what a filter made of a value, with the mark if the value was made up."""
    return f"{words}{MARK}" if isinstance(value, MadeUp) and isinstance(words, str) else words
