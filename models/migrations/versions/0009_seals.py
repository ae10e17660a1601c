"""the electronic seal of a letter"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter_seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=40), nullable=False),
        sa.Column("provider", sa.String(length=60), nullable=False),
        sa.Column("certificate", sa.String(length=200), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("sealed_by", sa.String(length=60), nullable=False),
        sa.Column("sealed_at", models.base.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_seal_letter_id_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_seal")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_letter_seal_letter_id")),
    )


def downgrade() -> None:
    op.drop_table("letter_seal")
