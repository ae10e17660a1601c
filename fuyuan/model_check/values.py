"""What a field of a form may hold: every choice, empty and filled, the ends of a range."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice, product
from math import prod
from typing import Annotated, Any, Final

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from desk.shapes import Kind, Shape, shapes_of

RECEIVED: Final = dt.date(2026, 11, 2)
TODAY: Final = dt.date(2026, 11, 6)
LATER: Final = dt.date(2026, 11, 20)
AGENCIES: Final = ("区教育局", "区自然资源局")
# A row of which each kind is tried; what a row holds more is not what a procedure branches on.
MOST_ROWS = 60
# Words that must be those of the case, or that set one side from the other.
NAMED = {
    "agency": AGENCIES,
    "lead": AGENCIES,
    "debtor": ("周某", AGENCIES[0]),
}
TEXTS = ("样例", "2026-11-20T09:30:00+08:00", "13800001111", "1.00", "9:30", *AGENCIES)


class Absent:
    """The field is left empty."""

    def __repr__(self) -> str:
        """As it is shown."""
        return "（空）"


ABSENT: Final = Absent()


def domains(question: type[BaseModel], given: dict[str, tuple[Any, ...]]) -> dict[str, list[Any]]:
    """Every value worth trying in each field, the plainest first; `given` are named samples."""
    return {
        shape.name: _accepted(question.model_fields[shape.name], shape, given.get(shape.name))
        for shape in shapes_of(question)
    }


def _accepted(field: FieldInfo, shape: Shape, given: tuple[Any, ...] | None) -> list[Any]:
    declared: Any = Annotated[field.annotation, field]
    adapter: TypeAdapter[Any] = TypeAdapter(declared)
    candidates = given if given is not None else _candidates(shape)
    found = [value for value in candidates if _is_accepted(adapter, value)]
    if shape.kind is Kind.TEXT and given is None and shape.name not in NAMED:
        found = found[:1]
    if shape.required:
        return found
    return [ABSENT, *(value for value in found if value not in (shape.default, []))]


def _is_accepted(adapter: TypeAdapter[Any], value: Any) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def _candidates(shape: Shape) -> list[Any]:
    match shape.kind:
        case Kind.CHOICE:
            return [{"true": True, "false": False}.get(value, value) for value, _ in shape.choices]
        case Kind.DATE:
            return [TODAY] if shape.name.endswith("_on") else [LATER, RECEIVED]
        case Kind.INTEGER | Kind.DECIMAL:
            return _numbers(shape)
        case Kind.GROUP:
            return list(islice(_groups(shape), MOST_ROWS))
        case Kind.ROWS:
            return _rows(shape)
        case Kind.TEXT:
            return list(NAMED.get(shape.name, TEXTS))


def _numbers(shape: Shape) -> list[Any]:
    tried = [shape.default, shape.least, 0, 1, shape.most]
    numbers = [number for number in tried if number is not None]
    return list(dict.fromkeys(int(number) for number in numbers))


def _groups(shape: Shape) -> Iterator[dict[str, Any]]:
    """The rows a group can be; parts that hold only text have one value."""
    parts = [_part_values(part) for part in shape.parts]
    if prod(map(len, parts)) > MOST_ROWS:
        yield from _one_by_one(shape, parts)
        return
    for values in product(*parts):
        yield _row(shape, values)


def _one_by_one(shape: Shape, parts: list[list[Any]]) -> Iterator[dict[str, Any]]:
    plainest = [values[0] for values in parts]
    yield _row(shape, plainest)
    for position, values in enumerate(parts):
        for value in values[1:]:
            yield _row(shape, [*plainest[:position], value, *plainest[position + 1 :]])


def _row(shape: Shape, values: Any) -> dict[str, Any]:
    named = zip((part.name for part in shape.parts), values, strict=True)
    return {name: value for name, value in named if value is not ABSENT}


def _part_values(part: Shape) -> list[Any]:
    is_one = part.kind is Kind.TEXT and part.name not in NAMED
    values = _candidates(part)[:1] if is_one else _candidates(part)
    if part.kind in {Kind.INTEGER, Kind.DECIMAL}:
        values = [1]
    return values if part.required else [ABSENT, *values]


def _rows(shape: Shape) -> list[Any]:
    least = max(shape.least or 0, 1)
    items = _candidates(shape.item)[:1] if shape.item.kind is Kind.TEXT else None
    items = items or _candidates(shape.item)[:MOST_ROWS]
    rows = [[item, *([items[0]] * (least - 1))] for item in items]
    return rows if shape.least else [[], *rows]
