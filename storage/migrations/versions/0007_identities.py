"""identities"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identities",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_identities_case_id")),
        sa.UniqueConstraint("case_id", name=op.f("uq_identities_case_id")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("identities")
