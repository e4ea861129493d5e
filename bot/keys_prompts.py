"""What `python -m bot.keys` asks and shows: passphrases, recovery words, a way to stop."""

import os
import secrets
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.table import Table

from bot.keys_texts import KeysTexts
from storage.opening import WORDS, Opening

SHORTEST = 12
FEWEST_DIFFERENT = 6


def strong(passphrase: str) -> bool:
    """Whether a passphrase is long and varied enough to be worth stretching."""
    return len(passphrase) >= SHORTEST and len(set(passphrase)) >= FEWEST_DIFFERENT


def show_words(opening: Opening, say: KeysTexts, *, quiet: bool, ask: bool) -> None:
    """Shows the words on a screen of their own, which is gone once they are confirmed."""
    words = opening.words().split()
    if quiet or not ask:
        typer.echo(" ".join(words))
        return
    console = Console(highlight=False)
    with console.screen(hide_cursor=False):
        console.print(say.words_shown)
        table = Table.grid(padding=(0, 3))
        for row in range(0, WORDS, 4):
            table.add_row(*(f"{row + n + 1:>2} {words[row + n]}" for n in range(4)))
        console.print(table)
        first, second = sorted(secrets.SystemRandom().sample(range(1, WORDS + 1), 2))
        while True:
            typed = typer.prompt(say.words_check.format(first=first, second=second)).lower().split()
            if typed in ([say.yes], [words[first - 1], words[second - 1]]):
                return
            console.print(say.words_differ.format(first=first, second=second))


def typed_papers(say: KeysTexts, words_file: Path | None) -> list[str]:
    """The recovery words of one or more keys, a paper each, the newest key first."""
    if words_file is not None:
        lines = words_file.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.strip()]
    papers = [str(typer.prompt(say.words_ask, hide_input=True))]
    while True:
        older = typer.prompt(say.words_older, hide_input=True, default="", show_default=False)
        if not older.strip():
            return papers
        papers.append(older)


def given(passphrase_file: Path | None, variable: str = "CHUISHAO_PASSPHRASE") -> bool:
    """Whether a passphrase is handed over without anybody being asked."""
    return passphrase_file is not None or variable in os.environ


def _handed(passphrase_file: Path | None, variable: str) -> str:
    if passphrase_file is not None:
        return passphrase_file.read_text(encoding="utf-8").rstrip("\r\n")
    return os.environ[variable]


def known_passphrase(say: KeysTexts, passphrase_file: Path | None) -> str:
    """The passphrase that a key file has now."""
    if given(passphrase_file):
        return _handed(passphrase_file, "CHUISHAO_PASSPHRASE")
    return str(typer.prompt(say.ask_known, hide_input=True))


def chosen_passphrase(say: KeysTexts, passphrase_file: Path | None, variable: str) -> str:
    """A new passphrase, strong enough, and typed twice if it is typed."""
    if given(passphrase_file, variable):
        chosen = _handed(passphrase_file, variable)
        if not strong(chosen):
            stop(say.too_weak)
        return chosen
    while True:
        chosen = str(typer.prompt(say.ask_new, hide_input=True))
        if not strong(chosen):
            tell(say.too_weak)
        elif typer.prompt(say.once_more, hide_input=True) != chosen:
            tell(say.not_the_same)
        else:
            return chosen


def tell(sentence: str) -> None:
    """Says something to whoever runs the command."""
    typer.echo(sentence)


def stop(sentence: str) -> NoReturn:
    """Says why not, and ends the command with status 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code=1)
