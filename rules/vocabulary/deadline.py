"""What a deadline is: one declaration a duty, with its articles and its readings."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rules.vocabulary.article import Article, Confidence, cite_together
from rules.vocabulary.counting import BY_LITIGATION, Counting
from rules.vocabulary.period import Period
from rules.vocabulary.proof import Inputs, Nature
from rules.vocabulary.region import Region


class Since(StrEnum):
    """The fact a further limit runs from."""

    MADE_ON = "made_on"
    TOLD_ON = "told_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of a disputed rule; the region's key of the same name chooses it."""

    key: str
    title: str
    period: Period
    basis: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A further limit that may end the period earlier, from a fact of its own."""

    title: str
    since: Since
    event: str
    period: Period
    basis: tuple[Article, ...]
    immovable_period: Period | None = None
    is_excludable: bool = False


# Declared once, so one declaration is another's equal only if it is the same: hashing is cheap.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deadline:
    """One duty with its time: who, from when, how long, on what basis, what if missed.

    `readings` holds the declared reading first; `chosen_by` and `length_from` are keys of
    the region. A disputed deadline warns by its shortest reading; one that merely differs by
    regime does not. `valid_from` warns on older triggers; `doubt` says what was not verified.
    """

    code: str
    duty: str
    actor: str
    trigger: str
    period: Period
    basis: tuple[Article, ...]
    confidence: Confidence
    counting: Counting = BY_LITIGATION
    nature: Nature = Nature.LAST_DAY
    rolls: bool = True
    extension: str = ""
    suspension: str = ""
    if_missed: str = ""
    doubt: str = ""
    max_extension_days: int | None = None
    is_excludable: bool = True
    readings: tuple[Reading, ...] = ()
    chosen_by: str = ""
    is_disputed: bool = True
    length_from: str = ""
    limits: tuple[Limit, ...] = ()
    follows: str = ""
    then: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None

    def __post_init__(self) -> None:
        """Refuse a declaration that cites nothing or contradicts itself."""
        if not self.basis:
            message = f"{self.code}没有依据"
            raise ValueError(message)
        if self.readings and (self.readings[0].period != self.period or not self.chosen_by):
            message = f"{self.code}的首个读法须与所声明的期间一致，并写明由哪个地区键选定"
            raise ValueError(message)

    @property
    def basis_text(self) -> str:
        """The articles in one line."""
        return cite_together(self.basis)

    def known_limits(self, inputs: Inputs) -> tuple[Limit, ...]:
        """The further limits whose fact is known."""
        return tuple(limit for limit in self.limits if getattr(inputs, limit.since) is not None)

    def all_readings(self, region: Region | None) -> tuple[Reading, ...]:
        """Every reading, the region's choice first."""
        readings = self.readings or (
            Reading(key="", title="", period=self.period, basis=self.basis),
        )
        if region is None:
            return readings
        if self.length_from:
            # Only the ordinary length is the region's to set, not that of another regime.
            period = replace(self.period, n=region.number_of_days(self.length_from))
            readings = tuple(
                replace(reading, period=period) if reading.period == self.period else reading
                for reading in readings
            )
        chosen = region.choice(self.chosen_by) if self.chosen_by else ""
        return tuple(sorted(readings, key=lambda reading: reading.key != chosen))
