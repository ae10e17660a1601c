"""Where a trial stands between two steps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The time a trial may take: the rule, and what started its clock."""

    rule: str
    trigger_key: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The limit that runs, the absences found, whether it was sent back, and the end if any."""

    limit: Limit
    absences: tuple[str, ...] = ()
    is_retried: bool = False
    end: str = ""
