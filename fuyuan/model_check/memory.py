"""What a walk must remember of what it did: only what something comes back to later on.

A move, a letter, an event or a period that has ended matters to the further walk only if it is met
again. Whether it is, is seen while walking: what was met after two different answers is remembered
wherever a question still comes after which it was met.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fuyuan.model_check.happening import Moment, Record

Thing = tuple[str, ...]
NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class Memory:
    """What the walks of a path turned out to come back to; `grew` once that is more than known."""

    moments: dict[Thing, Moment] = field(default_factory=dict)
    met_after: dict[Thing, set[str]] = field(default_factory=dict)
    kept: set[Thing] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)
    asked_twice: frozenset[str] = frozenset()
    ways: dict[str, set[str]] = field(default_factory=dict)
    coming: dict[str, frozenset[str]] = field(default_factory=dict)
    grew: bool = False

    def meet(self, thing: Thing, moment: Moment) -> None:
        """Note that a walk met something; met at two moments it is kept."""
        if self.moments.setdefault(thing, moment)[1:] != moment[1:]:
            self.keep(thing, moment)
        self._note(_kind(thing), moment[0])

    def keep(self, thing: Thing, moment: Moment) -> None:
        """Note that a walk came back to something."""
        kind = _kind(thing)
        if kind not in self.kept:
            self.kept.add(kind)
            self.grew = True
        self._note(kind, moment[0])

    def _note(self, kind: Thing, code: str) -> None:
        codes = self.met_after.setdefault(kind, set())
        if code not in codes:
            codes.add(code)
            self.grew = self.grew or kind in self.kept

    def follows(self, before: str, code: str) -> None:
        """Note that a question comes after another."""
        if code not in self.ways.setdefault(before, set()):
            self.ways[before].add(code)
            if code not in self.coming.get(before, ()):
                self.grew = True
                self.coming = {each: self._after(each) for each in self.ways}

    def cuts(self, code: str) -> None:
        """Note that a walk is cut at a question that comes too often."""
        if code not in self.cut:
            self.cut.add(code)
            self.grew = True

    def _after(self, code: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [code]
        while waiting:
            new = self.ways.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return frozenset(found)

    def of(self, record: Record, now: str) -> Any:
        """What is remembered of a record where `now` is waited for."""
        coming = {now, *self.coming.get(now, ())}
        asked = [code for code, _ in record.answers]
        alive = {kind for kind in self.kept if self.met_after[kind] & coming}
        return (
            tuple(sorted(record.stages.items())),
            tuple(_clocks(record, alive)),
            frozenset(key for key in record.moved if _kind(("moved", *key)) in alive),
            frozenset(key for key in record.letters if _kind(("letter", *key)) in alive),
            frozenset(event for event in record.told if _kind(("told", *event)) in alive),
            (record.withdrawn, record.left),
            tuple((code, asked.count(code)) for code in sorted(self.cut & coming)),
        )


def _clocks(record: Record, alive: set[Thing]) -> Iterator[Any]:
    for (rule, trigger_key), clock in record.clocks.items():
        kinds = {_kind((how, rule, trigger_key)) for how in ("started", "closed")}
        if clock.is_open or kinds & alive:
            yield clock


def _kind(thing: Thing) -> Thing:
    return tuple(NUMBER.sub("#", part) for part in thing)
