"""Who leaves the desk keeps nothing of a case in their private chat."""

import pytest

from bot.leaving import leave
from domain.notices import PeekOver, SightLost
from domain.rooms import Group
from handlers.desk import trail
from handlers.desk.deliver import deliver
from handlers.desk.group import Seen, settle
from storage import outbox, pending, screens
from storage.pending import Pending
from storage.screens import Screen
from tests.handlers.desk_office.conftest import GROUP

WALK, FILES, PREVIEW = 1000, 77, 88


@pytest.fixture
async def reviewer(office):
    return await office.reviewer("审核员 3", 5)


@pytest.fixture
async def room(office, reviewer):
    return await office.room(reviewer)


@pytest.fixture
async def shown(office, room, reviewer):
    """A case of which a private chat shows the card, the files and a preview of words."""
    case = await office.case(room, "AAAA", text="the words")
    await office.says(5, "/next")
    store = office.desk.store
    draft = Pending(
        id="p", reviewer=reviewer.id, chat=5, thread=0, case=case.id, purpose="reply",
        asked_at=office.now, message=PREVIEW,
    )  # fmt: skip
    await store.write(pending.put, draft)
    await store.write(screens.remember, Screen("peek:5", 5, FILES, {"messages": [FILES]}))
    return case


async def goes(office, room, *present):
    """Telegram shows the group without the reviewer."""
    group = Group(
        topics=True, manages_topics=True, deletes=True, pins=True, sees_all=True, private=True
    )
    seen = Seen(group, frozenset(present), len(present))
    await office.desk.store.write(
        settle, office.desk.opening, room.id, seen, by="telegram", at=office.now
    )


async def delivered(office):
    found = await office.desk.store.write(outbox.claim, office.now)
    for waiting in found:
        if isinstance(waiting.notice, SightLost | PeekOver):
            await deliver(office.desk, waiting.notice)
    return {data["message_id"] for data in office.wire.sent(5, "deleteMessage")}


async def test_who_leaves_the_group_keeps_neither_card_nor_files_nor_preview(office, room, shown):
    await goes(office, room)
    assert await delivered(office) == {WALK, FILES, PREVIEW}
    assert await office.desk.store.read(pending.in_chat, 5) == []


async def test_who_is_removed_keeps_neither_card_nor_files_nor_preview(office, shown, reviewer):
    sealing = office.desk.sealing
    await office.desk.store.write(leave, reviewer, sealing=sealing, at=office.now)
    assert await delivered(office) == {WALK, FILES, PREVIEW}


async def test_who_leaves_one_of_two_groups_keeps_what_the_other_shows(office, shown, reviewer):
    other = await office.room(reviewer, chat=GROUP - 1)
    await goes(office, other)
    assert await delivered(office) == set()
    here = await office.desk.store.read(trail.standing, 5)
    assert here is not None
    assert here.case == shown.id
