"""`python -m bot.init`: five questions, a cure for each wrong answer, and `.env` at the end.

Every answer is written down at once, so that it can be left and taken up again. Beside `.env`,
which `make run` reads, each process gets a file of its own without the other's secrets.
"""

import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typer
from dotenv import dotenv_values
from pydantic import ValidationError

from bot import clock
from bot.bot_api import OFFICIAL, BotApi, NotReachedError
from bot.init_texts import InitTexts, texts
from bot.keys import write_pair
from bot.keys_prompts import chosen_passphrase, show_words
from bot.keys_texts import texts as keys_texts
from bot.run import DESK_ONLY, INTAKE_ONLY, without
from bot.settings import PREFIX, IntakeSettings, OfficeSettings, Settings
from storage.opening import Opening
from storage.secret_file import replace

FILE: Final = Path(".env")
OWN: Final = {"intake.env": DESK_ONLY, "desk.env": INTAKE_ONLY}
"""Each process's own file, and what is left out of it."""

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="一问一答装好 · Sets everything up, question by question",
)


BORDER: Final = "BORDER_DECIDED"
"""The day on which the adopter decided that reports may pass through Telegram."""
OFFICE: Final[Mapping[str, tuple[type[Settings], str]]] = {
    "TIMEZONE": (OfficeSettings, "Asia/Shanghai"),
    "POSTING_HOURS": (IntakeSettings, "09:00,15:00"),
    "RETURN_WEEKDAY": (OfficeSettings, "5"),
    "RETURN_HOUR": (OfficeSettings, "16:00"),
}
"""What the office is asked: whose setting it is, and what is proposed."""


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
        _write(self.path, self._values)

    def share_out(self) -> None:
        """Writes each process's own file beside this one."""
        for name, left_out in OWN.items():
            _write(self.path.with_name(name), without(self._values, left_out))


def _write(path: Path, values: Mapping[str, str]) -> None:
    lines = [f"{name}={_quoted(value)}\n" for name, value in values.items()]
    replace(path, "".join(lines).encode())


def _quoted(value: str) -> str:
    """As dotenv reads it back."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


@app.command()
def init() -> None:
    """一问一答装好，可以中途停 · Set everything up; it may be left and taken up again."""
    say = texts(os.environ.get(f"{PREFIX}LANGUAGE"))
    try:
        _questions(Answers(FILE), say)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo(say.left)
        raise typer.Exit(code=1) from None


def _questions(answers: Answers, say: InitTexts) -> None:
    typer.echo(say.begin)
    _reach(answers, say)
    _bot(answers, say, "INTAKE", say.intake)
    _bot(answers, say, "DESK", say.desk)
    _keys(answers, say)
    _office(answers, say)
    _border(answers, say)
    answers.share_out()
    typer.echo(say.done.format(path=answers.path, files="、".join(OWN)))


def _reach(answers: Answers, say: InitTexts) -> None:
    """Asks for a proxy until one leads there; only that one is kept."""
    typer.echo(say.reach)
    known = answers.get("PROXY")
    proxy = next((one for one in (known, "") if _leads(answers, one)), None)
    while proxy is None:
        question = say.not_reached.format(host=_api(answers).host)
        typed = str(typer.prompt(question, default="", show_default=False)).strip()
        if not typed:
            typer.echo(say.left)
            raise typer.Exit(code=1)
        if not _fits(answers, OfficeSettings, "PROXY", typed):
            typer.echo(say.no_proxy)
        elif _leads(answers, typed):
            proxy = typed
    if proxy != known:
        answers.put(PROXY=proxy)
    typer.echo(say.reached)


def _leads(answers: Answers, proxy: str) -> bool:
    """Whether Telegram answers by way of a proxy, or without one."""
    try:
        BotApi(answers.get("TELEGRAM_API") or OFFICIAL, proxy).moment()
    except NotReachedError:
        return False
    return True


def _bot(answers: Answers, say: InitTexts, half: str, question: str) -> None:
    token = answers.get(f"{half}_TOKEN")
    while True:
        if not token:
            token = str(typer.prompt(question, hide_input=True)).strip()
        try:
            me = _api(answers).ask(token, "getMe")
        except NotReachedError:
            typer.prompt(say.cut_off, default="", show_default=False)
            continue
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
            _name(answers, say, half, token)
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
    try:
        show_words(opening, words, quiet=False, ask=f"{PREFIX}PASSPHRASE" not in os.environ)
    except typer.Abort:
        typer.echo(say.words_void)
        raise
    write_pair(opening, folder, passphrase)


def _office(answers: Answers, say: InitTexts) -> None:
    for name, (kind, proposed) in OFFICE.items():
        question, cure = say.office[name]
        while True:
            typed = str(typer.prompt(question, default=answers.get(name) or proposed))
            typed = unicodedata.normalize("NFKC", typed).strip()
            if _fits(answers, kind, name, typed):
                break
            typer.echo(cure)
        answers.put(**{name: typed})


def _fits(answers: Answers, kind: type[Settings], name: str, typed: str) -> bool:
    """Whether settings would take an answer; what else is missing or wrong there does not count.

    The hour of returns is bound to those of their reminders.
    """
    field = name.lower()
    bound = "return_" if field == "return_hour" else field
    given: dict[str, Any] = {field: typed}
    try:
        kind(_env_file=answers.path, _env_file_encoding="utf-8", **given)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_context=False, include_url=False)
        return not any(str(part).startswith(bound) for fault in faults for part in fault["loc"])
    return True


def _border(answers: Answers, say: InitTexts) -> None:
    """The one decision that only the adopter can take (PIPL 36); what it was is kept with its day.

    Nothing is used before it is taken: without it the dialogue ends here, to be taken up again.
    """
    if answers.get(BORDER):
        typer.echo(say.decided.format(day=answers.get(BORDER)))
        return
    typer.echo(say.border)
    said = str(typer.prompt(say.border_ask, default="", show_default=False)).strip().lower()
    if said not in say.border_yes:
        typer.echo(say.undecided)
        raise typer.Exit(code=1)
    answers.put(**{BORDER: f"{clock.now():%Y-%m-%d}"})


def _name(answers: Answers, say: InitTexts, half: str, token: str) -> None:
    """Gives the bot the name people should see; it can be given by hand as well."""
    name = say.bot_names[half]
    try:
        named = _api(answers).ask(token, "setMyName", name=name)
    except NotReachedError:
        named = None
    typer.echo((say.named if named else say.not_named).format(name=name))


def _api(answers: Answers) -> BotApi:
    return BotApi(answers.get("TELEGRAM_API") or OFFICIAL, answers.get("PROXY"))


if __name__ == "__main__":
    app()
