"""Due dates of the sample letters, counted by the rules themselves."""

import datetime as dt
from typing import Any

from fuyuan.model_check.sample import as_due, date_of


def due(rule: str, on: dt.date, *, excluded: int = 0, extended: int = 0) -> dict[str, Any]:
    """When a period that starts on a day ends, as letters state it."""
    return as_due(date_of(rule, on, excluded=excluded, extended=extended))
