"""An identity is opened by two officers together, and never without a trace."""

import pytest

from domain import acts
from domain.cases import Actor, Outcome
from domain.people import Reviewer, Role
from domain.reading import Line, LineKind
from storage import cases, identities, journal, letters, people
from storage.calendar import is_workday
from storage.envelope import UnsealError
from storage.identities import Identity
from storage.officers import PLACE, Officers
from storage.opening import Opening, Stretch
from storage.store import Store
from tests.bot.commands import call
from tests.migrated import migrate
from tests.storage.filing import NOON, prepared

WHO = "王建国 13800138000"
QUICK = Stretch(passes=1, memory=8192)
LEAD = Actor(id="r1", role=Role.LEAD)


@pytest.fixture
def key(tmp_path):
    """Makes a key of somebody's own in a folder of theirs."""

    def make(name):
        folder = tmp_path / name
        folder.mkdir()
        made = Opening.make()
        made.save(folder / "opening.key", f"passphrase {name}", QUICK)
        (folder / "sealing.key").write_text(f"{made.sealing.public_key.hex()}\n")
        return folder

    return make


@pytest.fixture
def desk():
    return Opening.make()


@pytest.fixture
async def office(tmp_path, desk):
    url = f"sqlite:///{tmp_path / 'chuishao.db'}"
    migrate(url)
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "sealing.key").write_text(f"{desk.sealing.public_key.hex()}\n")
    return {"data_dir": tmp_path}


@pytest.fixture
async def store(tmp_path, office):
    async with Store(f"sqlite:///{tmp_path / 'chuishao.db'}") as opened:
        yield opened


@pytest.fixture
def named(office, key):
    """The two officers' folders, after they were named."""
    folders = key("li"), key("wang")
    public = [folder / "sealing.key" for folder in folders]
    told = call("bot.identities", "officers", public[0], "李组长", public[1], "王主任", **office)
    assert told.returncode == 0, told.stderr
    return folders


@pytest.fixture
async def case(store, desk, named, office):
    """A proven case whose reporter has sealed who they are."""
    filed = prepared(desk.sealing)
    officers = Officers.load(office["data_dir"] / "keys" / "officers")

    def work(session):
        lead = Reviewer(id="r1", label="审核员 1", role=Role.LEAD, chat_id=5)
        people.put_reviewer(session, lead)
        cases.file(session, filed.filing, sealing=desk.sealing, not_before=NOON)
        case = cases.load(session, filed.case)
        for decide in (
            lambda it: acts.post(it, room=None, rings=False, at=NOON, is_workday=is_workday),
            lambda it: acts.take_on(it, by=LEAD, at=NOON),
            lambda it: acts.conclude(it, by=LEAD, outcome=Outcome.PROVEN, text="补了", at=NOON),
        ):
            case = cases.record(session, decide(case), sealing=desk.sealing, hold=False)
        identities.put(session, case.id, Identity("an id", officers.seal(WHO.encode(), "an id")))
        return case

    return await store.write(work)


def opening(office, case, first, second, typed, reason="发奖励"):
    options = ["--reason", reason, "--first", first, "--second", second]
    return call("bot.identities", "open", case.code, *options, typed=typed, **office)


PASSPHRASES = "passphrase li\npassphrase wang\n\n"


async def last_line(store, desk, case):
    letter = (await store.read(letters.of, case.id))[-1]
    return Line.from_bytes(desk.open(letter.body, letters.PLACE, letter.id))


async def test_two_officers_together_see_who_it_was_and_both_sides_read_of_it(
    office, store, desk, case, named
):
    shown = opening(office, case, *named, PASSPHRASES)
    assert WHO in shown.stdout
    line = await last_line(store, desk, case)
    assert (line.kind, line.department) == (LineKind.IDENTITY_OPENED, "李组长、王主任")
    assert line.text == "发奖励"
    assert await store.read(journal.verify) is None


@pytest.mark.parametrize(
    "typed", ["passphrase li\npassphrase li\n\n", "wrong\n", "passphrase wang\npassphrase wang\n\n"]
)
async def test_one_officer_alone_sees_nothing_and_nothing_is_noted(
    office, store, desk, case, named, typed
):
    before = await store.read(journal.head)
    shown = opening(office, case, *named, typed)
    assert shown.returncode == 1
    assert WHO not in shown.stdout + shown.stderr
    assert await store.read(journal.head) == before


async def test_the_same_officer_twice_is_not_two(office, store, case, named):
    shown = opening(office, case, named[0], named[0], "passphrase li\npassphrase li\n\n")
    assert shown.returncode == 1
    assert WHO not in shown.stdout


async def test_what_cannot_be_noted_is_not_seen(office, case, named):
    (office["data_dir"] / "keys" / "sealing.key").unlink()
    shown = opening(office, case, *named, PASSPHRASES)
    assert shown.returncode == 1
    assert WHO not in shown.stdout


async def test_a_reason_is_asked_for(office, case, named):
    assert "--reason" in opening(office, case, *named, PASSPHRASES, reason=" ").stderr


async def test_the_desks_own_key_opens_nothing(desk, store, case):
    kept = await store.read(identities.find, case.id)
    with pytest.raises(UnsealError):
        desk.open(kept.body, PLACE, kept.id)


def test_one_key_is_not_two_officers(office, key):
    folder = key("li")
    told = call(
        "bot.identities",
        "officers",
        folder / "sealing.key",
        "李组长",
        folder / "sealing.key",
        "王主任",
        **office,
    )
    assert told.returncode == 1
    assert "同一把" in told.stderr


def test_what_is_no_key_is_named(office, key, tmp_path):
    told = call(
        "bot.identities",
        "officers",
        tmp_path / "none",
        "李组长",
        key("wang") / "sealing.key",
        "王主任",
        **office,
    )
    assert str(tmp_path / "none") in told.stderr


async def test_cases_with_an_identity_are_listed(office, case):
    assert case.code in call("bot.identities", "list", **office).stdout
