"""Drafts are found under the newest pseudonym and die whole, with their files."""

from datetime import timedelta

from storage import drafts
from storage.attachments import Attachment
from storage.columns import Sealed
from tests.storage.filing import NOON

BODY, FILE = Sealed(b"body"), Sealed(b"file")


async def test_todays_draft_comes_before_yesterdays(store):
    for name in ("yesterday", "today"):
        await store.write(drafts.put, name, Sealed(name.encode()), dies_at=NOON)
    found = await store.read(drafts.find, ["today", "yesterday"])
    assert found == ("today", Sealed(b"today"))
    assert await store.read(drafts.find, ["nobody"]) is None


async def test_a_draft_that_is_dropped_takes_its_files_along(store):
    await store.write(drafts.put, "name", BODY, dies_at=NOON)
    await store.write(drafts.put_file, "name", Attachment("f", FILE))
    assert await store.read(drafts.files, ["f"]) == {"f": FILE}
    await store.write(drafts.drop, ["name"])
    assert await store.read(drafts.files, ["f"]) == {}


async def test_a_draft_dies_at_its_hour_and_not_before(store):
    await store.write(drafts.put, "name", BODY, dies_at=NOON)
    await store.write(drafts.put_file, "name", Attachment("f", FILE))
    assert await store.write(drafts.sweep, now=NOON - timedelta(seconds=1)) == 0
    assert await store.write(drafts.sweep, now=NOON) == 1
    assert await store.read(drafts.find, ["name"]) is None
    assert await store.read(drafts.files, ["f"]) == {}
