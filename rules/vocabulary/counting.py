"""By which articles a family of periods is counted, and what a count gives."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from rules.vocabulary.article import Article, Statute, cite
from rules.vocabulary.calendar import Calendar
from rules.vocabulary.proof import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """The articles by which a family of periods is counted, and how a proof cites two of them."""

    start: Article
    roll: Article
    working: Article | None = None
    note: str = ""
    roll_text: str = field(init=False)
    working_text: str = field(init=False)

    def __post_init__(self) -> None:
        """Write the citations out once; a proof needs them for every date."""
        object.__setattr__(self, "roll_text", str(self.roll))
        object.__setattr__(self, "working_text", f"（{self.working}）" if self.working else "")


BY_LITIGATION = Counting(
    start=cite(Statute.LITIGATION_INTERPRETATION, 48),
    roll=cite(Statute.LITIGATION_INTERPRETATION, 48, 3),
)
BY_RECONSIDERATION = Counting(
    start=cite(Statute.CIVIL_PROCEDURE, 85),
    roll=cite(Statute.CIVIL_PROCEDURE, 85),
    working=cite(Statute.RECONSIDERATION, 88, 2),
    note="行政复议期间依民事诉讼法期间的规定计算",
)
BY_COERCION = Counting(
    start=cite(Statute.CIVIL_PROCEDURE, 85),
    roll=cite(Statute.CIVIL_PROCEDURE, 85),
    working=cite(Statute.COERCION, 69),
    note="起算与顺延参照民事诉讼法",
)
BY_CIVIL_PROCEDURE = Counting(
    start=cite(Statute.CIVIL_PROCEDURE, 85),
    roll=cite(Statute.CIVIL_PROCEDURE, 85),
    note="起算与顺延参照民事诉讼法",
)
BY_ONLINE_MEDIATION = replace(BY_CIVIL_PROCEDURE, working=Article(Statute.ONLINE_MEDIATION))
LOCALLY = replace(BY_CIVIL_PROCEDURE, note="地方文件未写计算方法，参照民事诉讼法（设计假设）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a count needs besides the period: calendar, articles, adjustments."""

    calendar: Calendar
    rules: Counting
    rolls: bool = True
    excluded_days: int = 0
    extended_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Where a count ended; `safe` holds under every arrangement still possible.

    `at` and `safe_at` are the moments at which a period of hours ends.
    """

    raw: date
    end: date
    safe: date
    is_provisional: bool
    steps: tuple[Step, ...]
    at: datetime | None = None
    safe_at: datetime | None = None
