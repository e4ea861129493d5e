"""Inserting what may be there already: each engine says it with a statement of its own."""

from typing import TypeAlias

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session

Insert: TypeAlias = sqlite.Insert | postgresql.Insert


def insert(session: Session, table: type[DeclarativeBase]) -> Insert:
    """An INSERT that can be told what to do about a conflict."""
    return insert_on(dialect(session), table)


def insert_on(dialect: str, table: type[DeclarativeBase]) -> Insert:
    """The same for an engine's dialect by its name."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def dialect(session: Session) -> str:
    """The name of the dialect that the session's engine speaks."""
    return session.get_bind().dialect.name
