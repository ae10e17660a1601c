"""The migrations lead from nothing to exactly the tables that the code declares."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from models.home import database_url, secret_key
from models.ledger import engine
from models.schema import MIGRATIONS, upgrade
from models.tables import Base
from tests.processes import at_once

pytestmark = pytest.mark.usefixtures("bare_any_home")


def differences() -> list[object]:
    with engine(database_url()).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def test_an_upgrade_from_nothing_gives_the_declared_tables():
    secret_key()
    assert differences(), "without tables there must be something to report"
    upgrade()
    assert differences() == []


def test_every_declared_table_is_there():
    upgrade()
    tables = set(inspect(engine(database_url())).get_table_names())
    assert tables == {*Base.metadata.tables, "alembic_version"}


def test_a_second_upgrade_changes_nothing():
    upgrade()
    before = _versions()
    upgrade()
    assert (_versions(), differences()) == (before, [])


def _versions() -> list[str]:
    with engine(database_url()).connect() as connection:
        return list(MigrationContext.configure(connection).get_current_heads())


def test_two_programs_that_start_at_once_both_find_their_tables():
    at_once(upgrade, [(), (), ()])
    assert (_versions(), differences()) == (ScriptDirectory(str(MIGRATIONS)).get_heads(), [])
