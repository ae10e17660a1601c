"""The answers a question can be given: all that its own model accepts, as far as they are read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from math import prod
from typing import Any, ClassVar

from pydantic import ValidationError

from fuyuan.model_check.values import ABSENT, RECEIVED, TODAY, domains
from rules.vocabulary.question import Circumstances, Question

# Up to so many combinations can be enumerated whole, the eight checks (26,244) among them.
WHOLE = 30_000
# Up to so many are enumerated whole even where the procedure does not read every field.
SMALL = 64
Values = dict[str, Any]
# The answer that was given last: whatever is read of another one is read late.
LATEST: list[Any] = [None]
PARTS = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One answer: the model instance that the flow gets, and what sets it apart."""

    question: type[Question]
    model: Question
    told: str
    form: "Form"

    def hand_out(self) -> Question:
        """The model for a flow; one of its own where the flow keeps it, to see when it is read."""
        model = _twin(self.model) if self.form.is_held else self.model
        LATEST[0] = model
        return model


@dataclass(slots=True, kw_only=True)
class Form:
    """A question with the values of its fields; `seen` collects the fields that a flow reads."""

    question: type[Question]
    fields: dict[str, list[Any]]
    case: "SampleCircumstances"
    most: int = WHOLE
    seen: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    late_seen: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    is_held: bool = False
    reduced: bool = False
    answers: tuple[Answer, ...] | None = None

    @property
    def open_fields(self) -> set[str]:
        """The fields that can differ at all."""
        return {name for name, values in self.fields.items() if len(values) > 1}

    @property
    def unread(self) -> set[str]:
        """The fields that can differ, and that no walk read."""
        return self.open_fields - self.read

    def grew(self) -> bool:
        """Whether fields were read that are not reckoned with yet; they are from now on."""
        new = (self.seen & self.open_fields) - self.read
        late = (self.late_seen & self.open_fields) - self.late
        self.read |= new
        self.late |= late
        if new:
            self.answers = None
        return bool(new or late)

    def hold(self) -> bool:
        """Note that a flow keeps such an answer while it waits; true if that is new."""
        is_new = not self.is_held
        self.is_held = True
        if is_new:
            self.answers = None
        return is_new


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
    """The form of a question, in a case against these agencies; beyond `most` only pairs."""
    case = SampleCircumstances(today=TODAY, received_on=RECEIVED, agencies=agencies)
    form = Form(question=question, fields=domains(question, dict(samples)), case=case, most=most)
    if prod(map(len, form.fields.values())) <= min(SMALL, most):
        form.read = form.open_fields
    return form


def answers_of(form: Form) -> tuple[Answer, ...]:
    """Every answer that differs in what is read; reduced to pairs only if there are too many."""
    if form.answers is None:
        traced = _traced(form) if form.unread or form.is_held else form.question
        form.reduced = _size(form, form.read) > form.most
        found: dict[Any, Question] = {}
        for values in _pairs(form) if form.reduced else _enumerated(form):
            if (model := _accept(form, values)) is not None:
                found.setdefault(_projected(model, form.read), model)
        form.answers = tuple(_answers(form, traced, list(found.values())))
    return form.answers


def _answers(form: Form, traced: type[Question], models: list[Question]) -> Iterator[Answer]:
    for model in models:
        given = vars(model)
        different = {
            str(form.question.model_fields[name].title): given[name]
            for name in form.fields
            if name in form.read and given[name] != vars(models[0])[name]
        }
        told = "，".join(f"{title}＝{_shown(value)}" for title, value in different.items())
        yield Answer(form.question, traced.model_construct(**given), told or "首个答复", form)


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


def _projected(model: Question, read: set[str]) -> Any:
    return tuple(repr(value) for name, value in vars(model).items() if name in read)


def _enumerated(form: Form) -> Iterator[Values]:
    """All combinations of what is read, each completed so that the model accepts it."""
    if _size(form, form.fields) <= WHOLE:
        yield from (dict(zip(form.fields, v, strict=True)) for v in product(*form.fields.values()))
        return
    names = sorted(form.read)
    for values in product(*(form.fields[name] for name in names)):
        yield _completed(form, dict(zip(names, values, strict=True)))


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


def _traced(form: Form) -> type[Question]:
    """The question's model, telling which of its fields are read."""
    names, seen, late = frozenset(form.fields), form.seen, form.late_seen
    whole = frozenset({"__dict__", "model_dump", "model_dump_json"})

    def watched(self: Question, name: str) -> Any:
        if name in names or name in whole:
            now = names if name in whole else (name,)
            seen.update(now)
            if self is not LATEST[0]:
                late.update(now)
        return object.__getattribute__(self, name)

    space = {"__getattribute__": watched, "__module__": form.question.__module__}
    make: Any = type(form.question)
    traced: type[Question] = make(form.question.__name__, (form.question,), space)
    return traced


def _twin(model: Question) -> Question:
    twin: Question = type(model).__new__(type(model))
    for part in PARTS:
        object.__setattr__(twin, part, object.__getattribute__(model, part))
    return twin
