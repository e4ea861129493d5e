import stat

import pytest
from typer.testing import CliRunner

from bot.keys import OPENING_FILE, SEALING_FILE, app
from storage import schema
from storage.opening import Opening, from_words
from storage.sealing import Sealing
from storage.store import Store
from tests.storage.filing import filed

SECRET = "correct horse battery"
OTHER = "吹哨的新口令，很长很长一句"


def run(*arguments, typed="", language="zh", **environment):
    env = {f"CHUISHAO_{name.upper()}": value for name, value in environment.items()}
    words = [str(part) for part in arguments]
    return CliRunner().invoke(app, words, input=typed, env={"CHUISHAO_LANGUAGE": language} | env)


@pytest.fixture
def folder(tmp_path):
    made = run("make", tmp_path / "keys", "--quiet", "--no-words", passphrase=SECRET)
    assert (made.exit_code, made.output) == (0, "")
    return tmp_path / "keys"


def opened(folder, passphrase=SECRET):
    return Opening.load(folder / OPENING_FILE, passphrase)


def test_a_pair_is_made_that_belongs_together(folder):
    assert Sealing.load(folder / SEALING_FILE) == opened(folder).sealing
    assert stat.S_IMODE((folder / OPENING_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / SEALING_FILE).stat().st_mode) == 0o644
    checked = run("check", folder, passphrase=SECRET)
    assert checked.exit_code == 0
    assert "对得上" in checked.output


def test_by_hand_the_passphrase_is_asked_twice_and_the_words_confirmed(tmp_path):
    typed = f"short\n{SECRET}\n{SECRET}x\n{SECRET}\n{SECRET}\nwrong words\n好\n"
    made = run("make", tmp_path, typed=typed)
    assert made.exit_code == 0, made.output
    assert "太容易猜" in made.output
    assert "两遍不一样" in made.output
    assert "对不上" in made.output
    assert all(word in made.output for word in opened(tmp_path).words().split())
    assert SECRET not in made.output


def test_nothing_is_made_before_the_words_are_confirmed(tmp_path):
    made = run("make", tmp_path / "keys", typed=f"{SECRET}\n{SECRET}\nwrong words\n")
    assert made.exit_code != 0
    assert not (tmp_path / "keys").exists()


def test_a_pair_that_is_there_is_never_overwritten(folder):
    before = [file.read_bytes() for file in sorted(folder.iterdir())]
    again = run("make", folder, passphrase=OTHER)
    assert again.exit_code == 1
    assert "没有动它" in again.output
    assert [file.read_bytes() for file in sorted(folder.iterdir())] == before


def test_a_weak_passphrase_from_a_file_is_refused(tmp_path):
    (tmp_path / "weak").write_text("aaaaaaaaaaaaaaaa\n")
    made = run("make", tmp_path / "keys", "--passphrase-file", tmp_path / "weak")
    assert made.exit_code == 1
    assert not (tmp_path / "keys").exists()


def test_quiet_alone_still_gives_the_words(tmp_path):
    made = run("make", tmp_path, "--quiet", passphrase=SECRET)
    assert from_words(made.output).sealing == opened(tmp_path).sealing


def test_the_passphrase_is_changed(folder):
    before = opened(folder).sealings
    changed = run("passphrase", folder, passphrase=SECRET, new_passphrase=OTHER)
    assert changed.exit_code == 0
    assert opened(folder, OTHER).sealings == before
    refused = run("check", folder, passphrase=SECRET)
    assert refused.exit_code == 1
    assert "口令不对" in refused.output


def test_after_rotation_both_keys_open(folder):
    before = opened(folder).sealing
    sealed = before.seal(b"gas", "a", "1")
    rotated = run("rotate", folder, "--no-words", passphrase=SECRET)
    assert rotated.exit_code == 0
    now = opened(folder)
    assert now.open(sealed, "a", "1") == b"gas"
    assert Sealing.load(folder / SEALING_FILE) == before != now.sealing
    outdated = run("check", folder, passphrase=SECRET)
    assert outdated.exit_code == 0
    assert now.sealing.key_id in outdated.output
    assert "旧的" in outdated.output


def test_keys_that_do_not_belong_together_are_told(folder):
    (folder / SEALING_FILE).write_text(Opening.make().sealing.public_key.hex())
    checked = run("check", folder, passphrase=SECRET)
    assert checked.exit_code == 1
    assert "对不上" in checked.output


def test_keys_are_recovered_from_paper(folder, tmp_path):
    first = opened(folder)
    words = first.words()
    recovered = run("recover", tmp_path / "new", typed=f"{words}\n\n", passphrase=OTHER)
    assert recovered.exit_code == 0, recovered.output
    assert words not in recovered.output
    assert opened(tmp_path / "new", OTHER).sealing == first.sealing
    assert Sealing.load(tmp_path / "new" / SEALING_FILE) == first.sealing


def test_recovery_never_drops_an_older_key(folder, tmp_path):
    older = opened(folder).words()
    run("rotate", folder, "--no-words", passphrase=SECRET)
    newer = opened(folder).words()
    before = (folder / OPENING_FILE).read_bytes()
    refused = run("recover", folder, typed=f"{newer}\n\n", passphrase=OTHER)
    assert refused.exit_code == 1
    assert (folder / OPENING_FILE).read_bytes() == before
    (tmp_path / "words").write_text(f"{newer}\n\n{older}\n")
    done = run("recover", folder, "--words-file", tmp_path / "words", passphrase=OTHER)
    assert done.exit_code == 0, done.output
    assert opened(folder, OTHER).words() == newer
    assert len(opened(folder, OTHER).sealings) == 2


def test_wrong_words_recover_nothing(tmp_path):
    refused = run("recover", tmp_path / "new", typed="zoo zoo\n\n", passphrase=OTHER)
    assert refused.exit_code == 1
    assert "恢复词不对" in refused.output
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("command", ["check", "rotate", "passphrase"])
def test_a_missing_or_damaged_file_is_named(tmp_path, command):
    env = {"passphrase": SECRET, "new_passphrase": OTHER}
    missing = run(command, tmp_path, **env)
    assert (missing.exit_code, "找不到" in missing.output) == (1, True)
    (tmp_path / OPENING_FILE).write_text("{}")
    damaged = run(command, tmp_path, language="en", **env)
    assert (damaged.exit_code, "damaged" in damaged.output) == (1, True)


def test_whoever_restarts_while_a_key_is_rotated_what_the_intake_seals_is_read(folder):
    def sealed_now():
        return Sealing.load(folder / SEALING_FILE).seal(b"gas", "a", "1")

    old_desk, old_intake = opened(folder), sealed_now()
    assert run("rotate", folder, "--no-words", passphrase=SECRET).exit_code == 0
    assert old_desk.open(sealed_now(), "a", "1") == b"gas"  # an intake that restarts too early
    desk = opened(folder)
    assert [desk.open(each, "a", "1") for each in (old_intake, sealed_now())] == [b"gas", b"gas"]
    switched = run("switch", folder, passphrase=SECRET)
    assert switched.exit_code == 0, switched.output
    assert Sealing.load(folder / SEALING_FILE) == desk.sealing
    assert [desk.open(each, "a", "1") for each in (old_intake, sealed_now())] == [b"gas", b"gas"]
    assert "对得上" in run("check", folder, passphrase=SECRET).output


@pytest.fixture
async def two_keys(folder, tmp_path):
    """A database in which something is sealed to each of two keys."""
    url = f"sqlite:///{tmp_path / 'chuishao.db'}"
    schema.upgrade(url)
    async with Store(url) as store:
        await filed(store, opened(folder).sealing)
        run("rotate", folder, "--no-words", passphrase=SECRET)
        await filed(store, opened(folder).sealing)
    run("switch", folder, passphrase=SECRET)
    return url


def _papers(folder, tmp_path, *keys):
    paper = tmp_path / "words"
    paper.write_text("\n".join(Opening([key]).words() for key in keys))
    return ("rehearse", folder, "--words-file", paper)


def test_recovery_is_rehearsed_on_what_really_rests_and_nothing_is_written(
    folder, two_keys, tmp_path
):
    new, old = opened(folder)._keys
    before = {file: file.read_bytes() for file in folder.iterdir()}
    settings = {"database_url": two_keys, "env_file": ""}
    told = run(*_papers(folder, tmp_path, new, old), **settings)
    assert (told.exit_code, "2 把密钥" in told.output) == (0, True), told.output
    short = run(*_papers(folder, tmp_path, new), **settings)
    assert short.exit_code == 1
    assert Opening([old]).sealing.key_id in short.output
    assert {file: file.read_bytes() for file in folder.iterdir()} == before
