"""`python -m bot.backup`: a sealed copy of everything kept, made while the bots run; and back.

Making one needs the public sealing key alone; reading one needs the opening key's passphrase.
"""

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, BinaryIO, TypeVar

import typer

from bot import clock
from bot.backup_texts import BackupTexts, texts
from bot.backups import cut_off, kept, named
from bot.keys_prompts import known_passphrase, stop
from bot.keys_texts import texts as keys_texts
from bot.office import read, write
from bot.settings import OfficeSettings, load
from bot.store_texts import texts as store_texts
from storage import backup, journal
from storage.backup import NotEmptyError, OtherSchemaError
from storage.backup_file import BackupError
from storage.failpoints import passing
from storage.opening import KeyFileError, Opening, PassphraseError
from storage.sealing import Sealing

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="备份和恢复 · Backup and restore",
)

File = Annotated[Path, typer.Argument(help="备份文件 · the backup")]
Key = Annotated[
    Path | None, typer.Option("--opening-key", help="开封钥匙文件 · file of the opening key")
]
PassphraseFile = Annotated[
    Path | None, typer.Option(help="口令文件（或 CHUISHAO_PASSPHRASE）· file with the passphrase")
]
T = TypeVar("T")


@app.command()
def make() -> None:
    """做一份备份，不用停机 · Make a backup; nothing needs to stop."""
    settings = load(OfficeSettings)
    say, now = texts(settings.language), clock.now().astimezone(settings.zone)
    folder = settings.backup_path
    try:
        sealing = Sealing.load(settings.sealing_key_path)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / named(now)
        rows = _written(path, lambda file: read(settings, backup.save, file, sealing, now))
        removed = _remove_old(folder, before=now.date() - timedelta(days=settings.backup_days))
        _remove_cut_off(folder, before=now.date())
    except (OSError, ValueError):
        stop(say.not_made.format(folder=folder, key=settings.sealing_key_path))
    size = path.stat().st_size / 1_000_000
    typer.echo(say.made.format(path=path, rows=rows, size=f"{size:.1f}", removed=removed))


@app.command()
def check(file: File, opening_key: Key = None, passphrase_file: PassphraseFile = None) -> None:
    """看一份备份完不完整，不动数据库 · Whether a backup is whole; no database is touched."""
    settings = load(OfficeSettings)
    say = texts(settings.language)
    opening = _opening(settings, opening_key, passphrase_file)
    made = _trying(say, file, lambda: _made(file, opening))
    typer.echo(say.whole.format(path=file, made=_moment(made, settings)))


@app.command()
def restore(file: File, opening_key: Key = None, passphrase_file: PassphraseFile = None) -> None:
    """把备份放进空的数据库 · Put a backup into an empty database."""
    settings = load(OfficeSettings)
    say = texts(settings.language)
    opening = _opening(settings, opening_key, passphrase_file)
    made = _trying(
        say, file, lambda: write(settings, backup.restore, lambda: file.open("rb"), opening)
    )
    typer.echo(say.restored.format(path=file, made=_moment(made, settings)))
    if read(settings, journal.verify) is not None:
        stop(say.chain)
    head = read(settings, journal.head)
    whole = store_texts(settings.language)
    sentence = whole.chain_whole if head.number else whole.chain_empty
    typer.echo(sentence.format(number=head.number, digest=head.digest))
    typer.echo(say.after)


def _written(path: Path, write_into: Callable[[BinaryIO], T]) -> T:
    """Whole or not at all, for its owner alone, and safe from a power cut."""
    beside = path.with_name(f".{path.name}.new")  # as `cut_off` knows it
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            told = write_into(file)
            file.flush()
            os.fsync(file.fileno())
        passing("backup.before")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return told


def _remove_old(folder: Path, *, before: date) -> int:
    """Takes away what has had its time; the newest one stays in any case."""
    made = sorted(kept(folder))
    old = [path for path, day in made[:-1] if day < before]
    for path in old:
        path.unlink()
    return len(old)


def _remove_cut_off(folder: Path, *, before: date) -> None:
    """Takes away what a kill left half written; today's may be somebody's who still writes."""
    for path, day in cut_off(folder):
        if day < before:
            path.unlink()


def _opening(settings: OfficeSettings, path: Path | None, passphrase_file: Path | None) -> Opening:
    say, path = texts(settings.language), path or settings.data_dir / "keys" / "opening.key"
    passphrase = known_passphrase(keys_texts(settings.language), passphrase_file)
    try:
        return Opening.load(path, passphrase)
    except PassphraseError:
        stop(say.locked)
    except (KeyFileError, OSError):
        stop(say.no_key.format(path=path))


def _made(path: Path, opening: Opening) -> datetime:
    with path.open("rb") as file:
        return backup.made_at(file, opening)


def _trying(say: BackupTexts, file: Path, work: Callable[[], T]) -> T:
    try:
        return work()
    except BackupError:
        stop(say.damaged.format(path=file))
    except NotEmptyError:
        stop(say.not_empty)
    except OtherSchemaError as error:
        stop(say.other_schema.format(revision=error.revision))
    except OSError:
        stop(say.unreadable.format(path=file))


def _moment(moment: datetime, settings: OfficeSettings) -> str:
    return f"{moment.astimezone(settings.zone):%Y-%m-%d %H:%M}"


if __name__ == "__main__":
    app()
