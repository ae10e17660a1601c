"""What a walk does to the sample case: the record that a flow meets again when it comes again."""

from dataclasses import dataclass, field, replace
from typing import Any

from fuyuan.model_check.answers import Answer
from rules.vocabulary.proof import DueDate

STOPPABLE = frozenset({"running", "suspended"})
Asked = tuple[str, str]
# The question or fact that a run heard last, and on which occasion; after the name that of the
# kind, which is the same for questions of which only one or the other is asked.
Moment = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A running period."""

    rule: str
    trigger_key: str
    date: DueDate
    after: DueDate | None = None
    state: str = "running"
    excluded: int = 0
    extended: int = 0
    inherited: bool = False
    closed_after: Moment | None = field(default=None, compare=False)

    @property
    def is_open(self) -> bool:
        """Whether it runs, or stands still."""
        return self.state in STOPPABLE

    def closed(self) -> "Clock":
        """The same, met or fallen away."""
        return replace(self, state="met")


@dataclass(slots=True, kw_only=True)
class Record:
    """The ledger of a walk, as far as a flow can tell."""

    answers: dict[Asked, Answer | None] = field(default_factory=dict)
    chosen: dict[str, Any] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    moved: frozenset[tuple[str, str, str]] = frozenset()
    clocks: dict[tuple[str, str], Clock] = field(default_factory=dict)
    letters: frozenset[Asked] = frozenset()
    told: frozenset[tuple[str, ...]] = frozenset()
    withdrawn: bool = False
    left: bool = False

    def copy(self) -> "Record":
        """The same, to be changed."""
        return replace(
            self,
            answers=dict(self.answers),
            chosen=dict(self.chosen),
            stages=dict(self.stages),
            clocks=dict(self.clocks),
        )

    def differs_from(self, other: "Record") -> list[str]:
        """What one has and the other has not, in words."""
        pairs: tuple[tuple[str, set[Any], set[Any]], ...] = (
            ("阶段", set(self.stages.items()), set(other.stages.items())),
            ("阶段变动", set(self.moved), set(other.moved)),
            ("期限", _own_clocks(self), _own_clocks(other)),
            ("文书", set(self.letters), set(other.letters)),
            ("记录", set(self.told), set(other.told)),
        )
        return [
            f"{title}：{sorted(map(_shown, one ^ two))}" for title, one, two in pairs if one != two
        ]


def _own_clocks(record: Record) -> set[Clock]:
    # One the case brought appears only when it is first looked at.
    return {clock for clock in record.clocks.values() if not (clock.inherited and clock.is_open)}


def _shown(value: Any) -> str:
    if isinstance(value, Clock):
        return f"{value.rule}/{value.trigger_key} {value.state} {value.date.expected}"
    return "/".join(map(str, value))
