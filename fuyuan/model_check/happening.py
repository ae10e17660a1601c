"""What a walk does to the sample case: the record that a flow meets again when it comes again."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from fuyuan.model_check.answers import Answer, Asked
from rules.vocabulary.proof import DueDate
from tasks.running import FILING_CLOCK

STOPPABLE = frozenset({"running", "suspended"})
# Something that was done, asked or chosen, by its natural key; its kind comes first.
Thing = tuple[str, ...]
# What is looked for in the clocks of a rule: the last of them and its name, the dates of those that
# run or of those not met, the states of those not met; and of a named clock its date, or its state.
BY_RULE = ("last", "name", "open", "unmet", "states")
BY_NAME = ("clock", "state")
MISSING = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A running period."""

    rule: str
    trigger_key: str
    date: DueDate = field(hash=False)
    after: DueDate | None = field(default=None, hash=False)
    state: str = "running"
    excluded: int = 0
    extended: int = 0
    inherited: bool = False
    # After how many answers and facts it changed last.
    changed_after: int = field(default=0, compare=False)

    @property
    def counted(self) -> tuple[Any, ...]:
        """All that its date follows from, beside the rule."""
        date, after = self.date, self.after
        previous = after and (after.rule, after.raw, after.safe, after.due)
        return date.trigger_at or date.trigger, previous, self.excluded, self.extended

    @property
    def is_open(self) -> bool:
        """Whether it runs, or stands still."""
        return self.state in STOPPABLE

    @property
    def is_unmet(self) -> bool:
        """Whether it is not met yet; it may be too late."""
        return self.state not in {"met", "met_late"}

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
    reads: dict[Asked, frozenset[str]] = field(default_factory=dict)
    letters: frozenset[Asked] = frozenset()
    told: frozenset[tuple[str, ...]] = frozenset()
    withdrawn: bool = False
    left: bool = False

    def copy(self) -> "Record":
        """The same, to be changed."""
        return Record(
            answers=self.answers.copy(),
            chosen=self.chosen.copy(),
            stages=self.stages.copy(),
            moved=self.moved,
            clocks=self.clocks.copy(),
            reads=self.reads.copy(),
            letters=self.letters,
            told=self.told,
            withdrawn=self.withdrawn,
            left=self.left,
        )

    def differing(self, other: "Record") -> Iterator[Thing]:
        """The things that one has and the other has not, or has otherwise."""
        yield from (("moved", *key) for key in self.moved ^ other.moved)
        yield from (("letter", *key) for key in self.letters ^ other.letters)
        yield from (("told", *event) for event in self.told ^ other.told)
        yield from (("answer", *key) for key in _unlike(self.answers, other.answers))
        yield from (("fact", name) for name in _unlike(self.chosen, other.chosen))
        yield from (("stage", path) for path in _unlike(self.stages, other.stages))
        for key in _unlike(self.clocks, other.clocks):
            yield from _unlike_clocks(self.clocks.get(key), other.clocks.get(key), *key)
        yield from _unlike_last(self.clocks, other.clocks)

    def things(self) -> Iterator[Thing]:
        """Everything in it that a flow may come back to."""
        yield from (("moved", *key) for key in self.moved)
        yield from (("letter", *key) for key in self.letters)
        yield from (("told", *event) for event in self.told)
        yield from (("answer", *key) for key in self.answers)
        yield from (("fact", name) for name in self.chosen)
        yield from (("stage", path) for path in self.stages)
        for rule, trigger_key in self.clocks:
            yield from _in_clock(rule, trigger_key)

    def is_like(self, other: "Record") -> bool:
        """Whether the same was done in both."""
        return (
            self.moved == other.moved
            and self.letters == other.letters
            and self.told == other.told
            and self.stages == other.stages
            and self.clocks == other.clocks
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


def _in_clock(rule: str, trigger_key: str) -> Iterator[Thing]:
    yield from ((how, rule, trigger_key) for how in BY_NAME)
    names = (rule, "filing") if trigger_key == FILING_CLOCK else (rule,)
    yield from ((how, name) for how in BY_RULE for name in names)


def _unlike_clocks(
    one: Clock | None, other: Clock | None, rule: str, trigger_key: str
) -> Iterator[Thing]:
    unmet = [clock and clock.is_unmet and clock.state for clock in (one, other)]
    is_dated_otherwise = one is None or other is None or one.counted != other.counted
    by_name = {"clock": is_dated_otherwise, "state": unmet[0] != unmet[1]}
    by_rule = {
        "states": unmet[0] != unmet[1],
        "open": any(unmet),
        "unmet": any(unmet),
    }
    yield from ((how, rule, trigger_key) for how, is_so in by_name.items() if is_so)
    names = (rule, "filing") if trigger_key == FILING_CLOCK else (rule,)
    yield from ((how, name) for how, is_so in by_rule.items() if is_so for name in names)


def _unlike_last(one: dict[Asked, Clock], other: dict[Asked, Clock]) -> Iterator[Thing]:
    last = [{clock.rule: clock for clock in clocks.values()} for clocks in (one, other)]
    for rule in _unlike(*last):
        yield from (("last", rule), ("name", rule), ("last", "filing"), ("name", "filing"))


def _unlike(one: dict[Any, Any], other: dict[Any, Any]) -> Iterator[Any]:
    yield from (key for key, value in one.items() if other.get(key, MISSING) != value)
    yield from (key for key in other if key not in one)


def _own_clocks(record: Record) -> set[Clock]:
    # One the case brought appears only when it is first looked at.
    return {clock for clock in record.clocks.values() if not (clock.inherited and clock.is_open)}


def _shown(value: Any) -> str:
    if isinstance(value, Clock):
        return f"{value.rule}/{value.trigger_key} {value.state} {value.date.expected}"
    return "/".join(map(str, value))
