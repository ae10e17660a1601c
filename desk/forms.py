"""A question as an HTML form: widgets from its shapes, and the answer back from what was typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.shapes import Kind, Shape

ROW_MARK = "__row__"
Answer = dict[str, Any]
Problems = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """One value on the page: what is asked, what was typed, what is wrong with it."""

    shape: Shape
    name: str
    value: str
    problems: tuple[str, ...]
    parts: tuple["Widget", ...] = ()
    # An empty row with `ROW_MARK` for its number, from which the page makes further ones.
    blank: "Widget | None" = None
    required: bool = False

    @property
    def id(self) -> str:
        """The element's id."""
        return f"field-{self.name.replace('.', '-')}"

    @property
    def has_happened(self) -> bool:
        """A date of the past, by the naming convention of questions."""
        return self.name.endswith("_on") and "." not in self.name


def lay_out(
    shapes: Sequence[Shape], answer: Mapping[str, Any], problems: Problems, *, more: str = ""
) -> tuple[Widget, ...]:
    """Lay out the widgets of a form; the rows named `more` get one row more than are filled."""
    return tuple(
        _widget(shape, shape.name, answer.get(shape.name, shape.default), problems, more)
        for shape in shapes
    )


def read_answer(shapes: Sequence[Shape], typed: Mapping[str, str]) -> Answer:
    """Read what was typed as the question's JSON; empty values and empty rows are left out."""
    return _read_fields(shapes, typed, "")


def _widget(shape: Shape, name: str, value: Any, problems: Problems, more: str) -> Widget:
    parts: tuple[Widget, ...] = ()
    blank = None
    if shape.kind is Kind.GROUP:
        parts = _group(shape, name, value, problems, more)
    elif shape.kind is Kind.ROWS:
        rows = list(value) if isinstance(value, list | tuple) else []
        wanted = max(shape.least or 0, 1, len(rows) + (more == name))
        rows += [None] * (wanted - len(rows))
        parts = tuple(_row(shape, name, str(n), row, problems) for n, row in enumerate(rows))
        blank = _row(shape, name, ROW_MARK, None, {})
    return Widget(
        shape=shape,
        name=name,
        value="" if value is None or parts else str(value),
        problems=tuple(problems.get(name, ())),
        parts=parts,
        blank=blank,
        # An empty row counts for nothing, so nothing in a row can be required by the browser.
        required=shape.required and "." not in name,
    )


def _group(
    shape: Shape, name: str, value: Any, problems: Problems, more: str
) -> tuple[Widget, ...]:
    given = value if isinstance(value, Mapping) else {}
    in_row = "." in name  # A row with a default in it would no longer be empty.
    return tuple(
        _widget(
            part,
            f"{name}.{part.name}",
            given.get(part.name, None if in_row else part.default),
            problems,
            more,
        )
        for part in shape.parts
    )


def _row(shape: Shape, name: str, number: str, value: Any, problems: Problems) -> Widget:
    return _widget(shape.item, f"{name}.{number}", value, problems, "")


def _read_fields(shapes: Sequence[Shape], typed: Mapping[str, str], prefix: str) -> Answer:
    read = ((shape.name, _read(shape, typed, f"{prefix}{shape.name}")) for shape in shapes)
    return {name: value for name, value in read if value is not None}


def _read(shape: Shape, typed: Mapping[str, str], name: str) -> Any:
    """Read a value; None where nothing was typed."""
    match shape.kind:
        case Kind.ROWS:
            rows = [_read(shape.item, typed, f"{name}.{n}") for n in _row_numbers(typed, name)]
            return [row for row in rows if row is not None] or None
        case Kind.GROUP:
            return _read_fields(shape.parts, typed, f"{name}.") or None
        case _:
            return typed.get(name) or None


def _row_numbers(typed: Mapping[str, str], name: str) -> list[int]:
    """List the rows that were sent, in their order, however they are numbered."""
    found = (re.match(rf"{re.escape(name)}\.([0-9]{{1,6}})(\.|$)", key) for key in typed)
    return sorted({int(match[1]) for match in found if match})
