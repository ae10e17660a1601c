"""Facts by which every branch of a template is reached: one thing changed at a time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from tasks.rendering.study import TemplateStudy
from tasks.sample_facts import Fullness, sample_facts

Facts = Mapping[str, Any]
LONG_LIST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparisons:
    """What templates compare a fact, or a part of one, with: texts, and the names of facts."""

    texts: Mapping[str, frozenset[str]]
    names: Mapping[str, frozenset[str]]


def comparisons(family: Iterable[TemplateStudy]) -> Comparisons:
    """Gather what the templates of a letter compare."""
    texts: dict[str, frozenset[str]] = {}
    names: dict[str, frozenset[str]] = {}
    for study in family:
        for into, found in ((texts, study.compared), (names, study.compared_names)):
            for name, those in found.items():
                into[name] = into.get(name, frozenset()) | those
    return Comparisons(texts=texts, names=names)


def variants(model: type[BaseModel], compared: Comparisons) -> Iterator[Facts]:
    """Yield accepted facts: all, the fewest, and both with one thing after the other changed."""
    for base, changes in _bases(model, compared):
        yield from _accepted(model, base)
        for name, value in changes:
            yield from _accepted(model, {**base, name: value})


def pairs(model: type[BaseModel], compared: Comparisons) -> Iterator[Facts]:
    """Yield accepted facts with two things changed: for branches that one change does not reach."""
    for base, changes in _bases(model, compared):
        for number, (first, value) in enumerate(changes):
            for second, another in changes[number + 1 :]:
                if first != second:
                    yield from _accepted(model, {**base, first: value, second: another})


def _bases(
    model: type[BaseModel], compared: Comparisons
) -> Iterator[tuple[Facts, list[tuple[str, Any]]]]:
    full, least = (sample_facts(model, each) for each in (Fullness.FULL, Fullness.LEAST))
    for base, other, is_full in ((full, least, True), (least, full, False)):
        change = _Changes(base, compared, is_full)
        values = ((name, change.of(name, base[name], other[name])) for name in base)
        yield base, [(name, value) for name, others in values for value in others]


def _accepted(model: type[BaseModel], facts: Facts) -> Iterator[Facts]:
    try:
        yield dict(model.model_validate(facts))
    except ValidationError:
        return


@dataclass(frozen=True, slots=True)
class _Changes:
    """What else a fact may be, among the others."""

    facts: Facts
    compared: Comparisons
    # Among few facts it is enough to give one after the other.
    is_full: bool

    def of(self, name: str, value: Any, other: Any) -> Iterator[Any]:
        """Yield it as in the other facts, longer, shorter, and as what it is compared with."""
        if other != value:
            yield other
        yield from sorted(self.compared.texts.get(name, ()))
        yield from self._others(name)
        if self.is_full:
            yield from self._changed(value, other)

    def _changed(self, value: Any, other: Any) -> Iterator[Any]:
        match value:
            case str() if value:
                yield f"{value}\n又一行"
            case tuple() if value:
                yield value[:1]
                yield (value * LONG_LIST)[:LONG_LIST]
                yield from self._rows(value, other)
            case dict():
                yield from self._parts(value, other)
            case _:
                pass

    def _others(self, name: str) -> Iterator[Any]:
        """Yield the values of the facts that this one is compared with."""
        for compared in self.compared.names.get(name, ()):
            found = self.facts.get(compared)
            yield from found if isinstance(found, tuple) else (found,)

    def _rows(self, value: Any, other: Any) -> Iterator[Any]:
        """Yield rows of which every one, and only the last one, is changed alike."""
        for changed in self._parts(value[0], other[0] if other else None):
            yield tuple(changed for _ in value)
            yield (*value[:-1], changed)

    def _parts(self, value: Any, other: Any) -> Iterator[Any]:
        if isinstance(value, tuple):
            for place, part in enumerate(value):
                for changed in self.of("", part, _empty(part)):
                    yield (*value[:place], changed, *value[place + 1 :])
        if isinstance(value, dict):
            for name, part in value.items():
                another = other.get(name) if isinstance(other, dict) else _empty(part)
                for changed in self.of(name, part, another):
                    yield {**value, name: changed}


def _empty(part: Any) -> Any:
    match part:
        case bool():
            return not part
        case str():
            return ""
        case tuple():
            return ()
        case _:
            return None
