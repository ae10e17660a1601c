"""The two doors to the ledger: a transaction that commits all or nothing, and a view."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import Base
from models.home import database_url

# The largest import is one transaction and takes a minute or more; all others outwait it.
BUSY_SECONDS = 180
TRIES_A_SECOND = 20
READS = "fuyuan_reads"


@contextmanager
def ledger() -> Iterator[Session]:
    """One transaction: committed when the block ends, rolled back when it raises."""
    with Session(engine(database_url()), expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """A view of the ledger that waits for no writer; what is changed in it is not kept."""
    bound = engine(database_url()).execution_options(**{READS: True})
    with Session(bound, expire_on_commit=False, autoflush=False) as session:
        yield session


def insert_once(session: Session, table: type[Base], **values: Any) -> bool:
    """Insert unless its natural key is taken; true if this call inserted it."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    # What comes back is counted, for drivers do not agree on the row count of a refused insert.
    statement = (
        dialect.insert(table)
        .values(**values)
        .on_conflict_do_nothing()
        .returning(inspect(table).primary_key[0])
    )
    return session.execute(statement).first() is not None


def one_at_a_time(session: Session, what: str) -> None:
    """Wait until nobody else does this, and keep others waiting until the transaction ends.

    For work that takes several locks in an order of its own: two of it would wait for each other.
    SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(what))))


@cache
def engine(url: str) -> Engine:
    """The engine of a database, one a process; SQLite in WAL with immediate write transactions."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    made = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(made, "connect", _configure_sqlite)
    event.listen(made, "begin", _begin)
    return made


def _configure_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes too late and takes the lock in two steps, which deadlocks.
    connection.isolation_level = None
    _write_ahead(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: Any) -> None:
    # The change of mode does not wait for a lock, as all else does: two programs that open a new
    # ledger at once would meet there. It is made once in the life of a file.
    for _ in range(BUSY_SECONDS * TRIES_A_SECOND):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except OperationalError:
            time.sleep(1 / TRIES_A_SECOND)
        else:
            return
    connection.execute("PRAGMA journal_mode=WAL")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
