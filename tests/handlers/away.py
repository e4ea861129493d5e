"""A database file that cannot be written for a while: locked by another, or the disk is full."""

import sqlite3
from contextlib import asynccontextmanager, closing


@asynccontextmanager
async def locked(store, path):
    """Another process holds it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@asynccontextmanager
async def full(store, path):
    """There is no room for another page, and none is free."""
    await store.remember(_allow, most=1)  # SQLite makes that as many as there are
    await store.remember(_fill)
    yield
    await store.remember(_allow, most=1_000_000)


def _fill(session):
    connection = session.connection()
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS filler (page BLOB)")
    free = connection.exec_driver_sql("PRAGMA freelist_count").scalar()
    for _ in range(free):
        connection.exec_driver_sql("INSERT INTO filler VALUES (zeroblob(3500))")


def _allow(session, *, most):
    connection = session.connection()
    connection.exec_driver_sql(f"PRAGMA max_page_count={most}")
