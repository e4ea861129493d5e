"""An identity rests sealed to two, once a case, and goes when its mailbox goes."""

import pytest

from storage import identities, letters
from storage.envelope import UnsealError
from storage.identities import Identity
from storage.officers import INNER, PLACE, Officer, Officers, OfficersFileError
from storage.opening import Opening
from storage.sealed import Sealed
from tests.storage.filing import filed


@pytest.fixture
def keys():
    return Opening.make(), Opening.make()


@pytest.fixture
def officers(keys):
    first, second = (key.sealing.public_key for key in keys)
    return Officers(Officer("李组长", first), Officer("王主任", second))


async def test_a_later_identity_takes_the_place_of_an_earlier_one(store, officers):
    made = await filed(store, Opening.make().sealing)
    for name in ("one", "two"):
        identity = Identity(name, officers.seal(b"somebody", name))
        await store.write(identities.put, made.case, identity)
    kept = await store.read(identities.find, made.case)
    assert kept == identity
    assert await store.read(identities.cases) == [made.filing.case.code]


async def test_it_goes_when_its_mailbox_is_burnt(store, officers):
    made = await filed(store, Opening.make().sealing)
    await store.write(identities.put, made.case, Identity("one", officers.seal(b"who", "one")))
    await store.write(letters.burn, made.case)
    assert await store.read(identities.find, made.case) is None


def test_neither_key_opens_it_without_the_other_nor_in_the_other_order(keys, officers):
    sealed = officers.seal(b"somebody", "an id")
    first, second = keys
    with pytest.raises(UnsealError):
        second.open(sealed, PLACE, "an id")
    inner = first.open(sealed, PLACE, "an id")
    assert b"somebody" not in inner
    with pytest.raises(UnsealError):
        first.open(Sealed(inner), INNER, "an id")
    assert second.open(Sealed(inner), INNER, "an id") == b"somebody"


def test_it_opens_for_no_other_case(keys, officers):
    with pytest.raises(UnsealError):
        keys[0].open(officers.seal(b"somebody", "an id"), PLACE, "another id")


def test_the_officers_file_says_again_what_was_written(tmp_path, officers):
    officers.save(tmp_path / "officers")
    assert Officers.load(tmp_path / "officers") == officers


@pytest.mark.parametrize("damage", ["", "chuishao officers\n", "chuishao officers\n00 a\n00 b\n"])
def test_a_damaged_officers_file_is_refused(tmp_path, damage):
    (tmp_path / "officers").write_text(damage)
    with pytest.raises(OfficersFileError):
        Officers.load(tmp_path / "officers")
