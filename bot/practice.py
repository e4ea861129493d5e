"""`python -m bot.practice`: a case to try the whole way with, counted nowhere and removed again."""

import secrets
from datetime import timedelta
from typing import Final

import typer

from bot import clock
from bot.office import read, write
from bot.people_texts import texts
from bot.settings import OfficeSettings, load
from domain.receipts import case_code
from storage import codes, practice

WITHIN: Final = timedelta(hours=2)
PAYLOAD: Final = "practice-"
LENGTH: Final = 8

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="演练：走一遍，不进统计，一键删掉 · Practice cases",
)


@app.command()
def link() -> None:
    """给一个演练链接，两小时有效 · A link that makes what is filed a practice case."""
    settings = load(OfficeSettings)
    say = texts(settings.language)
    if not settings.intake_username:
        typer.echo(say.no_username, err=True)
        raise typer.Exit(code=1)
    code = case_code(secrets.token_bytes(32), LENGTH)
    expires = clock.now() + WITHIN
    write(settings, codes.put, code, purpose=codes.PRACTICE, subject="", expires_at=expires)
    typer.echo(f"https://t.me/{settings.intake_username}?start={PAYLOAD}{code}")
    typer.echo(say.practice_link)


@app.command("list")
def listing() -> None:
    """现有的演练案件 · The practice cases there are."""
    settings = load(OfficeSettings)
    found = read(settings, practice.listed)
    for case in found:
        typer.echo(f"{case.code}  {case.day.isoformat()}  {case.stage.value}")
    typer.echo(texts(settings.language).practice_count.format(count=len(found)))


@app.command()
def remove() -> None:
    """删掉所有演练案件和它们的话题 · Remove all practice cases and their topics."""
    settings = load(OfficeSettings)
    removed = write(settings, practice.remove, at=clock.now().astimezone(settings.zone))
    typer.echo(texts(settings.language).practice_removed.format(count=len(removed)))


if __name__ == "__main__":
    app()
