"""The states of a path's walks, how they follow on each other, and how many walks that makes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from fuyuan.model_check.findings import PathReport, Trail
from fuyuan.model_check.happening import Record
from fuyuan.model_check.world import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How much is walked.

    `bound`: so often one question may come in a walk; beyond it the walk is cut, and counted.
    `most`: up to so many combinations of a question's answers all are tried, not only pairs.
    """

    bound: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one run ended: at a choice, at a stage, or with an error."""

    choice: Choice | None = None
    key: Any = None
    stage: str = ""
    error: BaseException | None = None
    calls: tuple[Any, ...] = ()


@dataclass(slots=True, kw_only=True)
class State:
    """A flow that waits for a choice, as the first walk found it."""

    choice: Choice
    record: Record
    trail: Trail
    then: Counter[int] = field(default_factory=Counter)
    ends: int = 0
    failed: int = 0
    cut: int = 0


class RestartError(Exception):
    """The walks turned out to read more than was enumerated; they begin anew."""


def count(states: Sequence[State], report: PathReport) -> None:
    """Walks are counted on the graph of states: ways to an end, whatever they share."""
    totals: dict[int, tuple[int, int, int]] = {}
    for number in _from_the_ends(states):
        state = states[number]
        own = (state.ends, state.failed, state.cut)
        ways = [(times, totals[then]) for then, times in state.then.items()]
        walks, failed, cut = (
            mine + sum(times * total[i] for times, total in ways) for i, mine in enumerate(own)
        )
        totals[number] = (walks, failed, cut)
        if not walks and not failed and report.is_whole:
            kind = "循环走不出" if cut else "走不到终点"
            report.find(kind, f"“{_asked(state)}”之后没有一条路到终点", state.trail)
    report.walks, report.failed, report.cut = totals[0]
    report.states = len(states) - 1


def _from_the_ends(states: Sequence[State]) -> list[int]:
    """The states, each after all that follow it."""
    order: list[int] = []
    seen: set[int] = set()
    waiting = [(0, False)]
    while waiting:
        number, is_done = waiting.pop()
        if is_done:
            order.append(number)
        elif number not in seen:
            seen.add(number)
            waiting.append((number, True))
            waiting += [(then, False) for then in states[number].then]
    return order


def _asked(state: State) -> str:
    question = state.choice.question
    return question.heading if question else "／".join(state.choice.about)
