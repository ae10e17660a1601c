"""Many rows in one statement, whose text does not grow with them on PostgreSQL."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Result,
    Row,
    Select,
    String,
    Table,
    Text,
    any_,
    bindparam,
    cast,
    column,
    func,
    inspect,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import TypeDecorator

from models.base import Base

T = TypeVar("T")


def insert_new(
    session: Session,
    table: type[Base],
    rows: Sequence[dict[str, Any]],
    *wanted: InstrumentedAttribute[Any],
    **same: Any,
) -> Sequence[Row[Any]]:
    """Insert the rows whose natural key is free; the wanted columns of those, by default the id.

    All rows name the same columns; `same` are the values that all of them share.
    """
    if not rows:
        return []
    # The table itself, not the class: rows go in as they are, without an object each.
    made: Table = inspect(table).local_table  # type: ignore[assignment]
    returned = [made.c[one.key] for one in wanted] or list(made.primary_key)
    session.flush()
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        plain = sqlite.insert(made).on_conflict_do_nothing().returning(*returned)
        return connection.execute(plain, [row | same for row in rows]).all()
    own = [made.c[name] for name in rows[0]]
    shared = [literal(value, made.c[name].type) for name, value in same.items()]
    packed = (
        postgresql.insert(made)
        .from_select([*rows[0], *same], _as_document(connection, own, rows).add_columns(*shared))
        .on_conflict_do_nothing()
        .returning(*returned)
    )
    return connection.execute(packed).all()


def among(
    session: Session, named: InstrumentedAttribute[Any], values: Collection[Any]
) -> ColumnElement[bool]:
    """Whether a column is one of the values, of which there may be thousands."""
    if session.get_bind().dialect.name == "sqlite":
        return named.in_(values)
    # Of text without a length: a cast to varchar(n) would cut what is too long without a word.
    item = Text() if isinstance(named.type, String) else named.type
    return named == any_(bindparam(None, list(values), type_=postgresql.ARRAY(item)))


def slices(things: Iterable[T], most: int) -> Iterator[list[T]]:
    """The things in their order, so many at a time."""
    rest = iter(things)
    while taken := list(islice(rest, most)):
        yield taken


def touched(result: Result[Any]) -> int:
    """How many rows an update changed."""
    return int(result.rowcount)  # type: ignore[attr-defined]


def _as_document(
    connection: Connection, columns: Sequence[Column[Any]], rows: Sequence[dict[str, Any]]
) -> Select[Any]:
    """The rows as one JSON parameter: thousands of parameters cost more than the insert."""
    ours = {one.name: one.type for one in columns if isinstance(one.type, TypeDecorator)}
    plain = [
        row
        | {name: of.process_bind_param(row[name], connection.dialect) for name, of in ours.items()}
        for row in rows
    ]
    document = json.dumps(plain, default=str, ensure_ascii=False)
    stored = [
        column(one.name, ours[one.name].impl if one.name in ours else one.type) for one in columns
    ]
    return select(
        *func.json_to_recordset(cast(bindparam(None, document, type_=Text()), JSON))
        .table_valued(*stored)
        .render_derived(with_types=True)
        .c
    )
