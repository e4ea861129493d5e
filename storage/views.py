"""What the intake may see of tables it may not read: views, written after the newest migration."""

from typing import Final

from sqlalchemy import Column, Integer, MetaData, String, Table

from storage.columns import SealedColumn, UtcDateTime

_VIEWS: Final = MetaData()

MAILBOX_FILES: Final = Table(
    "mailbox_files",
    _VIEWS,
    Column("id", String),
    Column("letter_id", String),
    Column("position", Integer),
    Column("content", SealedColumn),
)
"""The files beside the desk's letters: none of a report, a note, or a reporter's own letter."""

STAFFED: Final = Table(
    "staffed",
    _VIEWS,
    Column("rank", Integer),
    Column("starts_at", UtcDateTime),
    Column("ends_at", UtcDateTime),
)
"""When somebody who can be reached is on duty, and not who."""

VIEWS: Final = {
    MAILBOX_FILES.name: (
        "SELECT attachments.id, attachments.letter_id, attachments.position, attachments.content "
        "FROM attachments JOIN letters ON letters.id = attachments.letter_id "
        "WHERE NOT letters.inward"
    ),
    STAFFED.name: (
        "SELECT duty.rank, duty.starts_at, duty.ends_at "
        "FROM duty JOIN reviewers ON reviewers.id = duty.reviewer_id "
        "WHERE reviewers.active AND reviewers.chat_id IS NOT NULL"
    ),
}
"""Each view's name and what it shows."""
