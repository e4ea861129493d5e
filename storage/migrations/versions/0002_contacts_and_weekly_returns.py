"""contacts and weekly returns"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("office_phone", sa.String(), nullable=False),
        sa.Column("mobile", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_contacts_chat_id")),
    )
    op.create_table(
        "askings",
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("later_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_askings_contact_id")
        ),
        sa.PrimaryKeyConstraint("contact_id", "week", name=op.f("pk_askings")),
    )
    op.create_table(
        "reminded",
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("reminder", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_reminded_contact_id")
        ),
        sa.PrimaryKeyConstraint("contact_id", "week", "reminder", name=op.f("pk_reminded")),
    )
    op.create_table(
        "appointments",
        sa.Column("enterprise_id", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_appointments_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprises.id"], name=op.f("fk_appointments_enterprise_id")
        ),
        sa.PrimaryKeyConstraint("enterprise_id", "part", name=op.f("pk_appointments")),
    )
    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_appointments_contact_id"), ["contact_id"], unique=False
        )

    op.create_table(
        "reporting",
        sa.Column("enterprise_id", sa.String(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("opening", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprises.id"], name=op.f("fk_reporting_enterprise_id")
        ),
        sa.PrimaryKeyConstraint("enterprise_id", name=op.f("pk_reporting")),
        sa.UniqueConstraint("serial", name=op.f("uq_reporting_serial")),
    )
    op.create_table(
        "returns",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("enterprise_id", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("sure", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("filed", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("filed_note", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filed_by", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("excused", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=True),
        sa.Column("wished_by", sa.String(), nullable=True),
        sa.Column("open_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprises.id"], name=op.f("fk_returns_enterprise_id")
        ),
        sa.ForeignKeyConstraint(["filed_by"], ["contacts.id"], name=op.f("fk_returns_filed_by")),
        sa.ForeignKeyConstraint(["wished_by"], ["contacts.id"], name=op.f("fk_returns_wished_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns")),
    )
    with op.batch_alter_table("returns", schema=None) as batch_op:
        batch_op.create_index("ix_returns_week", ["week"], unique=False)
        batch_op.create_index(
            "uq_returns_enterprise_id_week_form", ["enterprise_id", "week", "form"], unique=True
        )


def downgrade() -> None:
    with op.batch_alter_table("returns", schema=None) as batch_op:
        batch_op.drop_index("uq_returns_enterprise_id_week_form")
        batch_op.drop_index("ix_returns_week")

    op.drop_table("returns")
    op.drop_table("reporting")
    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointments_contact_id"))

    op.drop_table("appointments")
    op.drop_table("reminded")
    op.drop_table("askings")
    op.drop_table("contacts")
