"""Replaying a stored proof: the same facts, counted again, must give the same date."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rules.deadlines import find
from rules.vocabulary.calendar import Calendar
from rules.vocabulary.engine import compute, follow
from rules.vocabulary.proof import DueDate, combine
from rules.vocabulary.region import Region, load_region

_COMPARED = ("due", "status", "raw", "provisional", "safe", "at", "safe_at", "basis", "proof")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The stored result beside the recomputed one."""

    stored: DueDate
    recomputed: DueDate
    differences: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Nothing but possibly the calendar's version differs."""
        return not self.differences


def replay(
    proof: Mapping[str, Any] | str | DueDate,
    *,
    calendar: Calendar,
    region: Region | None = None,
) -> Replay:
    """Recompute a stored proof on a calendar and name every field that differs.

    The region is loaded by its stored name unless given.
    """
    stored = proof if isinstance(proof, DueDate) else DueDate.from_json(proof)
    recomputed = _recompute(stored, calendar, region)
    differences = tuple(
        f"{name}：原为{getattr(stored, name)}，重算为{getattr(recomputed, name)}"
        for name in _COMPARED
        if getattr(stored, name) != getattr(recomputed, name)
    )
    return Replay(stored=stored, recomputed=recomputed, differences=differences)


def _recompute(stored: DueDate, calendar: Calendar, region: Region | None) -> DueDate:
    if stored.combination is not None:
        parts = tuple(_recompute(part, calendar, region) for part in stored.parts)
        return combine(stored.combination, parts)
    if region is None and stored.region is not None:
        region = load_region(stored.region)
    deadline, circumstances = find(stored.rule), stored.inputs.as_circumstances()
    if stored.previous is not None:
        previous = _recompute(stored.previous, calendar, region)
        return follow(deadline, previous, calendar=calendar, region=region, **circumstances)
    trigger = stored.trigger_at or stored.trigger
    return compute(deadline, trigger, calendar=calendar, region=region, **circumstances)
