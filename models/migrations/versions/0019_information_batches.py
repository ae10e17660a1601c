"""batches of information between offices, and leads"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "information_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("region", sa.String(length=40), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("receiver", sa.String(length=200), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("at", models.base.UtcDateTime(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=True),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_batch")),
        sa.UniqueConstraint(
            "direction", "digest", name=op.f("uq_information_batch_direction_digest")
        ),
    )
    op.create_index(op.f("ix_information_batch_region"), "information_batch", ["region"])
    op.create_table(
        "information_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["information_batch.id"],
            name=op.f("fk_information_row_batch_id_information_batch"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_row")),
        sa.UniqueConstraint("batch_id", "position", name=op.f("uq_information_row_batch_id_position")),
    )
    op.create_table(
        "lead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("region", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("risk", sa.String(length=500), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("filing_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.String(length=100), nullable=False),
        sa.Column("decided_at", models.base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["information_batch.id"], name=op.f("fk_lead_batch_id_information_batch")
        ),
        sa.ForeignKeyConstraint(["filing_id"], ["filing.id"], name=op.f("fk_lead_filing_id_filing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead")),
        sa.UniqueConstraint("key", name=op.f("uq_lead_key")),
    )
    op.create_index(op.f("ix_lead_batch_id"), "lead", ["batch_id"])
    op.create_index(op.f("ix_lead_filing_id"), "lead", ["filing_id"])
    op.create_index("ix_lead_region_recorded_at", "lead", ["region", "recorded_at"])


def downgrade() -> None:
    op.drop_table("lead")
    op.drop_table("information_row")
    op.drop_table("information_batch")
