"""alarms of the installation itself"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
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
    # Nobody would know any more what these were about.
    op.execute("DELETE FROM notice WHERE template = 'alarm'")
