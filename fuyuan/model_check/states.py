"""The states of a path's walks, how they follow on each other, and how many walks that makes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from fuyuan.model_check.answers import Answer
from fuyuan.model_check.findings import PathReport, Trail
from fuyuan.model_check.happening import Record, Thing
from fuyuan.model_check.world import Choice

# Where a way leads that leads to no state.
END, FAILED, CUT = -1, -2, -3


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How much is walked.

    `bound`: so often each loop is gone through each time the walk comes to it, as the numbers of
    the occasions tell; beyond it the walk is cut, and counted.
    `most`: up to so many combinations of a question's answers all are tried, not only pairs.
    """

    bound: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one run ended: at a choice, at a stage, or with an error.

    `place`: where it stands, and what it holds there; `catching`: as much of that as matters when
    the path is left; `heard`: how many answers and facts it heard; `reads`: the fields that it read
    of the newest answer; `calls`: what it did since, and `looks`: whether it looked anything up.
    """

    choice: Choice | None = None
    place: Any = None
    catching: Any = None
    heard: int = 0
    stage: str = ""
    error: BaseException | None = None
    calls: tuple[Any, ...] = ()
    looks: bool = False
    reads: frozenset[str] = frozenset()
    faults: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A way on: how it is told, what it changes, and what a run then hears that is new."""

    told: str
    change: Callable[[Record], None]
    newest: Thing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where an option leads from a state; of answers that are read alike there is one option."""

    to: int
    option: Option
    answers: tuple[Answer, ...] = ()

    @property
    def times(self) -> int:
        """In how many ways it can be gone."""
        return self.answers[0].form.count(self.answers) if self.answers else 1


@dataclass(slots=True, kw_only=True)
class State:
    """A flow that waits for a choice, as the first walk found it.

    `alike`: the other ways that lead here, each by the state it comes from and its place there.
    """

    number: int
    choice: Choice
    record: Record
    trail: Trail
    outcome: Outcome
    ways: list[Way] = field(default_factory=list)
    alike: list[tuple[int, int]] = field(default_factory=list)


class RestartError(Exception):
    """The walks turned out to read more than was enumerated; they begin anew."""


def count(states: Sequence[State], report: PathReport) -> None:
    """Walks are counted on the graph of states: ways to an end, whatever they share."""
    totals: dict[int, tuple[int, int, int]] = {END: (1, 0, 0), FAILED: (0, 1, 0), CUT: (0, 0, 1)}
    for number in _from_the_ends(states):
        state = states[number]
        ways = [(way.times, totals[way.to]) for way in state.ways]
        walks, failed, cut = (sum(times * total[i] for times, total in ways) for i in range(3))
        totals[number] = (walks, failed, cut)
        if not walks and not failed and report.is_whole:
            kind = "循环走不出" if cut else "走不到终点"
            report.find(kind, f"“{_asked(state)}”之后没有一条路到终点", state.trail)
    report.walks, report.failed, report.cut = totals[0]
    report.states = len(states) - 1


def _from_the_ends(states: Sequence[State]) -> list[int]:
    """The states, each after all that follow it."""
    order: list[int] = []
    seen: set[int] = {END, FAILED, CUT}
    waiting = [(0, False)]
    while waiting:
        number, is_done = waiting.pop()
        if is_done:
            order.append(number)
        elif number not in seen:
            seen.add(number)
            waiting.append((number, True))
            waiting += [(way.to, False) for way in states[number].ways]
    return order


def _asked(state: State) -> str:
    question = state.choice.question
    return question.heading if question else "／".join(state.choice.about)
