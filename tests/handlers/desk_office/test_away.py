"""Who leaves the desk keeps nothing of a case in their private chat."""

import pytest

from bot.leaving import leave
from domain.cases import Stage
from domain.notices import DueOver, HolderTold, LeadAsked, LeadTold, PeekOver, SightLost
from domain.rooms import Group
from handlers.desk import trail
from handlers.desk.deliver import deliver
from handlers.desk.group import Seen, settle
from handlers.texts.office import texts
from storage import outbox, pending, screens
from storage.pending import Pending
from storage.screens import Screen
from tests.handlers.desk_office.telegram import GROUP

WALK, FILES, PREVIEW = 1000, 77, 88


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


async def test_who_is_removed_presses_reads_and_is_told_nothing_from_that_moment_on(
    office, room, shown, reviewer
):
    store, say = office.desk.store, texts("zh")
    queued = [
        HolderTold(shown.id, reviewer.id, "letter-x"),
        LeadTold(reviewer.id, "wanted", "x", "AAAA"),
        LeadAsked(shown.id, reviewer.id, "x"),
        DueOver(shown.id, "look", reviewer.id, "x"),
    ]
    await store.write(leave, reviewer, sealing=office.desk.sealing, at=office.now)
    before = len(office.wire.sent(5))
    for notice in queued:
        await deliver(office.desk, notice)
    assert len(office.wire.sent(5)) == before
    for chat in (None, GROUP):
        await office.presses(5, f"take_on:{shown.id}:1", chat=chat)
        answer = office.wire.sent(name="answerCallbackQuery")[-1]
        assert answer["text"] == say.stranger_press(office.desk.intake)
    await office.says(5, "/next")
    assert office.wire.last(5) == say.stranger(office.desk.intake)
    assert (await office.stored(shown)).stage is Stage.RECEIVED
    (closed,) = await office.rooms()
    assert not closed.ready


async def test_who_leaves_one_of_two_groups_keeps_what_the_other_shows(office, shown, reviewer):
    other = await office.room(reviewer, chat=GROUP - 1)
    await goes(office, other)
    assert await delivered(office) == set()
    here = await office.desk.store.read(trail.standing, 5)
    assert here is not None
    assert here.case == shown.id
