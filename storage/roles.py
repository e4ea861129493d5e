"""The roles of the two processes in PostgreSQL, as `storage.grants` declares them.

Everything is written anew each time, in the transaction of the migration: what is no longer
declared is revoked by that, and a running process never meets a moment without its rights.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from storage.grants import ALL, DESK, GRANTS, INTAKE, NOTHING, ROLES, ROWS, Grant
from storage.postgresql import SCRUBBED
from storage.views import VIEWS

CURE: Final = "; ".join(f"CREATE ROLE {role} NOLOGIN" for role in ROLES) + ";"
"""What a superuser runs where the migration may not make roles; then the migration again."""


@dataclass(frozen=True)
class Standing:
    """How the roles stand, and who the asking process is in the database.

    `astray` are the tables on which a role's rights are not those declared; `above` tells that no
    right holds this process, because it owns the tables or is above all rights; `role` is the one
    it is a member of.
    """

    missing: tuple[str, ...]
    astray: tuple[str, ...]
    above: bool
    role: str


def drop_views(connection: Connection) -> None:
    """Take the views away, which would keep a migration from changing their tables."""
    for view in VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view}")


def make_views(connection: Connection) -> None:
    """Make the views over the newest schema."""
    guarded = " WITH (security_barrier)" if connection.dialect.name == "postgresql" else ""
    for view, shown in VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {view}{guarded} AS {shown}")


def write(connection: Connection) -> tuple[str, ...]:
    """Write every right as declared; the roles that are missing and could not be made."""
    if connection.dialect.name != "postgresql":
        return ()
    missing = _missing(connection)
    if missing and connection.scalar(text(_MAY_MAKE_ROLES)):
        for role in missing:
            connection.exec_driver_sql(f"CREATE ROLE {role} NOLOGIN")
        missing = ()
    here = [role for role in ROLES if role not in missing]
    for table, grants in GRANTS.items():
        for grantee in ("PUBLIC", *here):
            connection.exec_driver_sql(f"REVOKE ALL ON {table} FROM {grantee}")
        for role, grant in zip(ROLES, grants, strict=True):
            rights = ", ".join(_rights(grant))
            if role in here and rights:
                connection.exec_driver_sql(f"GRANT {rights} ON {table} TO {role}")
    for table, commands in ROWS.items():
        _write_rows(connection, table, commands, here)
    if DESK in here and (connection.dialect.server_version_info or ()) >= _MAINTAINABLE:
        connection.exec_driver_sql(f"GRANT MAINTAIN ON {', '.join(SCRUBBED)} TO {DESK}")
    return missing


def standing(session: Session) -> Standing | None:
    """How things stand; None where the database knows no roles."""
    if session.get_bind().dialect.name != "postgresql":
        return None
    missing = _missing(session.connection())
    here = [role for role in ROLES if role not in missing]
    astray = {
        table
        for role, table, column, right, held in session.execute(text(_HELD), {"roles": here})
        if held != _declares(role, table, column, right)
    }
    for table, commands in ROWS.items():
        guards = [(INTAKE, set(commands)), (DESK, {"ALL"})]
        wanted = {_named(role, command) for role, each in guards for command in each}
        guarded, found = session.execute(text(_GUARDS), {"table": table}).one()
        if here and (not guarded or set(found) != wanted):
            astray.add(table)
    above, role = session.execute(text(_WHO), {"roles": list(ROLES)}).one()
    return Standing(missing, tuple(sorted(astray)), above, role)


def _write_rows(
    connection: Connection, table: str, commands: Mapping[str, str], here: Iterable[str]
) -> None:
    connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    for policy in connection.scalars(text(_POLICIES), {"table": table}).all():
        connection.exec_driver_sql(f"DROP POLICY {policy} ON {table}")
    for role in here:
        for command, rows in (commands if role == INTAKE else {"ALL": "true"}).items():
            using = "" if command == "INSERT" else f"USING ({_reached(command, rows)})"
            check = f"WITH CHECK ({rows})" if command in ("INSERT", "UPDATE", "ALL") else ""
            connection.exec_driver_sql(
                f"CREATE POLICY {_named(role, command)} ON {table} "
                f"FOR {command} TO {role} {using} {check}"
            )


def _reached(command: str, rows: str) -> str:
    """Which rows as they are now: any may be changed into what is allowed."""
    return "true" if command == "UPDATE" else rows


def _named(role: str, command: str) -> str:
    return f"{role}_{command.lower()}"


def _rights(grant: Grant) -> Iterable[str]:
    for right, columns in (("SELECT", grant.select), ("UPDATE", grant.update)):
        if columns:
            yield right if columns == ALL else f"{right} ({', '.join(columns)})"
    yield from ["INSERT"] * grant.insert + ["DELETE"] * grant.delete


def _declares(role: str, table: str, column: str, right: str) -> bool:
    """Whether a right is declared; `column` "" for whole rows."""
    grant = GRANTS[table][ROLES.index(role)] if table in GRANTS else NOTHING
    match right:
        case "SELECT" | "UPDATE":
            columns = grant.select if right == "SELECT" else grant.update
            return columns == ALL or column in columns
        case "INSERT":
            return grant.insert
        case _:
            return right == "DELETE" and grant.delete


def _missing(connection: Connection) -> tuple[str, ...]:
    known = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    return tuple(role for role in ROLES if role not in known)


_MAINTAINABLE: Final = (17,)
_MAY_MAKE_ROLES: Final = (
    "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
)
_POLICIES: Final = (
    "SELECT policyname FROM pg_policies WHERE schemaname = current_schema AND tablename = :table"
)
_GUARDS: Final = """
SELECT relrowsecurity, ARRAY(SELECT polname FROM pg_policy WHERE polrelid = pg_class.oid)
FROM pg_class WHERE relnamespace = current_schema::regnamespace AND relname = :table
"""
_HELD: Final = """
WITH those AS (
    SELECT role, pg_class.oid, relname FROM unnest(CAST(:roles AS name[])) AS role, pg_class
    WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'v')
)
SELECT role, relname, attname, p, has_column_privilege(role, those.oid, attnum, p)
FROM those JOIN pg_attribute ON attrelid = those.oid AND attnum > 0 AND NOT attisdropped,
    unnest(ARRAY['SELECT', 'UPDATE']) AS p
UNION ALL
SELECT role, relname, '', p, has_table_privilege(role, those.oid, p)
FROM those, unnest(ARRAY['INSERT', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) AS p
"""
_WHO: Final = """
SELECT rolsuper OR rolbypassrls OR pg_has_role(current_user, relowner, 'MEMBER'),
    coalesce((SELECT string_agg(held.rolname, ', ') FROM pg_roles AS held
        WHERE held.rolname = ANY(:roles) AND pg_has_role(current_user, held.oid, 'MEMBER')), '')
FROM pg_roles, pg_class
WHERE pg_roles.rolname = current_user AND relname = 'cases'
    AND relnamespace = current_schema::regnamespace
"""
