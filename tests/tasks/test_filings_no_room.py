"""A database without room left: a delivery is refused whole, and goes in when there is room."""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, OperationalError

from models.filing import FilingRecord, ImportBatch
from models.home import database_url
from models.ledger import engine
from models.number import GivenNumber
from models.outbox import Trigger
from tasks.filings import Delivery, store_filings
from tasks.intake_balance import balance
from tests.building import count, filing, stored

TABLES = (ImportBatch, FilingRecord, GivenNumber, Trigger)
MANY = [filing(n, claims="请求" * 400) for n in range(1, 9)]


def there() -> list[int]:
    return [count(table) for table in TABLES]


def deliver() -> None:
    store_filings(MANY, Delivery(source="送来.xlsx", region="wujiagang"))


@contextmanager
def room_for(pages: int) -> Iterator[None]:
    """The quota of an SQLite database: so many pages more than it has."""
    bound = engine(database_url())
    with bound.connect() as connection:
        has = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={has + pages}")

    bound.dispose()
    event.listen(bound, "connect", limit)
    try:
        yield
    finally:
        event.remove(bound, "connect", limit)
        bound.dispose()


@pytest.mark.usefixtures("home")
def test_wherever_an_embedded_ledger_is_full_a_delivery_is_refused_whole():
    stored(filing(0))
    before = there()
    for pages in range(200):
        with room_for(pages):
            try:
                deliver()
            except OperationalError as full:
                assert "full" in str(full)  # noqa: PT017  (it need not be raised each time)
            else:
                break
        assert there() == before, pages
        assert balance().differences == ()
    assert pages, "there was room from the start"
    assert there() == [before[0] + 1, *(counted + len(MANY) for counted in before[1:])]
    assert balance().differences == ()


@contextmanager
def full_at(table: str, row: int) -> Iterator[None]:
    """PostgreSQL has no room for the row of this number: the error it gives when a disk is full."""
    bound = engine(database_url())
    with bound.begin() as connection:
        connection.execute(text("CREATE SEQUENCE rows_written"))
        connection.execute(
            text(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF nextval('rows_written') >= {row} THEN RAISE EXCEPTION "
                "'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; "
                "END IF; RETURN NEW; END $$"
            )
        )
        connection.execute(
            text(
                f'CREATE TRIGGER no_room BEFORE INSERT ON "{table}" '
                "FOR EACH ROW EXECUTE FUNCTION no_room()"
            )
        )
    try:
        yield
    finally:
        with bound.begin() as connection:
            connection.execute(text("DROP FUNCTION no_room CASCADE"))
            connection.execute(text("DROP SEQUENCE rows_written"))


@pytest.mark.usefixtures("postgresql_home")
@pytest.mark.parametrize(
    ("table", "row"),
    [("import_batch", 1), *itertools.product(("filing", "given_number", "trigger"), (1, 5))],
)
def test_wherever_a_server_has_no_room_a_delivery_is_refused_whole(table: str, row: int):
    before = there()
    with full_at(table, row), pytest.raises(DBAPIError) as full:
        deliver()
    assert full.value.orig is not None
    assert full.value.orig.sqlstate == "53100"
    assert there() == before
    deliver()
    assert there() == [before[0] + 1, *(counted + len(MANY) for counted in before[1:])]
    assert balance().differences == ()
