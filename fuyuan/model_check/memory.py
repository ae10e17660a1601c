"""What a state must remember of what was done: only what some way on from it comes back to.

Whatever a flow does or looks up has a natural key. Two walks that wait at the same point go on
alike unless they differ in something that is met again from there on; what that is, the walks
themselves show. It is noted by point, and handed back to the points before: for every walk that
waits at a point at least as much is remembered as some way on from there meets.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from fuyuan.model_check.happening import BY_NAME, BY_RULE, Clock, Record, Thing
from tasks.running import FILING_CLOCK

# Where a walk waits: the question and its occasion, or the fact of the case.
Point = tuple[str, ...]
NOTHING: frozenset[Thing] = frozenset()


@dataclass(slots=True)
class Memory:
    """What the walks met, and what the records held that waited at the same point.

    `differing`: in what those differed that were taken for alike; `wrong`: the points where some of
    that turned out to be met again; `stale`: where more is remembered now than before.
    """

    ahead: dict[Point, set[Thing]] = field(default_factory=dict)
    before: dict[Point, set[Point]] = field(default_factory=dict)
    held: dict[Point, set[Thing]] = field(default_factory=dict)
    differing: dict[Point, set[Thing]] = field(default_factory=dict)
    stale: set[Point] = field(default_factory=set)
    wrong: set[Point] = field(default_factory=set)

    def note(self, point: Point, things: AbstractSet[Thing], then: Point | None) -> None:
        """Note that a way on from a point met these things, and led to another point or an end."""
        if then is not None and point not in self.before.setdefault(then, set()):
            self.before[then].add(point)
            self._add(point, self.ahead.get(then, NOTHING))
        self._add(point, things)

    def _add(self, point: Point, things: AbstractSet[Thing]) -> None:
        waiting = [(point, things)]
        while waiting:
            place, given = waiting.pop()
            known = self.ahead.setdefault(place, set())
            new = given - known
            if new:
                known |= new
                self._learn(place, new)
                waiting += [(earlier, new) for earlier in self.before.get(place, ())]

    def _learn(self, point: Point, new: AbstractSet[Thing]) -> None:
        if not new.isdisjoint(self.held.get(point, NOTHING)):
            self.stale.add(point)
        if not new.isdisjoint(self.differing.get(point, NOTHING)):
            self.wrong.add(point)

    def begin(self) -> None:
        """Forget the records, not what was learnt."""
        for by_point in (self.held, self.differing, self.stale, self.wrong):
            by_point.clear()

    def liken(self, point: Point, first: Record, other: Record) -> None:
        """Note in what two records differ that are taken for alike."""
        self.differing.setdefault(point, set()).update(first.differing(other))

    def of(self, record: Record, point: Point, heard: int, freeze: Callable[[Any], Any]) -> Any:
        """What is remembered of a record that waits at a point; answers as `freeze` sees them.

        What changed just now, after so many answers were `heard`, the next run from the top sees
        for the first time, wherever it looks for it; what changed before shows in what this run
        holds.
        """
        held = set(record.things())
        self.held.setdefault(point, set()).update(held)
        alive = held & self.ahead.get(point, NOTHING)
        changed = {clock for clock in record.clocks.values() if clock.changed_after >= heard}
        return (
            frozenset(thing for thing in alive if thing[0] in {"moved", "letter", "told"}),
            frozenset(_valued(record, alive, freeze)),
            frozenset(_clocks(record, alive)),
            frozenset((c.rule, c.trigger_key, c.state, c.counted) for c in changed),
            (record.withdrawn, record.left),
        )


def _valued(record: Record, alive: set[Thing], freeze: Callable[[Any], Any]) -> Iterator[Any]:
    for kind, *key in alive:
        if kind == "answer":
            answer = record.answers[key[0], key[1]]
            yield kind, *key, answer and freeze(answer.model)
        elif kind == "fact":
            yield kind, *key, record.chosen[key[0]]
        elif kind == "stage":
            yield kind, *key, record.stages[key[0]]


def _clocks(record: Record, alive: set[Thing]) -> Iterator[Any]:
    """Of each clock as much as is met again, and as much of the last of each rule.

    Those alike in all of that are met, missed and looked for together; so they are one.
    """
    last = {clock.rule: clock for clock in record.clocks.values()}
    for clock in record.clocks.values():
        ways = _ways(clock, alive)
        if last[clock.rule] is clock and "last" in ways:
            yield "last", *_seen(clock, ways)
        ways -= {"last", "name"}
        if not clock.is_open:
            ways -= {"open"}
        if not clock.is_unmet:
            ways -= {"unmet", "states", "state"}
        if ways:
            yield _seen(clock, ways)


def _seen(clock: Clock, ways: set[str]) -> Any:
    dated = (clock.inherited, clock.counted)
    return (
        clock.rule,
        clock.trigger_key if ways & {"name", "clock", "state"} else "",
        clock.state if ways - {"name", "clock"} else "",
        dated if ways - {"name", "states", "state"} else "",
    )


def _ways(clock: Clock, alive: set[Thing]) -> set[str]:
    """The ways in which a clock is met again (fuyuan.model_check.happening.Record.things)."""
    names = (clock.rule, "filing") if clock.trigger_key == FILING_CLOCK else (clock.rule,)
    by_rule = {how for how in BY_RULE for name in names if (how, name) in alive}
    key = (clock.rule, clock.trigger_key)
    return by_rule | {how for how in BY_NAME if (how, *key) in alive}
