"""rows tell no order: no row numbers on SQLite, updates by a keyed digest"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = ("cases", "letters", "attachments", "drafts", "draft_files", "outbox")


def upgrade() -> None:
    _rebuild(with_rowid=False)
    op.drop_table("handled")  # no digest can be made of what was noted: its key is the bot's token
    op.create_table(
        "handled",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_handled")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("handled")
    op.create_table(
        "handled",
        sa.Column("bot", sa.String(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("bot", "update_id", name=op.f("pk_handled")),
    )
    _rebuild(with_rowid=True)


def _rebuild(*, with_rowid: bool) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in _TABLES:
        with op.batch_alter_table(
            table, recreate="always", table_kwargs={"sqlite_with_rowid": with_rowid}
        ):
            pass
