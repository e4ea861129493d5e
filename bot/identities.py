"""`python -m bot.identities`: who a reporter is, opened by two officers together or by nobody.

Each officer makes a key of their own (`python -m bot.keys make FOLDER`) on a drive that lies
locked away; only the public halves come to the server. An opening is noted before it is seen.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import clock
from bot.identities_texts import IdentitiesTexts, texts
from bot.keys import OPENING_FILE
from bot.keys_prompts import stop
from bot.office import read, write
from bot.settings import OfficeSettings, load
from domain import acts
from storage import Session, cases, identities
from storage.envelope import UnsealError
from storage.identities import Identity
from storage.officers import INNER, PLACE, Officer, Officers, OfficersFileError
from storage.opening import KeyFileError, Opening, PassphraseError
from storage.sealed import Sealed
from storage.sealing import Sealing

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="封存的身份：两位负责人一起才打得开 · Identities, opened by two officers together",
)

Public = Annotated[Path, typer.Argument(help="公开钥匙 sealing.key · an officer's public key")]
Label = Annotated[str, typer.Argument(help="称呼，举报人会看到 · shown to the reporter")]
Folder = Annotated[Path, typer.Option(help="存钥匙的文件夹 · folder of an officer's key")]


@dataclass(frozen=True)
class Found:
    """A case's identity as it is kept."""

    case: str
    identity: Identity


@app.command()
def officers(first: Public, first_label: Label, second: Public, second_label: Label) -> None:
    """定下两位负责人 · Name the two officers by their public keys."""
    settings = load(OfficeSettings)
    say = texts(settings.language)
    named = [_officer(say, first, first_label), _officer(say, second, second_label)]
    if named[0].public_key == named[1].public_key:
        stop(say.same_key)
    path = settings.officers_path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    Officers(*named).save(path)
    path.chmod(0o644)
    typer.echo(say.named.format(first=first_label, second=second_label))


@app.command("list")
def listing() -> None:
    """哪些案件封存着身份 · For which cases an identity is kept."""
    settings = load(OfficeSettings)
    say, codes = texts(settings.language), read(settings, identities.cases)
    typer.echo("\n".join([say.kept, *codes]) if codes else say.none)


@app.command("open")
def open_(
    code: Annotated[str, typer.Argument(help="案件编号 · the case's code")],
    reason: Annotated[
        str, typer.Option(help="为什么打开，举报人会看到 · why; the reporter reads it")
    ],
    first: Folder,
    second: Folder,
) -> None:
    """两位负责人一起打开 · Open an identity, both officers together."""
    settings = load(OfficeSettings)
    say = texts(settings.language)
    if not reason.strip():
        stop(say.no_reason)
    found = read(settings, _find, code, say)
    keys = [_key(say, number, folder) for number, folder in ((1, first), (2, second))]
    try:
        inner = keys[0].open(found.identity.body, PLACE, found.identity.id)
        plain = keys[1].open(Sealed(inner), INNER, found.identity.id)
    except UnsealError:
        stop(say.not_theirs)
    labels = _labels(settings, keys)
    _note(settings, say, found.case, labels, reason.strip())
    _show(say, code.upper(), plain.decode())
    typer.echo(say.done)


def _officer(say: IdentitiesTexts, path: Path, label: str) -> Officer:
    try:
        key = Sealing.load(path).public_key
    except (OSError, ValueError):
        stop(say.not_a_key.format(path=path))
    try:
        return Officer(label, key)
    except ValueError:
        stop(say.label.format(label=label))


def _find(session: Session, code: str, say: IdentitiesTexts) -> Found:
    case = cases.find(session, code)
    if case is None:
        stop(say.unknown_case.format(code=code))
    identity = identities.find(session, case.id)
    if identity is None:
        stop(say.nothing_kept.format(code=code))
    return Found(case.id, identity)


def _key(say: IdentitiesTexts, number: int, folder: Path) -> Opening:
    path = folder / OPENING_FILE
    if not path.exists():
        stop(say.no_key.format(path=path))
    passphrase = typer.prompt(say.key_of.format(number=number, path=path), hide_input=True)
    try:
        return Opening.load(path, str(passphrase))
    except PassphraseError:
        stop(say.not_theirs)
    except (KeyFileError, OSError):
        stop(say.damaged.format(path=path))


def _labels(settings: OfficeSettings, keys: list[Opening]) -> tuple[str, str]:
    """Whose keys they are: by label, or by the key's name where the officers have changed since."""
    known: dict[bytes, str] = {}
    with suppress(OSError, OfficersFileError):
        named = Officers.load(settings.officers_path)
        known = {one.public_key: one.label for one in (named.first, named.second)}
    first, second = (known.get(key.sealing.public_key, key.sealing.key_id) for key in keys)
    return first, second


def _note(
    settings: OfficeSettings, say: IdentitiesTexts, case: str, labels: tuple[str, str], reason: str
) -> None:
    try:
        sealing = Sealing.load(settings.sealing_key_path)
    except (OSError, ValueError):
        stop(say.no_sealing_key.format(path=settings.sealing_key_path))
    at = clock.now().astimezone(settings.zone)
    write(settings, _record, case, labels, reason, sealing=sealing, at=at)


def _record(
    session: Session,
    case: str,
    labels: tuple[str, str],
    reason: str,
    *,
    sealing: Sealing,
    at: datetime,
) -> None:
    first, second = labels
    change = acts.open_identity(
        cases.load(session, case), first=first, second=second, reason=reason, at=at
    )
    cases.record(session, change, sealing=sealing, hold=False)


def _show(say: IdentitiesTexts, code: str, plain: str) -> None:
    """On a screen of its own where there is one, so that it does not stay above the prompt."""
    console = Console(highlight=False)
    with console.screen(hide_cursor=False):
        console.print(say.shown.format(code=code), markup=False)
        console.print(plain, markup=False)
        typer.prompt("", default="", show_default=False, prompt_suffix="")


if __name__ == "__main__":
    app()
