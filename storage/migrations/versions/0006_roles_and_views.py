"""roles and views

No table changes: `storage.schema` writes views and rights after the newest revision, and this one
makes it the newest, so that no process starts where they are missing.
"""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
