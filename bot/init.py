"""`python -m bot.init`: five questions, a cure for each wrong answer, and `.env` at the end.

Every answer is written down at once, so that it can be left and taken up again.
"""

import os
from pathlib import Path
from typing import Any, Final

import httpx
import typer
from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError

from bot.init_texts import InitTexts, texts
from bot.keys import write_pair
from bot.keys_prompts import chosen_passphrase, show_words
from bot.keys_texts import texts as keys_texts
from bot.settings import PREFIX, IntakeSettings, OfficeSettings
from storage.opening import Opening
from storage.secret_file import replace

FILE: Final = Path(".env")
PATIENCE: Final = 10.0

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="一问一答装好 · Sets everything up, question by question",
)


class Answers:
    """What was answered so far: the lines of `.env`, readable by their owner alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        written = dotenv_values(path, encoding="utf-8", interpolate=False)
        self._values = {name: value or "" for name, value in written.items()}

    def get(self, name: str) -> str:
        """What was answered; empty when nothing was."""
        return os.environ.get(PREFIX + name) or self._values.get(PREFIX + name, "")

    def put(self, **answers: str) -> None:
        """Writes answers down; the rest of the file stays."""
        self._values |= {PREFIX + name: value for name, value in answers.items()}
        lines = [f"{name}='{value}'\n" for name, value in self._values.items()]
        replace(self.path, "".join(lines).encode())


@app.command()
def init() -> None:
    """一问一答装好，可以中途停 · Set everything up; it may be left and taken up again."""
    say = texts(os.environ.get(f"{PREFIX}LANGUAGE"))
    answers = Answers(FILE)
    typer.echo(say.begin)
    _reach(answers, say)
    _bot(answers, say, "INTAKE", say.intake)
    _bot(answers, say, "DESK", say.desk)
    _keys(answers, say)
    _office(answers, say)
    typer.echo(say.done.format(path=answers.path))


def _reach(answers: Answers, say: InitTexts) -> None:
    typer.echo(say.reach)
    while True:
        api = _api(answers)
        try:
            with _client(answers) as client:
                client.get(api)
        except (httpx.HTTPError, ValueError, ImportError):
            host = httpx.URL(api).host
            question = say.not_reached.format(host=host)
            proxy = str(typer.prompt(question, default="", show_default=False))
            if not proxy:
                raise typer.Exit(code=1) from None
            answers.put(PROXY=proxy)
        else:
            typer.echo(say.reached)
            return


def _bot(answers: Answers, say: InitTexts, half: str, question: str) -> None:
    token = answers.get(f"{half}_TOKEN")
    while True:
        if not token:
            token = str(typer.prompt(question, hide_input=True)).strip()
        me = _me(answers, token)
        if me is None:
            typer.echo(say.unknown_bot)
        elif half == "DESK" and token == answers.get("INTAKE_TOKEN"):
            typer.echo(say.same)
        elif half == "INTAKE" and me.get("can_join_groups"):
            typer.prompt(say.joins_groups, default="", show_default=False)
            continue
        elif half == "DESK" and not me.get("can_read_all_group_messages"):
            typer.prompt(say.blind, default="", show_default=False)
            continue
        else:
            name = str(me["username"])
            answers.put(**{f"{half}_TOKEN": token, f"{half}_USERNAME": name})
            typer.echo(say.bot.format(name=name))
            return
        token = ""


def _keys(answers: Answers, say: InitTexts) -> None:
    folder = Path(answers.get("DATA_DIR") or "data") / "keys"
    typer.echo(say.opening)
    if (folder / "opening.key").exists():
        typer.echo(say.have_keys.format(path=folder))
        return
    words = keys_texts(os.environ.get(f"{PREFIX}LANGUAGE"))
    passphrase = chosen_passphrase(words, None, f"{PREFIX}PASSPHRASE")
    opening = Opening.make()
    show_words(opening, words, quiet=False, ask=f"{PREFIX}PASSPHRASE" not in os.environ)
    write_pair(opening, folder, passphrase)


def _office(answers: Answers, say: InitTexts) -> None:
    while True:
        zone = str(typer.prompt(say.zone, default=answers.get("TIMEZONE") or "Asia/Shanghai"))
        hours = str(typer.prompt(say.hours, default=answers.get("POSTING_HOURS") or "09:00,15:00"))
        try:
            OfficeSettings(_env_file=None, timezone=zone)
            IntakeSettings(
                _env_file=None,
                intake_token=SecretStr(answers.get("INTAKE_TOKEN")),
                desk_username=answers.get("DESK_USERNAME"),
                posting_hours=hours,
            )
        except ValidationError:
            typer.echo(say.wrong)
        else:
            answers.put(TIMEZONE=zone, POSTING_HOURS=hours)
            return


def _me(answers: Answers, token: str) -> dict[str, Any] | None:
    """What Telegram says of a bot, None when it does not know the token."""
    try:
        with _client(answers) as client:
            told = client.get(f"{_api(answers)}/bot{token}/getMe").json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return None
    found: dict[str, Any] | None = told.get("result") if told.get("ok") else None
    return found


def _api(answers: Answers) -> str:
    return answers.get("TELEGRAM_API").rstrip("/") or "https://api.telegram.org"


def _client(answers: Answers) -> httpx.Client:
    return httpx.Client(proxy=answers.get("PROXY") or None, timeout=PATIENCE)


if __name__ == "__main__":
    app()
