"""`python -m bot.migrate`: brings the database to the newest schema, or tells where it stands."""

from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.ready import what_is_wrong
from bot.settings import OfficeSettings, Settings, load
from bot.store_texts import texts
from storage import schema
from storage.roles import CURE

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="数据库升级 · Brings the database to the newest schema",
)
Check = Annotated[bool, typer.Option("--check", help="只看，不动 · look, change nothing")]


@app.command()
def migrate(check: Check = False) -> None:
    """把数据库升到最新 · Bring the database to the newest schema."""
    settings = load(OfficeSettings)
    if not check:
        upgrade(settings)
        return
    fault = what_is_wrong(settings)
    if fault is not None:
        typer.echo(fault, err=True)
        raise typer.Exit(code=1)
    typer.echo(texts(settings.language).newest.format(revision=schema.newest()))


def upgrade(settings: Settings) -> None:
    """Brings the database to the newest schema and says so; ends with status 1 where it cannot."""
    say = texts(settings.language)
    try:
        revision = schema.current(settings.database)
        if revision is not None and revision not in schema.revisions():
            typer.echo(say.newer.format(revision=revision), err=True)
            raise typer.Exit(code=1)
        missing = schema.upgrade(settings.database)
    except schema.NotOwnerError:
        typer.echo(say.not_owner, err=True)
        raise typer.Exit(code=1) from None
    except (SQLAlchemyError, OSError):
        typer.echo(say.unreachable, err=True)
        raise typer.Exit(code=1) from None
    sentence = say.newest if revision == schema.newest() else say.upgraded
    typer.echo(sentence.format(revision=schema.newest()))
    if missing:
        typer.echo(say.no_roles.format(roles=", ".join(missing), cure=CURE), err=True)


if __name__ == "__main__":
    app()
