"""Runs migrations over the connection that `storage.schema` hands in."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator

from storage.tables import Base


def plain_types(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A migration names plain types, so that it stays true when our column classes change."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=plain_types,
    compare_type=True,
)
context.run_migrations()
