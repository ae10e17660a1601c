"""clocks that change: followers, exclusions, corrections; walks that are stayed or repeated"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exclusion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=120), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_exclusion_deadline_id_deadline")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion")),
        sa.UniqueConstraint("deadline_id", "cause", name=op.f("uq_exclusion_deadline_id_cause")),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(length=160), nullable=False),
        sa.Column("before", sa.Date(), nullable=True),
        sa.Column("after", sa.Date(), nullable=False),
        sa.Column("corrected_by", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("corrected_at", models.base.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_correction_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction") as table:
        table.create_index(table.f("ix_correction_case_id"), ["case_id"], unique=False)
    with op.batch_alter_table("deadline") as table:
        table.add_column(
            sa.Column("recipient", sa.String(length=200), nullable=False, server_default="")
        )
        table.add_column(
            sa.Column("fact", sa.String(length=160), nullable=False, server_default="")
        )
        table.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_deadline_follows_id_deadline"), "deadline", ["follows_id"], ["id"]
        )
        table.drop_index(table.f("ix_deadline_due_on"))
        table.drop_index(table.f("ix_deadline_state"))
        table.create_index("ix_deadline_state_due_on", ["state", "due_on"], unique=False)
        table.create_index("ix_deadline_state_act_by", ["state", "act_by"], unique=False)
        table.create_index(
            "ix_deadline_status_calendar", ["status", "calendar_version"], unique=False
        )
    with op.batch_alter_table("todo") as table:
        table.add_column(sa.Column("rule", sa.String(length=40), nullable=True))
    with op.batch_alter_table("case_path") as table:
        table.add_column(sa.Column("walk", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(
            sa.Column("held_by", sa.String(length=120), nullable=False, server_default="")
        )
    with op.batch_alter_table("filing") as table:
        table.add_column(
            sa.Column("path", sa.String(length=40), nullable=False, server_default="registration")
        )


def downgrade() -> None:
    with op.batch_alter_table("filing") as table:
        table.drop_column("path")
    with op.batch_alter_table("case_path") as table:
        table.drop_column("held_by")
        table.drop_column("walk")
    with op.batch_alter_table("todo") as table:
        table.drop_column("rule")
    with op.batch_alter_table("deadline") as table:
        table.drop_index("ix_deadline_status_calendar")
        table.drop_index("ix_deadline_state_act_by")
        table.drop_index("ix_deadline_state_due_on")
        table.create_index(table.f("ix_deadline_state"), ["state"], unique=False)
        table.create_index(table.f("ix_deadline_due_on"), ["due_on"], unique=False)
        table.drop_constraint(op.f("fk_deadline_follows_id_deadline"), type_="foreignkey")
        table.drop_column("follows_id")
        table.drop_column("fact")
        table.drop_column("recipient")
    op.drop_table("correction")
    op.drop_table("exclusion")
