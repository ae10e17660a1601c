"""The ladder of a missed duty: who hears of it on which day, a rung a role."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from rules.vocabulary.question import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A role that hears `days` after the day on which the duty was first late."""

    days: int
    role: Actor


def _read(written: Any) -> Any:
    if isinstance(written, Rung):
        return written
    days, _, role = str(written).partition(":")
    if not (days.isascii() and days.isdigit()):
        message = f"“{written}”应写成“日数:角色”，如“3:司法局”"
        raise ValueError(message)
    if role not in {actor.value for actor in Actor}:
        message = f"没有角色“{role}”；可用：{'、'.join(actor.value for actor in Actor)}"
        raise ValueError(message)
    return Rung(days=int(days), role=Actor(role))


def _check(ladder: tuple[Rung, ...]) -> tuple[Rung, ...]:
    if any(lower.days >= upper.days for lower, upper in pairwise(ladder)):
        message = "日数应逐级递增"
        raise ValueError(message)
    if len({rung.role for rung in ladder}) < len(ladder):
        message = "同一角色只能出现一次"
        raise ValueError(message)
    return ladder


Ladder = Annotated[
    tuple[Annotated[Rung, BeforeValidator(_read)], ...],
    AfterValidator(_check),
]
