"""the outbox: claims, evidence, channels"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0013"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contact") as table:
        table.add_column(
            sa.Column("channel", sa.String(length=120), nullable=False, server_default="")
        )
        table.create_index(table.f("ix_contact_channel"), ["channel"], unique=False)
    with op.batch_alter_table("notice") as table:
        for name, length in (("wording", 12), ("claimed_by", 32), ("evidence", 200)):
            table.add_column(
                sa.Column(name, sa.String(length=length), nullable=False, server_default="")
            )
        table.add_column(
            sa.Column("message_id", sa.String(length=255), nullable=False, server_default="")
        )
        table.add_column(sa.Column("lease_until", models.base.UtcDateTime(), nullable=True))
        table.drop_index(table.f("ix_notice_state"))
        table.create_index("ix_notice_state_id", ["state", "id"], unique=False)
        table.create_index(table.f("ix_notice_message_id"), ["message_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("notice") as table:
        table.drop_index(table.f("ix_notice_message_id"))
        table.drop_index("ix_notice_state_id")
        table.create_index(table.f("ix_notice_state"), ["state"], unique=False)
        for name in ("lease_until", "message_id", "evidence", "claimed_by", "wording"):
            table.drop_column(name)
    with op.batch_alter_table("contact") as table:
        table.drop_index(table.f("ix_contact_channel"))
        table.drop_column("channel")
