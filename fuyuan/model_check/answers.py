"""The answers a question can be given, all that its own model accepts; and which are read alike."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product
from math import prod
from typing import Any, ClassVar

from pydantic import ValidationError

from fuyuan.model_check.values import ABSENT, RECEIVED, TODAY, domains
from rules.vocabulary.question import Circumstances, Question

# Up to so many combinations of a question's fields are all tried; beyond it those of the fields
# that the flow reads, and if even these are more, pairs of their values.
WHOLE = 30_000
Values = dict[str, Any]
# A question, by its code, and its occasion.
Asked = tuple[str, str]
PARTS = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
WHOLLY = frozenset({"__dict__", "model_dump", "model_dump_json"})


@dataclass(slots=True)
class Reading:
    """Which fields of an answer a run reads: before anything else is heard, and afterwards."""

    fields: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    is_newest: bool = True

    def note(self, names: Collection[str]) -> None:
        """Note that fields are read now."""
        self.fields.update(names)
        if not self.is_newest:
            self.late.update(names)


# Of the answers that the present run has handed out.
READINGS: dict[int, Reading] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One answer: its model, which flows get a copy of, and the values that set it apart."""

    form: "Form"
    model: Question
    values: Mapping[str, str]
    copies: dict[Asked, Question] = field(default_factory=dict)

    @property
    def question(self) -> type[Question]:
        """What it answers."""
        return self.form.question

    def hand_out(self, asked: Asked, reading: Reading) -> Question:
        """A copy of the model for a flow, one for each occasion, telling which fields are read."""
        model = self.copies.get(asked)
        if model is None:
            model = self.copies[asked] = self._copy()
        READINGS[id(model)] = reading
        return model

    def _copy(self) -> Question:
        model: Question = self.form.traced.__new__(self.form.traced)
        for part in PARTS:
            object.__setattr__(model, part, object.__getattribute__(self.model, part))
        return model

    def told(self, names: Collection[str]) -> str:
        """What it says in the fields named, as people read it."""
        fields = self.form.question.model_fields
        said = (
            f"{fields[name].title}＝{_shown(vars(self.model)[name])}"
            for name in self.form.fields
            if name in names and name in self.form.open_fields
        )
        return "，".join(said) or "答复"

    def alike(self, names: Collection[str]) -> tuple["Answer", ...]:
        """The answers that say the same in the fields named, itself among them."""
        # One that was enumerated before more turned out to be read stands for itself.
        return self.form.sorted_by(frozenset(names)).get(self.says(names), (self,))

    def says(self, names: Collection[str]) -> tuple[str, ...]:
        """What it says in the fields named."""
        return tuple(self.values[name] for name in self.form.fields if name in names)


@dataclass(kw_only=True, eq=False)
class Form:
    """A question with the values of its fields, and which of these fields walks read.

    `late`: those read after the walk had waited once more.
    """

    question: type[Question]
    fields: dict[str, list[Any]]
    case: "SampleCircumstances"
    most: int = WHOLE
    read: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    reduced: bool = False
    answers: tuple[Answer, ...] | None = None
    sorted: dict[frozenset[str], dict[tuple[str, ...], tuple[Answer, ...]]] = field(
        default_factory=dict
    )

    @cached_property
    def open_fields(self) -> frozenset[str]:
        """The fields that can differ at all."""
        return frozenset(name for name, values in self.fields.items() if len(values) > 1)

    @cached_property
    def is_whole(self) -> bool:
        """Whether all combinations of all fields are tried."""
        return _size(self, self.fields) <= self.most

    @cached_property
    def traced(self) -> type[Question]:
        """The question's model, telling which of its fields are read."""
        return _traced(self.question, frozenset(self.fields))

    @property
    def unread(self) -> frozenset[str]:
        """The fields that can differ, and that no walk read."""
        return self.open_fields - self.read

    def learn(self, reading: Reading, first: Collection[str]) -> bool:
        """Reckon with what a run read of an answer, `first` when it was given; true if that is new.

        A field that is read only when the flow comes again is read late.
        """
        late = ((reading.late | (reading.fields - set(first))) & self.open_fields) - self.late
        self.late |= late
        read = (reading.fields & self.open_fields) - self.read
        self.read |= read
        if read and not self.is_whole:
            self.answers, self.sorted = None, {}
            return True
        return bool(late)

    def sorted_by(self, names: frozenset[str]) -> dict[tuple[str, ...], tuple[Answer, ...]]:
        """The answers by what they say in the fields named."""
        if names not in self.sorted:
            found: dict[tuple[str, ...], list[Answer]] = {}
            for answer in answers_of(self):
                found.setdefault(answer.says(names), []).append(answer)
            self.sorted[names] = {said: tuple(answers) for said, answers in found.items()}
        return self.sorted[names]

    def count(self, answers: Sequence[Answer]) -> int:
        """In how many ways the answers differ in what some walk reads."""
        return len({answer.says(self.read) for answer in answers})


class SampleCircumstances(Circumstances):
    """The circumstances of the sample case, noting whether the agencies matter to an answer."""

    __slots__ = ()
    asked_agencies: ClassVar[set[int]] = set()

    def __getattribute__(self, name: str) -> Any:
        """A fact of the case."""
        if name == "agencies":
            SampleCircumstances.asked_agencies.add(id(self))
        return super().__getattribute__(name)

    @property
    def depends_on_agencies(self) -> bool:
        """Whether some answer was checked against the agencies."""
        return id(self) in SampleCircumstances.asked_agencies


def form_of(
    question: type[Question],
    samples: Mapping[str, tuple[Any, ...]],
    agencies: tuple[str, ...],
    most: int = WHOLE,
) -> Form:
    """The form of a question, in a case against these agencies; beyond `most` not all of it."""
    case = SampleCircumstances(today=TODAY, received_on=RECEIVED, agencies=agencies)
    return Form(question=question, fields=domains(question, dict(samples)), case=case, most=most)


def answers_of(form: Form) -> tuple[Answer, ...]:
    """Every answer; if there are too many, every one that differs in what is read, or pairs."""
    if form.answers is None:
        names = form.fields.keys() if form.is_whole else form.read
        form.reduced = _size(form, names) > form.most
        found: dict[Any, Answer] = {}
        for values in _pairs(form) if form.reduced else _enumerated(form, names):
            if (model := _accept(form, values)) is not None:
                given = vars(model)
                shown = {name: repr(given[name]) for name in form.fields}
                key = tuple(shown[name] for name in form.fields if name in names)
                found.setdefault(key, Answer(form, model, shown))
        form.answers = tuple(found.values())
    return form.answers


def _shown(value: Any) -> str:
    return str(value) if value not in ("", None, []) else "（空）"


def _size(form: Form, names: Iterable[str]) -> int:
    return prod(len(form.fields[name]) for name in names)


def _accept(form: Form, values: Values) -> Question | None:
    given = {name: value for name, value in values.items() if value is not ABSENT}
    try:
        model = form.question.model_validate(given)
    except ValidationError:
        return None
    return None if model.problems(form.case) else model


def _enumerated(form: Form, names: Iterable[str]) -> Iterator[Values]:
    """All combinations of the fields named, each completed so that the model accepts it."""
    ordered = [name for name in form.fields if name in set(names)]
    for values in product(*(form.fields[name] for name in ordered)):
        fixed = dict(zip(ordered, values, strict=True))
        yield fixed if len(fixed) == len(form.fields) else _completed(form, fixed)


def _pairs(form: Form) -> Iterator[Values]:
    """Every single value and every pair of values of what is read, completed."""
    covered: set[Any] = set()
    for names in (*((name,) for name in sorted(form.read)), *combinations(sorted(form.read), 2)):
        for values in product(*(form.fields[name] for name in names)):
            pair = tuple(zip(names, map(repr, values), strict=True))
            if pair in covered:
                continue
            row = _completed(form, dict(zip(names, values, strict=True)))
            shown = sorted((name, repr(value)) for name, value in row.items())
            covered |= {*combinations(shown, 2), *((one,) for one in shown)}
            yield row


def _completed(form: Form, fixed: Values) -> Values:
    """The fixed values with others beside them, so that the model accepts them if any do."""
    rows = _completions(form, fixed)
    first = next(rows)
    if _accept(form, first) is not None:
        return first
    return next((row for row in rows if _accept(form, row) is not None), first)


def _completions(form: Form, fixed: Values) -> Iterator[Values]:
    free = {name: values for name, values in form.fields.items() if name not in fixed}
    plain = {name: values[0] for name, values in free.items()}
    filled = {
        name: values[1] if values[0] is ABSENT and len(values) > 1 else values[0]
        for name, values in free.items()
    }
    for base in (plain, filled):
        yield base | fixed
    varied = [(name, value) for name, values in free.items() for value in values[1:]]
    for base in (filled, plain):
        yield from (base | {name: value} | fixed for name, value in varied)
        for (one, value), (other, second) in combinations(varied, 2):
            yield base | {one: value, other: second} | fixed


def _traced(question: type[Question], names: frozenset[str]) -> type[Question]:
    def watched(self: Question, name: str) -> Any:
        if (name in names or name in WHOLLY) and (reading := READINGS.get(id(self))):
            reading.note(names if name in WHOLLY else (name,))
        return object.__getattribute__(self, name)

    space = {"__getattribute__": watched, "__module__": question.__module__}
    make: Any = type(question)
    traced: type[Question] = make(question.__name__, (question,), space)
    return traced
