"""Bringing the ledger's tables to the form this release expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from models.home import database_url, secret_key
from models.ledger import engine

LOCK = 20_260_322  # Any number, as long as nobody else takes it.
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade() -> None:
    """Apply every migration that is missing; nothing happens when there is none."""
    secret_key()  # Made together with the ledger; a ledger that lost its key is not opened.
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    with engine(database_url()).begin() as connection:
        if connection.dialect.name == "postgresql":
            # Two programs that start at once: the second finds the work done.
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
