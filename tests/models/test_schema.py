"""The migrations lead from nothing to exactly the tables that the code declares."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from models.home import database_url, secret_key
from models.ledger import engine
from models.schema import MIGRATIONS, upgrade
from models.tables import Base
from tests.processes import at_once

pytestmark = pytest.mark.usefixtures("bare_any_home")

A_CASE = text(
    """
    INSERT INTO "case" (id, number, short_code, region, received_on, registered_on, cause, act,
        claims, plaintiff_names, reconsidered, risk_tags, opened_at)
    VALUES (1, '（2026）鄂0503行初12号', 'A1', 'wujiagang', '2026-03-02', '2026-03-02', '', '',
        '', '', FALSE, '[]', '2026-03-02 00:00:00')
    """
)
ITS_LETTER = text(
    """
    INSERT INTO letter (case_id, code, occasion, title, addressee, number, facts, state,
        template_hash, pdf_sha256, docx_sha256, warning, issued_on)
    VALUES (1, 'receipt', '', '收据', '', '', '', 'issued', '', '', '', '', '2026-03-02')
    """
)


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


def _newest() -> str:
    scripts = ScriptDirectory(str(MIGRATIONS))
    return str(scripts.get_current_head())


def test_two_programs_that_start_at_once_both_find_their_tables():
    at_once(upgrade, [(), (), ()])
    assert (_versions(), differences()) == ([_newest()], [])


def test_a_letter_issued_before_keeps_its_case_and_takes_its_region():
    _upgrade_to("0002")
    with engine(database_url()).begin() as connection:
        connection.execute(A_CASE)
        connection.execute(ITS_LETTER)
    upgrade()
    with engine(database_url()).connect() as connection:
        kept = connection.execute(text("SELECT case_id, region, code, issued_by FROM letter"))
        assert [tuple(row) for row in kept] == [(1, "wujiagang", "receipt", "")]


def _upgrade_to(revision: str) -> None:
    secret_key()
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(configuration, revision)
