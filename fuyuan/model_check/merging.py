"""Which walks are taken for alike; and where that turns out to be wrong, they are told apart.

A run depends on nothing but the answers and facts it hears and what it finds done, and all of these
it gets through the world. Of walks that go on alike one is followed:

- Answers that say the same in every field that the run read when it heard them, and in every field
  that any run reads later. The run cannot tell them apart, and no later one does.
- Walks that wait at the same place of the flow for the same choice, on the same stage, with the
  same periods owed, whose frames hold the same in all that is still needed there, and whose records
  are the same in all that any walk meets from there on. The next run hears the same, finds the same
  wherever it looks, and holds the same; so it does the same, and what it ends in is alike again.
  What a run meets when it comes again from the top counts, too: of clocks what changed just now, of
  all else what is looked for before the place where it is done.
- Ways off the path (fuyuan.model_check.walking.Walker.leave).

What is met from a point on is known only when all is walked. So walks are merged by what is known,
and it is kept in what they differ; if some of that turns out to be met, they are told apart and
followed. If answers turn out to be read by more, all begins anew. The end is reached when nothing
new was learnt: then every merging was right by all that any walk from there met.

Nothing is merged by a guess: what cannot be seen for certain is told (`unmerged`), and equals
nothing. The tests compare with walks that are followed each by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from fuyuan.model_check.answers import Answer
from fuyuan.model_check.choices import BEGIN
from fuyuan.model_check.findings import PathReport, Trail
from fuyuan.model_check.happening import Record
from fuyuan.model_check.memory import Point
from fuyuan.model_check.runs import Running
from fuyuan.model_check.stage_set import Actor
from fuyuan.model_check.states import Depth, Option, Outcome, State, Way
from fuyuan.model_check.world import Choice
from rules.vocabulary.path import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Where an option led: the outcome of the run, the record then, and what was done so far.

    `after`: what was asked.
    """

    outcome: Outcome
    record: Record
    trail: Trail
    after: Point = BEGIN


class Merging(Running):
    """The states that were found, and the ways between them."""

    def __init__(self, path: Path, flow: Callable[[str], str], actor: Actor, depth: Depth) -> None:
        super().__init__(path, flow, actor, depth)
        self.begin()

    def begin(self) -> None:
        """Begin with nothing found; what was learnt is kept."""
        self.report = PathReport(code=self.path.code, title=self.path.title, bound=self.depth.bound)
        self.memory.begin()
        self.states: list[State] = []
        self.known: dict[Point, dict[Any, int]] = {}
        self.waiting: list[State] = []
        self._add(Choice(about=BEGIN), Arrival(outcome=Outcome(), record=self.start(), trail=()))

    def start(self) -> Record:
        """The case as it comes to the path."""
        raise NotImplementedError

    def arrive(self, arrival: Arrival) -> int:
        """Judge where an option led; the number of the state it led to."""
        raise NotImplementedError

    def follow(self, state: State, option: Option) -> Arrival:
        """Take an option and see where it leads."""
        record = state.record.copy()
        option.change(record)
        after = state.choice.about
        outcome = self.run(record, after=after, newest=option.newest)
        trail = (*state.trail, option.told) if option.told else state.trail
        return Arrival(outcome=outcome, record=record, trail=trail, after=after)

    def add_way(
        self, state: State, option: Option, to: int, answers: tuple[Answer, ...] = ()
    ) -> None:
        """Note where an option led."""
        if to >= 0:
            self.states[to].alike.append((state.number, len(state.ways)))
        state.ways.append(Way(to=to, option=option, answers=answers))

    def settle(self, choice: Choice, arrival: Arrival) -> tuple[int, bool]:
        """The number of the state that an arrival is in, and whether it is a new one."""
        known = self._known_at(choice.about)
        key = self.key(arrival.outcome, arrival.record)
        if (number := known.get(key)) is not None:
            if not self.is_rough:
                self.memory.liken(choice.about, self.states[number].record, arrival.record)
            return number, False
        known[key] = len(self.states)
        self._add(choice, arrival)
        return known[key], True

    def _add(self, choice: Choice, arrival: Arrival) -> None:
        state = State(
            number=len(self.states),
            choice=choice,
            record=arrival.record,
            trail=arrival.trail,
            outcome=arrival.outcome,
        )
        self.states.append(state)
        self.waiting.append(state)

    def _known_at(self, point: Point) -> dict[Any, int]:
        """The states at a point by their keys, which grow with what is remembered there."""
        known = self.known.setdefault(point, {})
        if point in self.memory.stale:
            self.memory.stale.remove(point)
            states = [self.states[number] for number in known.values()]
            known = {self.key(state.outcome, state.record): state.number for state in states}
            self.known[point] = known
        return known

    def tell_apart(self) -> None:
        """Go once more every way to a state where walks were taken for alike that are not."""
        wrong = set(self.memory.wrong)
        self.memory.wrong.clear()
        for point in wrong:
            self.memory.differing.pop(point, None)
            for number in list(self._known_at(point).values()):
                _, *others = self.states[number].alike
                del self.states[number].alike[1:]
                for source, position in others:
                    self._go_again(self.states[source], position)

    def _go_again(self, state: State, position: int) -> None:
        way = state.ways[position]
        to = self.arrive(self.follow(state, way.option))
        state.ways[position] = replace(way, to=to)
        if to >= 0:
            self.states[to].alike.append((state.number, position))
