"""terms and channels of contacts, digests of notices, duties that were sent back"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BEFORE, AFTER = ["role", "organ", "label"], [
    *("role", "organ", "case_code", "label", "rank", "starts_on"),
]


def upgrade() -> None:
    with op.batch_alter_table("contact") as table:
        table.add_column(
            sa.Column("case_code", sa.String(length=16), nullable=False, server_default="")
        )
        table.add_column(sa.Column("rank", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(
            sa.Column("starts_on", sa.Date(), nullable=False, server_default="1900-01-01")
        )
        table.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
        table.drop_constraint(table.f("uq_contact_role_organ_label"), type_="unique")
        table.create_unique_constraint(table.f(f"uq_contact_{'_'.join(AFTER)}"), AFTER)
    with op.batch_alter_table("notice") as table:
        table.alter_column("case_id", existing_type=sa.Integer(), nullable=True)
        for name in ("title", "duty"):
            table.add_column(
                sa.Column(name, sa.String(length=200), nullable=False, server_default="")
            )
        table.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("digest_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            table.f("fk_notice_digest_id_notice"), "notice", ["digest_id"], ["id"]
        )
    with op.batch_alter_table("deadline") as table:
        table.add_column(
            sa.Column("returned_times", sa.Integer(), nullable=False, server_default="0")
        )
        table.add_column(sa.Column("returned_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("deadline") as table:
        table.drop_column("returned_on")
        table.drop_column("returned_times")
    # What only this version knows how to say is gone with it: a digest has no case, and what it
    # gathered counts as told. A second channel or term of a person has no place before.
    op.execute("UPDATE notice SET state = 'replaced' WHERE state IN ('gathered', 'digested', 'withdrawn')")
    op.execute("UPDATE notice SET digest_id = NULL")
    op.execute("DELETE FROM notice WHERE case_id IS NULL")
    with op.batch_alter_table("notice") as table:
        table.drop_constraint(table.f("fk_notice_digest_id_notice"), type_="foreignkey")
        for name in ("digest_id", "due_on", "duty", "title"):
            table.drop_column(name)
        table.alter_column("case_id", existing_type=sa.Integer(), nullable=False)
    op.execute(
        "UPDATE contact SET label = substr(label, 1, 80) || '#' || id WHERE id NOT IN "
        "(SELECT min(id) FROM contact GROUP BY role, organ, label)"
    )
    with op.batch_alter_table("contact") as table:
        table.drop_constraint(table.f(f"uq_contact_{'_'.join(AFTER)}"), type_="unique")
        table.create_unique_constraint(table.f("uq_contact_role_organ_label"), BEFORE)
        for name in ("ends_on", "starts_on", "rank", "case_code"):
            table.drop_column(name)
