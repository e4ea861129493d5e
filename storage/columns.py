"""Columns that guard themselves: a wrong value is refused, not stored."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from storage.sealed import Sealed


class SealedColumn(TypeDecorator[Sealed]):
    """Keeps sealed content only: anything else raises TypeError before it reaches the database."""

    impl = LargeBinary
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError("only sealed content may be stored here")
        return value.blob

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC and handed back aware on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs its time zone")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
