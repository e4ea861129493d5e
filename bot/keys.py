"""`python -m bot.keys`: makes, recovers, changes, checks and rotates the desk's keys.

Secrets are typed unseen, or come from files or the environment; never from the command line,
which every process of the machine may read.
"""

import os
from pathlib import Path
from typing import Annotated

import typer

from bot.keys_prompts import (
    chosen_passphrase,
    given,
    known_passphrase,
    show_words,
    stop,
    tell,
    typed_papers,
)
from bot.keys_texts import KeysTexts, texts
from bot.office import read
from bot.settings import OfficeSettings, load
from storage import samples
from storage.envelope import UnsealError
from storage.opening import (
    MIDDLING,
    KeyFileError,
    Opening,
    PassphraseError,
    Stretch,
    WordsError,
    from_words,
    key_ids,
)
from storage.sealing import Sealing
from storage.secret_file import replace

SEALING_FILE = "sealing.key"
OPENING_FILE = "opening.key"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="密钥：封存的放员工端，开启的放工作端 · Sealing keys for the intake, opening for the desk",
)

Folder = Annotated[Path, typer.Argument(help="密钥文件夹 · folder of the two files")]
PassphraseFile = Annotated[
    Path | None, typer.Option(help="口令文件（或 CHUISHAO_PASSPHRASE）· file with the passphrase")
]
NewPassphraseFile = Annotated[
    Path | None,
    typer.Option(help="新口令文件（或 CHUISHAO_NEW_PASSPHRASE）· file with the new passphrase"),
]
WordsFile = Annotated[
    Path | None,
    typer.Option(help="恢复词文件，一行一套，新的在前 · a key's words a line, newest first"),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="少说话 · say less")]
NoWords = Annotated[bool, typer.Option("--no-words", help="不显示恢复词 · show no recovery words")]


@app.command()
def make(
    folder: Folder,
    passphrase_file: PassphraseFile = None,
    quiet: Quiet = False,
    no_words: NoWords = False,
) -> None:
    """做一对新密钥 · Make a new pair."""
    say = _texts()
    for name in (OPENING_FILE, SEALING_FILE):
        if (folder / name).exists():
            stop(say.exists.format(path=folder / name))
    passphrase = chosen_passphrase(say, passphrase_file, "CHUISHAO_PASSPHRASE")
    opening = Opening.make()
    if not no_words:
        show_words(opening, say, quiet=quiet, ask=not given(passphrase_file))
    write_pair(opening, folder, passphrase)
    if not quiet:
        tell(_named(say.made, folder, opening))


@app.command()
def recover(
    folder: Folder, words_file: WordsFile = None, passphrase_file: PassphraseFile = None
) -> None:
    """用恢复词找回密钥，另定口令 · Recover keys from words, under a new passphrase."""
    say = _texts()
    try:
        opening = from_words(*typed_papers(say, words_file))
    except WordsError:
        stop(say.words_wrong)
    path = folder / OPENING_FILE
    found = {key.key_id for key in opening.sealings}
    left = [named for named in _held(path, say) if named not in found]
    if left:
        stop(say.words_missing.format(path=path, ids=", ".join(left)))
    passphrase = chosen_passphrase(say, passphrase_file, "CHUISHAO_PASSPHRASE")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    opening.save(path, passphrase)
    if not (folder / SEALING_FILE).exists():
        _write_sealing(opening.sealing, folder)
    tell(say.recovered.format(count=len(found)))
    _compare(folder, opening, say)


@app.command()
def passphrase(
    folder: Folder,
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: NewPassphraseFile = None,
) -> None:
    """换口令 · Change the passphrase."""
    say = _texts()
    opening = _load(folder, say, passphrase_file)
    new = chosen_passphrase(say, new_passphrase_file, "CHUISHAO_NEW_PASSPHRASE")
    opening.save(folder / OPENING_FILE, new)
    tell(say.changed)


@app.command()
def check(folder: Folder, passphrase_file: PassphraseFile = None) -> None:
    """看封存和开启的密钥是不是一对 · Check that the two files belong together."""
    say = _texts()
    _compare(folder, _load(folder, say, passphrase_file), say)


@app.command()
def rotate(
    folder: Folder,
    passphrase_file: PassphraseFile = None,
    quiet: Quiet = False,
    no_words: NoWords = False,
) -> None:
    """加一把新密钥，旧的照样能看 · Add a new key; the old ones still open."""
    say = _texts()
    known = known_passphrase(say, passphrase_file)
    opening = _opened(folder, say, known).rotated()
    if not no_words:
        show_words(opening, say, quiet=quiet, ask=not given(passphrase_file))
    opening.save(folder / OPENING_FILE, known)
    if not quiet:
        tell(_named(say.rotated, folder, opening))


@app.command()
def switch(folder: Folder, passphrase_file: PassphraseFile = None) -> None:
    """工作端重启以后：从此用新密钥封存 · After the desk's restart: seal to the newest key."""
    say = _texts()
    opening = _load(folder, say, passphrase_file)
    _write_sealing(opening.sealing, folder)
    tell(_named(say.switched, folder, opening))


@app.command()
def rehearse(folder: Folder, words_file: WordsFile = None) -> None:
    """演练找回：纸上的词打不打得开，什么都不写 · Do the papers open it? Nothing is written."""
    say = _texts()
    try:
        opening = from_words(*typed_papers(say, words_file))
    except WordsError:
        stop(say.words_wrong)
    found = {key.key_id for key in opening.sealings}
    left = [named for named in _held(folder / OPENING_FILE, say) if named not in found]
    try:
        kept = read(load(OfficeSettings), samples.by_key)
    except UnsealError:
        stop(say.does_not_open)
    left += [named for named in kept if named not in {*found, *left}]
    if left:
        stop(say.not_rehearsed.format(ids=", ".join(left)))
    _compare(folder, opening, say)
    try:
        for one in kept.values():
            opening.open(one.sealed, one.place, one.item)
    except UnsealError:
        stop(say.does_not_open)
    tell(say.rehearsed.format(count=len(kept)) if kept else say.nothing_to_open)


def write_pair(
    opening: Opening, folder: Path, passphrase: str, stretch: Stretch = MIDDLING
) -> None:
    """Writes both files; the opening key first, so that nothing is sealed to a key not kept."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    opening.save(folder / OPENING_FILE, passphrase, stretch)
    _write_sealing(opening.sealing, folder)


def _write_sealing(sealing: Sealing, folder: Path) -> None:
    replace(folder / SEALING_FILE, sealing.public_key.hex().encode() + b"\n")
    (folder / SEALING_FILE).chmod(0o644)


def _load(folder: Path, say: KeysTexts, passphrase_file: Path | None) -> Opening:
    return _opened(folder, say, known_passphrase(say, passphrase_file))


def _opened(folder: Path, say: KeysTexts, passphrase: str) -> Opening:
    path = folder / OPENING_FILE
    try:
        return Opening.load(path, passphrase)
    except FileNotFoundError:
        stop(say.missing.format(path=path))
    except PassphraseError:
        stop(say.not_it)
    except KeyFileError:
        stop(say.damaged.format(path=path))


def _held(path: Path, say: KeysTexts) -> tuple[str, ...]:
    try:
        return key_ids(path)
    except FileNotFoundError:
        return ()
    except KeyFileError:
        stop(say.damaged.format(path=path))


def _compare(folder: Path, opening: Opening, say: KeysTexts) -> None:
    path = folder / SEALING_FILE
    try:
        sealing = Sealing.load(path)
    except FileNotFoundError:
        stop(say.missing.format(path=path))
    except ValueError:
        stop(say.damaged.format(path=path))
    if sealing == opening.sealing:
        tell(say.belongs.format(id=sealing.key_id, count=len(opening.sealings)))
    elif sealing in opening.sealings:
        tell(say.outdated.format(id=sealing.key_id, newest=opening.sealing.key_id))
    else:
        stop(say.stranger.format(id=sealing.key_id))


def _named(sentence: str, folder: Path, opening: Opening) -> str:
    return sentence.format(
        id=opening.sealing.key_id, sealing=folder / SEALING_FILE, opening=folder / OPENING_FILE
    )


def _texts() -> KeysTexts:
    return texts(os.environ.get("CHUISHAO_LANGUAGE"))


if __name__ == "__main__":
    app()
