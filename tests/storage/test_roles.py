"""What each process may not do is refused by PostgreSQL itself, whatever the process would like."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError

from domain import acts, receipts
from domain.notices import CaseArrived, SightLost
from domain.reading import Line, LineKind
from storage import attachments, cases, codes, duty, letters, outbox, roles, schema
from storage.grants import ALL, DESK, GRANTS, INTAKE
from storage.ids import fresh
from storage.opening import Opening
from storage.store import Store
from storage.tables import Base, CaseRow
from storage.views import VIEWS
from tests.storage.filing import DAY, NOON, filed, prepared

INTAKE_MAY_NOT = (
    *("SELECT report FROM cases", "SELECT holder FROM cases", "SELECT * FROM cases"),
    *("SELECT content FROM attachments", "DELETE FROM cases"),
    *("UPDATE cases SET muted = true", "UPDATE cases SET code = 'X'"),
    "UPDATE letters SET body = ''",
    *("SELECT key, kind FROM outbox", "SELECT fields FROM outbox", "UPDATE outbox SET rank = 0"),
    *(
        f"SELECT FROM {table}"
        for table, (intake, _) in GRANTS.items()
        if not (intake.select or intake.insert or intake.delete)
    ),
    *("SELECT mark FROM handled", "TRUNCATE letters", "CREATE TABLE mine (id int)"),
    "SET ROLE chuishao_desk",
)
DESK_MAY_NOT = (
    *("SELECT FROM drafts", "SELECT FROM draft_files", "DELETE FROM drafts"),
    *("INSERT INTO drafts VALUES ('a', now(), '')", "UPDATE draft_files SET content = ''"),
    *("UPDATE journal SET act = 'x'", "DELETE FROM journal", "TRUNCATE journal"),
    *("UPDATE handled SET day = now()", "CREATE TABLE mine (id int)", "DROP TABLE drafts"),
)


@pytest.fixture
def database_url(postgresql_url):
    return postgresql_url


@pytest.fixture
def sealing():
    return Opening.make().sealing


@pytest.fixture
async def intake(store, database_url, login):
    async with Store(login(database_url, INTAKE)) as opened:
        yield opened


@pytest.fixture
async def desk(store, database_url, login):
    async with Store(login(database_url, DESK)) as opened:
        yield opened


def run(session, statement):
    return session.execute(text(statement)).rowcount


def test_every_table_and_view_of_the_schema_has_declared_grants():
    assert set(GRANTS) == {*Base.metadata.tables, *VIEWS, "alembic_version"}
    for table, grants in GRANTS.items():
        for grant in grants:
            named = {*grant.select, *grant.update} - set(ALL)
            assert not named or named <= {c.name for c in Base.metadata.tables[table].columns}


@pytest.mark.parametrize("statement", INTAKE_MAY_NOT)
async def test_the_intake_is_refused(intake, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied"):
        await intake.write(run, statement)


@pytest.mark.parametrize("statement", DESK_MAY_NOT)
async def test_the_desk_is_refused(desk, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        await desk.write(run, statement)


async def test_the_intake_files_answers_burns_and_takes_back(intake, store, sealing):
    made = await filed(intake, sealing, files=2)
    again = prepared(sealing)
    with pytest.raises(Exception, match=r"cases_pkey|pk_cases"):
        await intake.write(cases.file, made.filing, sealing=sealing, not_before=NOON)
    assert await intake.read(cases.code_taken, made.filing.case.code)
    assert not await intake.read(cases.code_taken, again.filing.case.code)
    line, letter = Line(kind=LineKind.OWN, day=DAY, text="还没修"), fresh()
    own = {"sealing": sealing, "visible_from": None, "inward": True, "letter": letter}
    await intake.write(letters.write, made.case, line, **own)
    await intake.write(letters.mark_seen, made.case, now=NOON)
    found = await intake.read(letters.find, receipts.locator(made.code), now=NOON)
    assert [made.opened(each).kind for each in found.letters] == [LineKind.RECEIVED, LineKind.OWN]
    await intake.write(letters.burn, made.case)
    assert await intake.read(letters.find, receipts.locator(made.code), now=NOON) is None
    await intake.write(cases.withdraw, made.case, acts.withdraw, now=NOON)
    assert await store.read(cases.report, made.case) is None
    assert await store.read(attachments.of_report, made.case) == []


async def test_the_intake_destroys_nothing_that_was_posted_and_redirects_no_mailbox(
    intake, store, sealing
):
    made = await filed(store, sealing, files=1)
    await store.write(lambda session: setattr(session.get_one(CaseRow, made.case), "posted", True))
    for change in ("report = NULL", "stage = 'withdrawn'", "mailbox_key = '0'", "locator = '0'"):
        with pytest.raises(ProgrammingError, match="row-level security"):
            await intake.write(run, f"UPDATE cases SET {change}")
    await intake.write(letters.erase, made.case)
    assert len(await store.read(letters.of, made.case)) == 1
    assert len(await store.read(attachments.of_report, made.case)) == 1


async def test_the_intake_forges_no_intent_and_sees_none_of_the_desks(intake, store):
    with pytest.raises(ProgrammingError, match="row-level security"):
        await intake.write(outbox.put, SightLost(-100, 7, 0), not_before=NOON)
    await intake.write(outbox.put, CaseArrived("a"), not_before=NOON)
    await intake.write(outbox.put, CaseArrived("a"), not_before=NOON)
    await store.write(outbox.put, SightLost(-100, 7, 0), not_before=NOON)
    assert await intake.read(run, "SELECT key FROM outbox") == 1
    assert not await intake.write(outbox.take_back, SightLost(-100, 7, 0).key, NOON)
    assert await intake.write(outbox.take_back, CaseArrived("a").key, NOON)


async def test_the_intake_reads_practice_codes_and_no_other(intake, store):
    until = NOON + timedelta(hours=1)
    for code, purpose in (("AAAA", codes.PRACTICE), ("BBBB", codes.ENROL)):
        await store.write(codes.put, code, purpose=purpose, subject="", expires_at=until)
    assert await intake.read(codes.look, "AAAA", purpose=codes.PRACTICE, now=NOON) == ""
    assert await intake.read(run, "SELECT * FROM codes") == 1
    assert not await intake.read(duty.staffed, NOON)


async def test_what_is_not_declared_is_revoked_by_the_next_migration(store, database_url):
    assert (await store.read(roles.standing)).astray == ()
    await store.write(run, "GRANT SELECT ON contacts TO chuishao_intake")
    await store.write(run, "ALTER TABLE outbox DISABLE ROW LEVEL SECURITY")
    await store.write(run, "DROP POLICY chuishao_desk_all ON letters")
    assert (await store.read(roles.standing)).astray == ("contacts", "letters", "outbox")
    assert schema.upgrade(database_url) == ()
    assert (await store.read(roles.standing)).astray == ()


async def test_each_process_is_told_which_role_it_has(store, intake, desk):
    assert (await store.read(roles.standing)).above
    for process, role in ((intake, INTAKE), (desk, DESK)):
        found = await process.read(roles.standing)
        assert (found.above, found.role, found.missing) == (False, role, ())


def test_where_the_migration_may_make_no_roles_they_are_named(other_server):
    engine = create_engine(_url(other_server, "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE ROLE keeper LOGIN")
        connection.exec_driver_sql("CREATE DATABASE kept OWNER keeper")
        url = _url(other_server, "kept").replace("postgres:@", "keeper:@")
        assert schema.upgrade(url) == (INTAKE, DESK)
        connection.exec_driver_sql(roles.CURE)
        assert schema.upgrade(url) == ()
    engine.dispose()


def _url(server, name):
    return server.running.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")


async def test_the_desk_may_write_its_tables_anew_so_that_nothing_deleted_is_left(desk, store):
    def files(session):
        return session.execute(text("SELECT pg_relation_filenode('letters')")).scalar()

    before = await store.read(files)
    await desk.scrub()
    assert await store.read(files) != before
