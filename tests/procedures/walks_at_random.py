"""Walks taken at random and followed by themselves, beside the merged ones that stand for them.

Where every walk cannot be followed by itself, a sample can: each must do at every step what the
walk does that it was taken to be like, and meet nothing that was not known to be met from there on.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from fuyuan.model_check.happening import Record
from fuyuan.model_check.states import CUT, END, FAILED, Outcome, State, Way
from fuyuan.model_check.walking import Walker
from fuyuan.model_check.world import Choice

# How often a walk goes on rather than off the path: else most would be over at once.
GOES_ON = 0.85


def strayed(walker: Walker, walks: int, seed: int = 1) -> Iterator[str]:
    """Of so many walks those that went otherwise than the one that was followed in their stead."""
    random = Random(seed)
    for _ in range(walks):
        yield from _take(walker, random)


def _take(walker: Walker, random: Random) -> Iterator[str]:
    state, record, trail = walker.states[0], walker.start(), ()
    while True:
        way = _chosen(state, random)
        option = way.option
        if way.answers:
            answer = random.choice(way.answers)
            option = walker.answering(state, answer, answer.form.fields)
        trail = (*trail, option.told)
        option.change(record)
        outcome = walker.run(record, after=state.choice.about, newest=option.newest)
        if differing := "；".join(_differing(walker, way, outcome, record, state)):
            yield f"{'，'.join(trail)}: {differing}"
            return
        if way.to < 0:
            return
        state = walker.states[way.to]


def _chosen(state: State, random: Random) -> Way:
    going_on = [way for way in state.ways if way.to >= 0]
    return random.choice(going_on if going_on and random.random() < GOES_ON else state.ways)


def _differing(
    walker: Walker, way: Way, outcome: Outcome, record: Record, state: State
) -> Iterator[str]:
    """In what the walk differs from the one that was followed."""
    followed = walker.follow(state, way.option)
    did, expected = _done(outcome), _done(followed.outcome)
    if did != expected:
        yield f"{did} != {expected}"
    if {*walker.still_owed(record)} != {*walker.still_owed(followed.record)}:
        yield "other periods run on"
    if _place(walker, outcome) != (walker.states[way.to].choice if way.to >= 0 else way.to):
        yield f"{_place(walker, outcome)} != {way.to}"
    if walker.has_learnt or walker.memory.wrong:
        yield "something is met again that was not known to be"


def _done(outcome: Outcome) -> Any:
    return outcome.choice, outcome.stage, repr(outcome.error), outcome.faults, outcome.calls


def _place(walker: Walker, outcome: Outcome) -> Choice | int:
    """For what it waits, or how it ended."""
    if outcome.error is not None:
        return FAILED
    if outcome.choice is None:
        return END
    return CUT if walker.is_beyond(outcome.choice) else outcome.choice
