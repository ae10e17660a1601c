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

A_CHANNEL = text(
    """
    INSERT INTO contact (id, role, organ, label, url, channel, active, case_code, rank, starts_on)
    VALUES (:id, '调解员', '', '张', '', '', TRUE, '', :rank, '2026-01-01')
    """
)
A_DIGEST = text(
    """
    INSERT INTO notice (contact_id, event_key, template, subject, body, wording, state, attempts,
        claimed_by, detail, evidence, message_id, queued_at, title, duty)
    VALUES (1, 'digest:1', 'digest', '', '', '', 'queued', 0, '', '', '', '',
        '2026-01-01 00:00:00', '', '')
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


def test_terms_and_digests_can_be_taken_back():
    upgrade()
    with engine(database_url()).begin() as connection:
        for rank in (1, 2):
            connection.execute(A_CHANNEL, {"id": rank, "rank": rank})
        connection.execute(A_DIGEST)
    _downgrade_to("0013")
    with engine(database_url()).connect() as connection:
        labels = connection.execute(text("SELECT label FROM contact ORDER BY id")).scalars().all()
        assert labels == ["张", "张#2"], "each kept, under a name of its own"
        assert connection.execute(text("SELECT count(*) FROM notice")).scalar() == 0
    upgrade()
    assert differences() == []


def test_batches_and_leads_can_be_taken_back():
    upgrade()
    _downgrade_to("0018")
    left = inspect(engine(database_url())).get_table_names()
    assert not {"information_batch", "information_row", "lead"} & set(left)
    upgrade()
    assert differences() == []


def _downgrade_to(revision: str) -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    command.downgrade(configuration, revision)


def _upgrade_to(revision: str) -> None:
    secret_key()
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(configuration, revision)
