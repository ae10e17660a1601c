"""letters that no longer hold: marks, reissues, the words and the engine they were made with"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBERED = sa.text("number <> ''")


def upgrade() -> None:
    op.create_table(
        "letter_words",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("template", sa.String(length=120), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("stored_at", models.base.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_letter_words")),
    )
    op.create_table(
        "letter_engine",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("stored_at", models.base.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_letter_engine")),
    )
    with op.batch_alter_table("letter") as table:
        table.add_column(sa.Column("fact_types", sa.JSON(), nullable=False, server_default="{}"))
        for name, length in (("engine_hash", 64), ("pdf_standard", 10), ("ordered_by", 100)):
            table.add_column(
                sa.Column(name, sa.String(length=length), nullable=False, server_default="")
            )
        table.add_column(sa.Column("order_reason", sa.Text(), nullable=False, server_default=""))
        for name, length in (("mark", 20), ("marked_by", 100)):
            table.add_column(
                sa.Column(name, sa.String(length=length), nullable=False, server_default="")
            )
        table.add_column(sa.Column("mark_reason", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("marked_at", models.base.UtcDateTime(), nullable=True))
    # By hand, because Alembic would copy the table, which nothing that refers to it survives.
    op.execute(
        "ALTER TABLE letter ADD COLUMN replaces_id INTEGER"
        " CONSTRAINT fk_letter_replaces_id_letter REFERENCES letter (id)"
    )
    op.create_index(op.f("ix_letter_state"), "letter", ["state"], unique=False)
    op.create_index(op.f("ix_letter_replaces_id"), "letter", ["replaces_id"], unique=False)
    op.create_index(
        "uq_letter_number",
        "letter",
        ["number"],
        unique=True,
        sqlite_where=NUMBERED,
        postgresql_where=NUMBERED,
    )
    # Until now every letter was made to this standard, though none says so.
    op.execute("UPDATE letter SET pdf_standard = 'a-2b' WHERE state <> 'reserved'")
    with op.batch_alter_table("number_sequence") as table:
        table.add_column(
            sa.Column("began_after", sa.Integer(), nullable=False, server_default="0")
        )
        table.add_column(
            sa.Column("began_by", sa.String(length=100), nullable=False, server_default="")
        )
        table.add_column(sa.Column("began_reason", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("given_number") as table:
        table.alter_column(
            "given_to", existing_type=sa.String(length=120), type_=sa.String(length=200)
        )


def downgrade() -> None:
    with op.batch_alter_table("given_number") as table:
        table.alter_column(
            "given_to", existing_type=sa.String(length=200), type_=sa.String(length=120)
        )
    with op.batch_alter_table("number_sequence") as table:
        for name in ("began_reason", "began_by", "began_after"):
            table.drop_column(name)
    op.drop_index("uq_letter_number", table_name="letter")
    op.drop_index(op.f("ix_letter_replaces_id"), table_name="letter")
    op.drop_index(op.f("ix_letter_state"), table_name="letter")
    with op.batch_alter_table("letter") as table:
        for name in (
            *("marked_at", "mark_reason", "marked_by", "mark", "replaces_id", "order_reason"),
            *("ordered_by", "pdf_standard", "engine_hash", "fact_types"),
        ):
            table.drop_column(name)
    op.drop_table("letter_engine")
    op.drop_table("letter_words")
