"""Drafts are found under the newest pseudonym and die whole, with their files."""

from datetime import timedelta

from storage import drafts
from storage.attachments import Attachment
from storage.columns import Sealed
from storage.drafts import Kept
from tests.storage.filing import NOON

FILE = Sealed(b"file")


def kept(body=b"body"):
    return Kept(Sealed(body), Sealed(b"where " + body))


async def test_todays_draft_comes_before_yesterdays(store):
    for name in ("yesterday", "today"):
        await store.write(drafts.put, [name], kept(name.encode()), dies_at=NOON)
    found = await store.read(drafts.find, ["today", "yesterday"])
    assert found == ("today", Sealed(b"today"))
    assert await store.read(drafts.find, ["nobody"]) is None


async def test_a_draft_that_is_dropped_takes_its_files_along(store):
    await store.write(drafts.put, ["name"], kept(), dies_at=NOON)
    await store.write(drafts.put_file, "name", Attachment("f", FILE))
    assert await store.read(drafts.files, ["f"]) == {"f": FILE}
    await store.write(drafts.drop, ["name"])
    assert await store.read(drafts.files, ["f"]) == {}


async def test_a_draft_dies_at_its_hour_and_not_before(store):
    await store.write(drafts.put, ["name"], kept(), dies_at=NOON)
    await store.write(drafts.put_file, "name", Attachment("f", FILE))
    assert await store.write(drafts.sweep, now=NOON - timedelta(seconds=1)) == 0
    assert await store.write(drafts.sweep, now=NOON) == 1
    assert await store.read(drafts.find, ["name"]) is None
    assert await store.read(drafts.files, ["f"]) == {}


async def test_a_draft_is_carried_to_another_pseudonym_with_its_files_and_its_hour(store):
    await store.write(drafts.put, ["before"], kept(), dies_at=NOON)
    await store.write(drafts.put_file, "before", Attachment("f", FILE))
    await store.write(drafts.carry, "before", "after", kept(b"again"))
    assert await store.read(drafts.find, ["before", "after"]) == ("after", Sealed(b"again"))
    assert await store.read(drafts.whereabouts) == {"after": Sealed(b"where again")}
    assert await store.write(drafts.sweep, now=NOON) == 1
    assert await store.read(drafts.files, ["f"]) == {}


async def test_what_lay_under_yesterdays_pseudonym_comes_along_with_its_files(store):
    await store.write(drafts.put, ["yesterday"], kept(), dies_at=NOON)
    await store.write(drafts.put_file, "yesterday", Attachment("f", FILE))
    await store.write(drafts.put, ["today", "yesterday"], kept(b"again"), dies_at=NOON)
    assert await store.read(drafts.find, ["yesterday"]) is None
    assert await store.read(drafts.find, ["today"]) == ("today", Sealed(b"again"))
    await store.write(drafts.drop, ["today"])
    assert await store.read(drafts.files, ["f"]) == {}


async def test_files_that_are_not_kept_are_destroyed_and_no_other_drafts(store):
    for name in ("mine", "other"):
        await store.write(drafts.put, [name], kept(), dies_at=NOON)
    for name, id_ in (("mine", "a"), ("mine", "b"), ("other", "c")):
        await store.write(drafts.put_file, name, Attachment(id_, FILE))
    await store.write(drafts.keep_files, "mine", ["b"])
    assert set(await store.read(drafts.files, ["a", "b", "c"])) == {"b", "c"}
    await store.write(drafts.keep_files, "mine", [])
    assert set(await store.read(drafts.files, ["a", "b", "c"])) == {"c"}
