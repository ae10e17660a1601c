"""letters that belong to no case, and who issued a letter by hand"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0002"
branch_labels = None
depends_on = None

OF_NO_CASE = sa.text("case_id IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("letter") as table:
        table.alter_column("case_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("region", sa.String(length=40), nullable=False, server_default=""))
        table.add_column(
            sa.Column("issued_by", sa.String(length=100), nullable=False, server_default="")
        )
        table.add_column(sa.Column("door", sa.String(length=20), nullable=False, server_default=""))
    op.execute(
        'UPDATE letter SET region = (SELECT "case".region FROM "case" WHERE "case".id = case_id)'
    )
    op.create_index(
        "ix_letter_region_code_occasion",
        "letter",
        ["region", "code", "occasion"],
        unique=True,
        sqlite_where=OF_NO_CASE,
        postgresql_where=OF_NO_CASE,
    )


def downgrade() -> None:
    op.drop_index("ix_letter_region_code_occasion", "letter")
    with op.batch_alter_table("letter") as table:
        table.drop_column("door")
        table.drop_column("issued_by")
        table.drop_column("region")
        table.alter_column("case_id", existing_type=sa.Integer(), nullable=False)
