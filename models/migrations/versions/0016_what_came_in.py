"""what came in is counted apart from what became of it; runs that need a process of their own"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("import_batch") as table:
        table.add_column(sa.Column("received", sa.Integer(), nullable=False, server_default="0"))
    # What came before was not counted apart: it is taken to have been counted rightly.
    op.execute("UPDATE import_batch SET received = accepted + duplicates + rejected")
    with op.batch_alter_table("trigger") as table:
        table.add_column(
            sa.Column("isolated", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    with op.batch_alter_table("trigger") as table:
        table.drop_column("isolated")
    with op.batch_alter_table("import_batch") as table:
        table.drop_column("received")
