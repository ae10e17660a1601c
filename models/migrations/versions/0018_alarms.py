"""alarms of the installation itself, and notices that belong to no case"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0018"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notice") as table:
        table.alter_column("case_id", existing_type=sa.Integer(), nullable=True)
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("raised_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("over_at", models.base.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint("key", name=op.f("uq_alarm_key")),
    )
    op.create_index("ix_alarm_kind_subject", "alarm", ["kind", "subject"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_alarm_kind_subject", table_name="alarm")
    op.drop_table("alarm")
    # Without a case there was no place for these.
    op.execute("DELETE FROM notice WHERE case_id IS NULL")
    with op.batch_alter_table("notice") as table:
        table.alter_column("case_id", existing_type=sa.Integer(), nullable=False)
