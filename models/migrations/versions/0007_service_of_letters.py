"""service of letters: one row a recipient and attempt; where each party is served"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "service_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("accepts_electronic", sa.Boolean(), nullable=False),
        sa.Column("confirmed", models.base.EncryptedText(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("recorded_at", models.base.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_service_address_case_id_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_address")),
        sa.UniqueConstraint(
            "case_id",
            "role",
            "position",
            "name",
            name=op.f("uq_service_address_case_id_role_position_name"),
        ),
    )
    op.create_table(
        "letter_service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("deliver_to", models.base.EncryptedText(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("fact", sa.String(length=160), nullable=False),
        sa.Column("report", models.base.EncryptedText(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=True),
        sa.Column("evidence_name", models.base.EncryptedText(), nullable=False),
        sa.Column("evidence_sha256", sa.String(length=64), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("recorded_at", models.base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_service_letter_id_letter")
        ),
        sa.ForeignKeyConstraint(
            ["address_id"],
            ["service_address.id"],
            name=op.f("fk_letter_service_address_id_service_address"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_service")),
        sa.UniqueConstraint(
            "letter_id",
            "role",
            "position",
            "name",
            "attempt",
            name=op.f("uq_letter_service_letter_id_role_position_name_attempt"),
        ),
    )
    op.create_index(
        "ix_letter_service_state_opened_on",
        "letter_service",
        ["state", "opened_on"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_letter_service_state_opened_on", table_name="letter_service")
    op.drop_table("letter_service")
    op.drop_table("service_address")
