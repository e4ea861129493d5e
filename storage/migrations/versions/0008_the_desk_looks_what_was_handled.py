"""the desk looks what was handled

No table changes: `storage.schema` writes the rights after the newest revision, and this one makes
it the newest, so that no desk starts which may not look.
"""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
