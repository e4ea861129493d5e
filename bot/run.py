"""`python -m bot.run`: both processes in the foreground, for a first real try."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import typer
from dotenv import dotenv_values

from bot.child import Child
from bot.memory import keep_to_itself
from bot.migrate import upgrade
from bot.ready import what_is_wrong
from bot.run_texts import RunTexts, texts
from bot.settings import PREFIX, WRONG, DeskSettings, IntakeSettings, load
from storage.opening import KeyFileError, Opening, PassphraseError

DESK_ONLY = frozenset({"DESK_TOKEN", "PASSPHRASE", "PASSPHRASE_FILE", "OPENING_KEY_FILE"})
INTAKE_ONLY = frozenset({"INTAKE_TOKEN", "DAY_KEY_FILE"})

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="两个机器人一起在前台运行 · Both bots in the foreground",
)


@app.command()
def run() -> None:
    """两个机器人一起在前台运行，Ctrl+C 停 · Run both bots until Ctrl+C."""
    keep_to_itself()
    intake, desk = load(IntakeSettings), load(DeskSettings)
    say = texts(desk.language)
    passphrase = _passphrase(desk, say)
    if not intake.sealing_key_path.exists():
        _stop(say.no_key.format(path=intake.sealing_key_path))
    if what_is_wrong(desk) is not None:
        upgrade(desk)
    both = variables(os.environ, os.environ.get(f"{PREFIX}ENV_FILE", ".env"))
    typer.echo(say.running)
    status = asyncio.run(keep_running(both, passphrase, say))
    typer.echo(say.stopped)
    raise typer.Exit(code=status)


async def keep_running(both: Mapping[str, str], passphrase: str, say: RunTexts) -> int:
    """Runs both processes until a signal; each gets the variables that are its own.

    Gives the exit status: 2 when a process found its settings wrong.
    """

    def tell(name: str, status: int, pause: float) -> None:
        sentence = say.died.format(name=say.names[name], status=status, seconds=round(pause))
        typer.echo(sentence, err=True)

    stop = asyncio.Event()
    asked = stop_on_signals(stop)
    children = (
        Child("bot.intake", without(both, DESK_ONLY), tell=tell),
        Child(
            "bot.desk", without(both, INTAKE_ONLY | {"PASSPHRASE"}), tell=tell, secret=passphrase
        ),
    )
    await asyncio.gather(*(child.run(stop) for child in children))
    return 0 if asked.is_set() else WRONG


def stop_on_signals(stop: asyncio.Event) -> asyncio.Event:
    """SIGTERM and Ctrl+C set `stop`, and the event that is handed back: somebody asked for it."""
    asked = asyncio.Event()

    def end() -> None:
        asked.set()
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end)
    return asked


def variables(environment: Mapping[str, str], file: str) -> dict[str, str]:
    """The environment, completed by our variables in a file, which the processes need not read."""
    written = dotenv_values(file, encoding="utf-8") if file else {}
    ours = {name: value or "" for name, value in written.items() if name.startswith(PREFIX)}
    return ours | dict(environment) | {f"{PREFIX}ENV_FILE": ""}


def without(environment: Mapping[str, str], names: frozenset[str]) -> dict[str, str]:
    """An environment that lacks some of our variables."""
    return {k: v for k, v in environment.items() if k.removeprefix(PREFIX) not in names}


def _passphrase(desk: DeskSettings, say: RunTexts) -> str:
    path = desk.opening_key_path
    try:
        given = desk.read_passphrase()
        if given is not None:
            Opening.load(path, given.get_secret_value())
            return given.get_secret_value()
        if not path.exists():
            _stop(say.no_key.format(path=path))
        if not sys.stdin.isatty():
            _stop(say.nobody_to_ask)
        return _asked(path, say)
    except PassphraseError:
        _stop(say.not_it)
    except KeyFileError:
        _stop(say.damaged.format(path=path))
    except OSError as error:
        _stop(say.no_key.format(path=error.filename or path))


def _asked(path: Path, say: RunTexts) -> str:
    while True:
        typed = str(typer.prompt(say.ask, hide_input=True))
        try:
            Opening.load(path, typed)
        except PassphraseError:
            typer.echo(say.not_it, err=True)
        else:
            return typed


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code=WRONG)


if __name__ == "__main__":
    app()
