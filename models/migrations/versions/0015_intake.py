"""filings: who files, what resembles what, who may send them"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("import_batch") as table:
        table.add_column(
            sa.Column("sender", sa.String(length=60), nullable=False, server_default="")
        )
    op.create_table(
        "filing_person",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("filing_id", sa.Integer(), sa.ForeignKey("filing.id"), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.UniqueConstraint("filing_id", "key"),
    )
    op.create_index(op.f("ix_filing_person_key"), "filing_person", ["key"])
    op.create_table(
        "filing_likeness",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("filing_id", sa.Integer(), sa.ForeignKey("filing.id"), nullable=False),
        sa.Column("earlier_id", sa.Integer(), sa.ForeignKey("filing.id"), nullable=False),
        sa.Column("grounds", sa.String(length=200), nullable=False),
        sa.UniqueConstraint("filing_id", "earlier_id"),
    )
    op.create_index(op.f("ix_filing_likeness_earlier_id"), "filing_likeness", ["earlier_id"])
    op.create_table(
        "intake_source",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(length=60), nullable=False, unique=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False, unique=True),
        sa.Column("region", sa.String(length=40), nullable=False),
        sa.Column("per_minute", sa.Integer(), nullable=False),
        sa.Column("signing_key", models.base.EncryptedText(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("revoked_at", models.base.UtcDateTime(), nullable=True),
    )
    op.create_table(
        "intake_receipt",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("receipt", sa.String(length=32), nullable=False, unique=True),
        sa.Column("source_id", sa.Integer(), sa.ForeignKey("intake_source.id"), nullable=False),
        sa.Column("idempotency_key", sa.String(length=100), nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.Integer(), sa.ForeignKey("import_batch.id"), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.UniqueConstraint("source_id", "idempotency_key"),
    )
    op.create_index(op.f("ix_intake_receipt_batch_id"), "intake_receipt", ["batch_id"])


def downgrade() -> None:
    for name in ("intake_receipt", "intake_source", "filing_likeness", "filing_person"):
        op.drop_table(name)
    with op.batch_alter_table("import_batch") as table:
        table.drop_column("sender")
