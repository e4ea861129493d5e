"""What every row class has in common."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import JSON, LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase

from storage.columns import SealedColumn, UtcDateTime
from storage.sealed import Sealed

UNORDERED: Final = {"sqlite_with_rowid": False}
"""Of a table that reporters' acts write: SQLite numbers no rows, which lie in their ids' order."""


class Base(DeclarativeBase):
    """All tables of the store."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime,
        Sealed: SealedColumn,
        bytes: LargeBinary,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }
