"""Many rows in one statement, whose text does not grow with them where the database can help."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    String,
    Table,
    Text,
    any_,
    bindparam,
    func,
    inspect,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

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
    columns = [made.c[one.key] for one in wanted] or list(made.primary_key)
    if _is_sqlite(session):
        plain = sqlite.insert(made).on_conflict_do_nothing().returning(*columns)
        return session.connection().execute(plain, rows).all()
    names = list(rows[0])
    arrays = [_array([row[name] for row in rows], made.c[name].type) for name in names]
    given = func.unnest(*arrays).table_valued(*names).render_derived()
    return (
        session.connection()
        .execute(
            postgresql.insert(made)
            .from_select(names, select(*given.c))
            .on_conflict_do_nothing()
            .returning(*columns)
        )
        .all()
    )


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
