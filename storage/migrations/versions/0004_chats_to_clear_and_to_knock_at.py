"""chats to clear and to knock at"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # a draft from before opens for nobody but its own chat; it dies within the day
    nothing = sa.text("x''" if op.get_bind().dialect.name == "sqlite" else "''")
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(
            sa.Column("whereabouts", sa.LargeBinary(), nullable=False, server_default=nothing)
        )
    with op.batch_alter_table("drafts") as drafts:
        drafts.alter_column("whereabouts", server_default=None)
    op.create_table(
        "routes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("route", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_routes_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routes")),
        sa.UniqueConstraint("case_id", name=op.f("uq_routes_case_id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "knockables",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_knockables_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_knockables")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("knockables")
    op.drop_table("routes")
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_column("whereabouts")
