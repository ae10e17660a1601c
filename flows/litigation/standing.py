"""Where a trial stands between two steps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The time a trial may take: the rule, and what started its clock."""

    rule: str
    trigger_key: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The limit that runs, whether absences must be noted, whether it was sent back, the end."""

    limit: Limit
    must_note: bool = False
    is_retried: bool = False
    end: str = ""
