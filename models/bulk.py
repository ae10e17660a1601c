"""Many rows in one statement, whose text does not grow with them where the database can help."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, String, Table, Text, any_, bindparam, column, func
from sqlalchemy import cast, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import JSON, TypeDecorator

from models.base import Base


def insert_new(
    session: Session,
    table: type[Base],
    rows: Sequence[dict[str, Any]],
    *wanted: InstrumentedAttribute[Any],
) -> Sequence[Row[Any]]:
    """Insert the rows whose natural key is free; the wanted columns of those, by default the id.

    All rows name the same columns.
    """
    if not rows:
        return []
    # The table itself, not the class: rows go in as they are, without an object each.
    made: Table = inspect(table).local_table  # type: ignore[assignment]
    returned = [made.c[one.key] for one in wanted] or list(made.primary_key)
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        plain = sqlite.insert(made).on_conflict_do_nothing().returning(*returned)
        return connection.execute(plain, rows).all()
    names = list(rows[0])
    document = json.dumps([_as_json(row, made, connection.dialect) for row in rows], default=str, ensure_ascii=False)
    given = (
        func.json_to_recordset(cast(bindparam(None, document, type_=Text()), JSON))
        .table_valued(*[column(name, _stored(made.c[name].type)) for name in names])
        .render_derived(with_types=True)
    )
    packed = (
        postgresql.insert(made)
        .from_select(names, select(*given.c))
        .on_conflict_do_nothing()
        .returning(*returned)
    )
    return connection.execute(packed).all()

def _as_json(row, made, dialect):
    return {name: made.c[name].type.process_bind_param(value, dialect) if isinstance(made.c[name].type, TypeDecorator) else value for name, value in row.items()}

def _stored(of):
    return of.impl if isinstance(of, TypeDecorator) else of

def among(
    session: Session, named: InstrumentedAttribute[Any], values: Collection[Any]
) -> ColumnElement[bool]:
    """Whether a column is one of the values, of which there may be thousands."""
    if _is_sqlite(session):
        return named.in_(values)
    return named == any_(_array(list(values), named.type))


def _array(values: list[Any], of: Any) -> ColumnElement[Any]:
    # A cast to varchar(n) would cut what is too long without a word.
    unbounded = Text() if type(of) is String else of
    return bindparam(None, values, type_=postgresql.ARRAY(unbounded))


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
