"""Desk messages that are edited in place, by name."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from storage.tables import ScreenRow


@dataclass(frozen=True)
class Screen:
    """A message of the desk bot; `facts` is what it needs to know of itself, never content."""

    name: str
    chat: int
    message: int
    facts: dict[str, Any] = field(default_factory=dict)


def find(session: Session, name: str) -> Screen | None:
    """The message of that name."""
    row = session.get(ScreenRow, name)
    return None if row is None else Screen(row.name, row.chat_id, row.message_id, row.facts)


def remember(session: Session, screen: Screen) -> None:
    """Remember a message as it is now."""
    session.merge(
        ScreenRow(
            name=screen.name, chat_id=screen.chat, message_id=screen.message, facts=screen.facts
        )
    )
    session.flush()


def forget(session: Session, name: str) -> None:
    """The message is gone."""
    row = session.get(ScreenRow, name)
    if row is not None:
        session.delete(row)
        session.flush()
