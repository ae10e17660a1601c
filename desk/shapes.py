"""What a form has to ask, read off a question's JSON schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import BaseModel

YES_NO = (("true", "是"), ("false", "否"))


class Kind(StrEnum):
    """How a value is asked for."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    CHOICE = "choice"
    GROUP = "group"
    ROWS = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One value of a form: `parts` are a group's fields, or the one item of which rows are made."""

    name: str
    title: str
    help: str
    kind: Kind
    required: bool
    default: Any = None
    choices: tuple[tuple[str, str], ...] = ()
    least: int | None = None
    most: int | None = None
    parts: tuple["Shape", ...] = ()

    @property
    def item(self) -> "Shape":
        """What each row asks."""
        return self.parts[0]


@cache
def shapes_of(model: type[BaseModel]) -> tuple[Shape, ...]:
    """Read the fields of a model, in their order. Raises TypeError for what no form can ask."""
    schema = model.model_json_schema()
    return _fields(schema, schema.get("$defs", {}))


def titles_of(shapes: tuple[Shape, ...], location: tuple[int | str, ...]) -> list[str]:
    """Return the titles on the way to a value, as people count and name them."""
    titles: list[str] = []
    for part in location:
        if isinstance(part, int):
            titles.append(f"第{part + 1}项")
            shapes = shapes[0].parts if shapes else ()
            continue
        found = next((shape for shape in shapes if shape.name == part), None)
        titles.append(found.title if found else str(part)[:40])
        shapes = found.parts if found else ()
    return titles


def _fields(schema: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[Shape, ...]:
    required = schema.get("required", ())
    return tuple(
        _shape(name, node, known, required=name in required)
        for name, node in schema.get("properties", {}).items()
    )


def _shape(
    name: str, node: Mapping[str, Any], known: Mapping[str, Any], *, required: bool
) -> Shape:
    told = _resolve(node, known)
    kind = _kind(name, told)
    return Shape(
        name=name,
        title=node.get("title") or told.get("title") or name,
        help=node.get("description", ""),
        kind=kind,
        required=required,
        default=node.get("default"),
        choices=_choices(told) if kind is Kind.CHOICE else (),
        least=told.get("minItems" if kind is Kind.ROWS else "minimum"),
        most=told.get("maximum", told.get("maxLength")),
        parts=_parts(kind, told, known),
    )


def _resolve(node: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow references; of alternatives take the first that is not null."""
    if reference := node.get("$ref"):
        return _resolve(known[reference.rpartition("/")[2]], known)
    if alternatives := node.get("anyOf"):
        return _resolve(next(each for each in alternatives if each.get("type") != "null"), known)
    return node


def _kind(name: str, node: Mapping[str, Any]) -> Kind:
    if "enum" in node or "const" in node or node.get("type") == "boolean":
        return Kind.CHOICE
    kinds = {
        "string": Kind.DATE if node.get("format") == "date" else Kind.TEXT,
        "integer": Kind.INTEGER,
        "number": Kind.DECIMAL,
        "array": Kind.ROWS,
        "object": Kind.GROUP,
    }
    kind = kinds.get(node.get("type", ""))
    if kind is None:
        message = f"表单无法询问“{name}”：{node}"
        raise TypeError(message)
    return kind


def _choices(node: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    if node.get("type") == "boolean":
        return YES_NO
    values = node.get("enum") or [node["const"]]
    return tuple((str(value), str(value)) for value in values)


def _parts(kind: Kind, node: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[Shape, ...]:
    if kind is Kind.GROUP:
        return _fields(node, known)
    if kind is Kind.ROWS:
        return (_shape("", node["items"], known, required=False),)
    return ()
