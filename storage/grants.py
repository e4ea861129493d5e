"""Who may do what on PostgreSQL: a line per table and role; whoever adds a table adds its line.

What is not named here is refused. `storage.roles` writes it after the newest migration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

INTAKE: Final = "chuishao_intake"
DESK: Final = "chuishao_desk"
ROLES: Final = (INTAKE, DESK)

Columns: TypeAlias = tuple[str, ...]
ALL: Final[Columns] = ("*",)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What a role may do with a table; `select` and `update` name columns, ALL for every one."""

    select: Columns = ()
    insert: bool = False
    update: Columns = ()
    delete: bool = False


NOTHING: Final = Grant()
READ: Final = Grant(select=ALL)
EVERYTHING: Final = Grant(select=ALL, insert=True, update=ALL, delete=True)
_HANDLED: Final = Grant(select=("day",), insert=True, delete=True)

GRANTS: Final[Mapping[str, tuple[Grant, Grant]]] = {
    # table: the intake, the desk
    "alembic_version": (READ, READ),
    "appointments": (NOTHING, EVERYTHING),
    "askings": (NOTHING, EVERYTHING),
    "attachments": (
        Grant(select=("id", "case_id", "letter_id", "note_id"), insert=True, delete=True),
        EVERYTHING,
    ),
    "cases": (
        Grant(
            select=(
                *("id", "code", "kind", "stage", "day", "practice", "posted", "version"),
                *("locator", "mailbox_key", "merged_into"),
            ),
            insert=True,
            update=(
                *("stage", "version", "report", "locator", "mailbox_key"),
                *("enterprise_tag", "category_tag"),
            ),
        ),
        EVERYTHING,
    ),
    "codes": (READ, EVERYTHING),
    "contacts": (NOTHING, EVERYTHING),
    "draft_files": (EVERYTHING, NOTHING),
    "drafts": (EVERYTHING, NOTHING),
    "duty": (NOTHING, EVERYTHING),
    "enterprises": (READ, EVERYTHING),
    "handled": (_HANDLED, replace(_HANDLED, select=("mark", "day"))),
    "holds": (NOTHING, EVERYTHING),
    "identities": (
        Grant(select=("id", "case_id"), insert=True, delete=True),
        Grant(select=ALL, delete=True),
    ),
    "journal": (NOTHING, Grant(select=ALL, insert=True)),
    "journal_head": (NOTHING, EVERYTHING),
    "knockables": (Grant(select=ALL, insert=True, delete=True), READ),
    "leases": (NOTHING, EVERYTHING),
    "letters": (
        Grant(select=ALL, insert=True, update=("seen", "posted"), delete=True),
        EVERYTHING,
    ),
    "mailbox_files": (READ, READ),
    "notes": (NOTHING, EVERYTHING),
    "outbox": (
        Grant(select=("key", "state", "claimed_until"), insert=True, delete=True),
        EVERYTHING,
    ),
    "pending": (NOTHING, EVERYTHING),
    "reminded": (NOTHING, EVERYTHING),
    "reporting": (NOTHING, EVERYTHING),
    "returns": (NOTHING, EVERYTHING),
    "reviewers": (NOTHING, EVERYTHING),
    "room_members": (NOTHING, EVERYTHING),
    "rooms": (NOTHING, EVERYTHING),
    "routes": (EVERYTHING, NOTHING),
    "screens": (NOTHING, EVERYTHING),
    "sites": (READ, EVERYTHING),
    "staffed": (READ, READ),
    "ties": (NOTHING, EVERYTHING),
    "topics": (NOTHING, EVERYTHING),
}

_NOT_POSTED: Final = "NOT EXISTS (SELECT 1 FROM cases WHERE cases.id = case_id AND cases.posted)"
ROWS: Final[Mapping[str, Mapping[str, str]]] = {
    # table: the rows to which the intake's rights reach; the desk's reach to all of them.
    # Of INSERT and UPDATE it is the new row that must be so.
    "attachments": {"SELECT": "true", "INSERT": "true", "DELETE": _NOT_POSTED},
    "cases": {
        "SELECT": "true",
        "INSERT": "NOT posted",
        # a mailbox is burnt and what nobody has seen is taken back; nothing else changes
        "UPDATE": "locator IS NULL AND mailbox_key IS NULL AND "
        "(NOT posted OR (report IS NOT NULL AND stage <> 'withdrawn'))",
    },
    # the digest of an enrolling code is guessed within minutes by whoever can read it
    "codes": {"SELECT": "purpose = 'practice'"},
    "letters": {"SELECT": "true", "INSERT": "true", "UPDATE": "true", "DELETE": _NOT_POSTED},
    # keys of other intents name chats, and forged ones would be carried out
    "outbox": {
        "SELECT": "kind = 'arrived'",
        "INSERT": "kind IN ('arrived', 'letter', 'burnt', 'knock')",
        "DELETE": "kind = 'arrived'",
    },
}
