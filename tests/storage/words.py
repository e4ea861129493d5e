"""A store's own tables for its tests, and works that write and read them."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, insert, select
from sqlalchemy.orm import DeclarativeBase

from storage import Session

METADATA = MetaData()


class Base(DeclarativeBase):
    metadata = METADATA


WORDS = Table(
    "words",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("word", String, unique=True, nullable=False),
)


class Word(Base):
    __table__ = WORDS


LABELS = Table(
    "labels",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "word_id", ForeignKey("words.id", deferrable=True, initially="DEFERRED"), nullable=False
    ),
)


def create(session: Session) -> None:
    METADATA.create_all(session.connection())


def keep(session: Session, word: str) -> str:
    session.execute(insert(WORDS), {"word": word})
    return word


def label_nothing(session: Session) -> None:
    """Breaks a deferred constraint: only the commit fails."""
    session.execute(insert(LABELS), {"word_id": 404})


def kept(session: Session) -> set[str]:
    return set(session.scalars(select(WORDS.c.word)))
