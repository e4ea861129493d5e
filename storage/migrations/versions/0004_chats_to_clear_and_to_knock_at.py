"""chats to clear and to knock at"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # a draft from before opens for nobody but its own chat; it dies within the day
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(
            sa.Column("whereabouts", sa.LargeBinary(), nullable=False, server_default=sa.text("''"))
        )
    with op.batch_alter_table("drafts") as drafts:
        drafts.alter_column("whereabouts", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_column("whereabouts")
