"""Alembic runs this; it gets its connection from models.schema, or opens the configured ledger."""

from alembic import context

from models.home import database_url
from models.ledger import engine
from models.tables import Base


def run(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with engine(database_url()).begin() as opened:
        run(opened)
