"""Bringing the ledger's tables to the form this release expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from models.home import database_url
from models.ledger import engine

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade() -> None:
    """Apply every migration that is missing; nothing happens when there is none."""
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    with engine(database_url()).begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
