"""One leak planted in each place is found there: what is not looked into could hide anything."""

import json
import logging
import sqlite3
from pathlib import Path

import psycopg
import pytest
from aiohttp import web

from bot.logs import SafeFormatter
from domain.reading import Line, LineKind
from domain.reports import Kind, Report
from playground.world import Request, World
from storage import attachments, cases, letters
from storage.attachments import File
from storage.backup_file import Writer
from storage.opening import Opening
from tests.postgresql import Server
from tests.proof import forms, papers, places
from tests.proof.marks import canary
from tests.proof.search import Hit, Search
from tests.proof.test_search import AT, LARGE, NAME, WORDS, ZONE
from tests.proof.towns import Aviary, said

SOUGHT = [forms.text("name", NAME), forms.text("words", WORDS), forms.number("id", LARGE)]


def hits(found) -> list[Hit]:
    return Search(SOUGHT).hits(found)


@pytest.fixture
def open_file(tmp_path: Path):
    """A SQLite file somebody still has open, with everything in its WAL."""
    connection = sqlite3.connect(tmp_path / "open.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("CREATE TABLE seen (id INTEGER, name TEXT)")
    connection.commit()
    yield connection
    connection.close()


@pytest.mark.parametrize("value", [LARGE, float(LARGE), NAME, NAME.encode()])
def test_a_value_of_a_column_is_found_in_the_column_and_in_the_wal(tmp_path, open_file, value):
    open_file.execute("INSERT INTO seen VALUES (0, ?)", (value,))
    open_file.commit()
    assert {hit.place for hit in hits(places.below(tmp_path))} == {"open.db-wal"}
    found = hits(places.values(f"sqlite:///{tmp_path / 'open.db'}"))
    assert {hit.place for hit in found} == {"seen.name"}


def test_an_index_of_what_the_table_does_not_hold_is_found(tmp_path, open_file):
    open_file.execute("INSERT INTO seen VALUES (1, 'someone')")
    open_file.execute(f"CREATE INDEX by_name ON seen (name || '{NAME[:9]}' || '{NAME[9:]}')")
    open_file.commit()
    open_file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "open.db" in {hit.place for hit in hits(places.below(tmp_path))}
    assert hits(places.values(f"sqlite:///{tmp_path / 'open.db'}")) == []


def test_a_row_that_was_deleted_is_found_in_the_free_page(tmp_path, open_file):
    open_file.execute("PRAGMA secure_delete = OFF")
    open_file.execute("INSERT INTO seen VALUES (?, ?)", (LARGE, NAME))
    open_file.commit()
    open_file.execute("DROP TABLE seen")
    open_file.commit()
    open_file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    found = hits(places.below(tmp_path))
    assert {(hit.place, hit.mark) for hit in found} == {("open.db", "name"), ("open.db", "id")}


def test_a_text_that_the_pages_cut_up_is_found_in_its_column(tmp_path):
    connection = sqlite3.connect(tmp_path / "cut.db")
    connection.execute("PRAGMA page_size = 512")
    connection.execute("CREATE TABLE seen (words TEXT)")
    connection.execute("INSERT INTO seen VALUES (?)", ("?" * 400 + WORDS * 30,))
    connection.commit()
    connection.close()
    search = Search([forms.text("words", WORDS * 29)])
    assert search.hits(places.below(tmp_path)) == []
    assert search.hits(places.values(f"sqlite:///{tmp_path / 'cut.db'}"))


def segment(connection) -> str:
    """The file of the write-ahead log in which the next entry will stand."""
    (name,) = connection.execute("SELECT pg_walfile_name(pg_current_wal_insert_lsn())").fetchone()
    return name


def own_files(connection, server: Server) -> Path:
    """The folder of a database's files; those of other tests' are many."""
    (file,) = connection.execute("SELECT pg_relation_filepath('seen')").fetchone()
    return (server.data / file).parent


@pytest.fixture
def postgresql(postgresql_server: Server):
    url = postgresql_server.fresh()
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE seen (id BIGINT, name TEXT, facts JSONB, at TIMESTAMPTZ, data BYTEA)"
        )
        yield url, connection


POSTGRESQL = {
    "id": LARGE,
    "name": NAME,
    "facts": json.dumps({"id": LARGE}),
    "data": b"\0" + NAME.encode(),
}


@pytest.mark.parametrize("column", POSTGRESQL)
def test_a_value_is_found_in_postgresql_in_its_files_and_in_its_wal(
    postgresql, postgresql_server: Server, column: str
):
    url, connection = postgresql
    before = segment(connection)
    connection.execute(f"INSERT INTO seen ({column}) VALUES (%s)", (POSTGRESQL[column],))
    logged = {before, segment(connection)}
    assert {hit.place for hit in hits(places.values(url))} == {f"seen.{column}"}
    connection.execute("DELETE FROM seen")
    postgresql_server.checkpoint()
    assert hits(places.below(own_files(connection, postgresql_server)))
    assert hits((name, (postgresql_server.data / "pg_wal" / name).read_bytes()) for name in logged)


def test_a_moment_is_found_in_postgresql(postgresql, postgresql_server: Server):
    url, connection = postgresql
    connection.execute("INSERT INTO seen (at) VALUES (%s)", (AT,))
    search = Search([forms.moment("when", AT, ZONE)])
    assert search.hits(places.values(url))
    postgresql_server.checkpoint()
    assert search.hits(places.below(own_files(connection, postgresql_server)))


def test_a_file_or_folder_named_after_someone_is_found(tmp_path: Path):
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / f"{LARGE}.jpg").touch()
    assert {hit.mark for hit in hits(places.below(tmp_path))} == {"name", "id"}


def test_a_traceback_that_shows_a_value_is_found(tmp_path: Path):
    handler = logging.FileHandler(tmp_path / "intake.log")
    error = ValueError(f"no such chat {LARGE}")
    caught = (ValueError, error, None)
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "failed", (), caught)
    handler.emit(record)
    assert hits(places.below(tmp_path))
    handler.close()
    handler = logging.FileHandler(tmp_path / "intake.log", mode="w")
    handler.setFormatter(SafeFormatter())
    handler.emit(record)
    handler.close()
    assert hits(places.below(tmp_path)) == []


@pytest.fixture
def opening() -> Opening:
    return Opening.make()


SEALED = {
    "cases": Report(kind=Kind.TIP, texts=(f"{NAME} saw it",)).to_bytes(),
    "letters": Line(kind=LineKind.OWN, day=AT.date(), text=WORDS).to_bytes(),
    "attachments": File("image/jpeg", b"??" + NAME.encode()).to_bytes(),
}


@pytest.mark.parametrize("table", SEALED)
def test_what_was_sealed_with_someone_in_it_is_found(tmp_path, opening, table):
    place, column = {
        "cases": (cases.PLACE, "report"),
        "letters": (letters.PLACE, "body"),
        "attachments": (attachments.PLACE, "content"),
    }[table]
    blob = opening.sealing.seal(SEALED[table], place, "item").blob
    connection = sqlite3.connect(tmp_path / "sealed.db")
    for name in ("cases", "letters", "attachments", "notes"):
        columns = {"cases": "report", "attachments": "content"}.get(name, "body")
        connection.execute(f"CREATE TABLE {name} (id TEXT, {columns} BLOB)")
    connection.execute(f"INSERT INTO {table} VALUES ('item', ?)", (blob,))
    connection.commit()
    connection.close()
    url = f"sqlite:///{tmp_path / 'sealed.db'}"
    assert hits(places.values(url)) == []
    assert f"{table}.{column}, opened" in {hit.place for hit in hits(places.opened(url, opening))}


def test_a_name_in_a_backup_is_found_once_it_is_opened(tmp_path, opening):
    with (tmp_path / "one.backup").open("wb") as file:
        writer = Writer(file, opening.sealing)
        writer.line([NAME])
        writer.end()
    assert hits(places.below(tmp_path)) == []
    assert hits(places.backups(tmp_path, opening))


REQUESTS = {
    "a parameter": ({"text": f"from {NAME}"}, "x.jpg", b""),
    "a button": (
        {"reply_markup": {"inline_keyboard": [[{"callback_data": str(LARGE)}]]}},
        "x",
        b"",
    ),
    "the name of a file": ({}, f"{NAME}.jpg", b""),
    "a file": ({}, "x.jpg", b"Exif" + NAME.encode()),
}


@pytest.mark.parametrize("where", REQUESTS)
def test_what_somebody_else_is_told_is_found(where: str):
    world = World()
    parameters, name, data = REQUESTS[where]
    file = world.files.keep(data, name, "image/jpeg")
    about = ({"name": name, "sha256": file.sha256},)
    request = Request(AT, "desk", "sendPhoto", {"chat_id": -1} | parameters, about)
    assert hits(said(world, request))


async def test_a_figure_that_tells_of_someone_is_found():
    async def page(_: web.Request) -> web.Response:
        return web.Response(text=f'seen{{chat="{LARGE}"}} 1')

    site = web.Application()
    site.router.add_get("/{page}", page)
    runner = web.AppRunner(site)
    await runner.setup()
    try:
        listening = web.TCPSite(runner, "127.0.0.1", 0)
        await listening.start()
        port = runner.addresses[0][1]
        assert hits(await Aviary(None, ports={"intake": port}).metrics())
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("kind", papers.TAKEN)
def test_a_file_as_its_owner_made_it_is_found(kind: str):
    who = canary("somebody", AT)
    search = Search(who.marks(ZONE))
    assert "somebody: author of a file" in {
        hit.mark for hit in search.hits([("a file", papers.TAKEN[kind](who))])
    }
