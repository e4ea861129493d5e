"""`python -m bot.journal`: whether the journal's chain is whole, and where it ends."""

import typer

from bot.office import read
from bot.settings import OfficeSettings, load
from bot.store_texts import texts
from storage import Session, evidence, journal
from storage.journal import Break, Head

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="核对日志 · Verifies the journal",
)


@app.command()
def verify() -> None:
    """从头核对每一条和每份材料 · Recompute the chain, and look for what it does not know."""
    settings = load(OfficeSettings)
    say = texts(settings.language)
    broken, head, strangers = read(settings, _verified)
    if broken is not None:
        typer.echo(say.chain_broken.format(number=broken.number), err=True)
        raise typer.Exit(code=1)
    if strangers:
        typer.echo(say.strangers.format(count=strangers), err=True)
        raise typer.Exit(code=1)
    sentence = say.chain_whole if head.number else say.chain_empty
    typer.echo(sentence.format(number=head.number, digest=head.digest))


@app.command()
def head() -> None:
    """最后一条的号和指纹 · The last entry's number and digest."""
    settings = load(OfficeSettings)
    last = read(settings, journal.head)
    typer.echo(texts(settings.language).head.format(number=last.number, digest=last.digest))


def _verified(session: Session) -> tuple[Break | None, Head, int]:
    return journal.verify(session), journal.head(session), evidence.strangers(session)


if __name__ == "__main__":
    app()
