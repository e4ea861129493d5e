import pytest

from domain.contacts import Contact, Part
from domain.errors import NotFoundError
from domain.people import Enterprise
from storage import contacts, people

MAIN = Contact(id="m", name="王五", mobile="13800000000", chat_id=71)
BACKUP = Contact(id="b", chat_id=72)


@pytest.fixture
async def gas(store):
    def fill(session):
        for number in ("gas", "water"):
            people.put_enterprise(session, Enterprise(id=number, name=number, short=number))
        for contact in (MAIN, BACKUP):
            contacts.put(session, contact)
        contacts.appoint(session, "gas", Part.MAIN, "m")
        contacts.appoint(session, "gas", Part.BACKUP, "b")
        contacts.appoint(session, "water", Part.MAIN, "m")

    await store.write(fill)


async def test_one_person_acts_for_several_enterprises(store, gas):
    assert await store.read(contacts.appointments, "m") == [
        ("gas", Part.MAIN),
        ("water", Part.MAIN),
    ]
    assert await store.read(contacts.at, 71) == MAIN
    assert await store.read(contacts.at, 73) is None


async def test_an_enterprise_has_a_main_contact_and_a_backup(store, gas):
    assert await store.read(contacts.pair, "gas") == {Part.MAIN: MAIN, Part.BACKUP: BACKUP}
    assert await store.read(contacts.pairs) == {
        "gas": {Part.MAIN: MAIN, Part.BACKUP: BACKUP},
        "water": {Part.MAIN: MAIN},
    }
    assert len(await store.read(contacts.everybody)) == 3


async def test_who_is_appointed_takes_the_place_of_who_was(store, gas):
    await store.write(contacts.appoint, "gas", Part.MAIN, "b")
    assert (await store.read(contacts.pair, "gas"))[Part.MAIN] == BACKUP
    await store.write(contacts.dismiss, "gas", Part.MAIN)
    assert set(await store.read(contacts.pair, "gas")) == {Part.BACKUP}


async def test_that_somebody_cannot_be_reached_is_news_once(store, gas):
    assert await store.write(contacts.reached, "m", reachable=False)
    assert not await store.write(contacts.reached, "m", reachable=False)
    assert not (await store.read(contacts.load, "m")).reachable
    assert await store.write(contacts.reached, "m", reachable=True)


async def test_who_acts_for_nobody_is_erased_but_for_their_number(store, gas):
    await store.write(contacts.dismiss, "gas", Part.MAIN)
    await store.write(contacts.dismiss, "water", Part.MAIN)
    await store.write(contacts.forget_unnamed)
    assert await store.read(contacts.load, "m") == Contact(id="m")
    assert await store.read(contacts.load, "b") == BACKUP


async def test_nobody_is_not_found(store, gas):
    with pytest.raises(NotFoundError):
        await store.read(contacts.load, "x")
