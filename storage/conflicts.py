"""Inserting what may be there already: each engine says it with a statement of its own."""

from typing import TypeAlias

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session

Insert: TypeAlias = sqlite.Insert | postgresql.Insert


def insert(session: Session, table: type[DeclarativeBase]) -> Insert:
    """An INSERT that can be told what to do about a conflict."""
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if on_postgresql else sqlite.insert(table)
