"""Every kind of message and update is taken by the desk without a fault, and a stranger's leaves
no trace.
"""

import logging
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from storage.tables import Base
from tests.handlers.desk_case.telegram import GROUP
from tests.handlers.payloads import CANARY, KINDS, UPDATE_KINDS, content, update

STRANGER = SimpleNamespace(chat_id=999)
FOREIGN = -1999


@pytest.fixture(autouse=True)
def nothing_logged(caplog):
    caplog.set_level(logging.INFO)
    yield
    assert CANARY not in caplog.text
    assert str(STRANGER.chat_id) not in caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def rows(session):
    return {
        table.name: sorted(map(repr, session.execute(select(table))))
        for table in Base.metadata.sorted_tables
    }


async def test_a_stranger_in_private_is_answered_and_nothing_of_it_is_kept(office):
    before = await office.store.read(rows)
    for kind in KINDS:
        office.wire.asked.clear()
        await office.says(STRANGER, chat=STRANGER.chat_id, **content(kind))
        assert len(office.wire.sent(chat=STRANGER.chat_id)) == 1, kind
        assert len(office.wire.sent("deleteMessage", STRANGER.chat_id)) == 1, kind
        assert await office.store.read(rows) == before, kind


async def test_a_reviewer_in_private_is_answered(office, one):
    for kind in KINDS:
        office.wire.asked.clear()
        await office.says(one, chat=one.chat_id, **content(kind))
        assert office.wire.sent(chat=one.chat_id), kind


async def test_in_a_foreign_group_nothing_is_said_or_kept(office, one):
    before = await office.store.read(rows)
    for kind in KINDS:
        for somebody in (STRANGER, one):
            await office.says(somebody, chat=FOREIGN, **content(kind))
        assert await office.store.read(rows) == before, kind
        assert CANARY not in office.wire.everything(), kind
        assert office.wire.sent(chat=FOREIGN) == [], kind


@pytest.mark.parametrize("somebody", ["stranger", "reviewer"])
async def test_in_the_desks_group_no_content_is_kept_or_repeated(office, one, somebody):
    topic = await office.topic(await office.posted())
    who = one if somebody == "reviewer" else STRANGER
    for kind in KINDS:
        for thread in (None, topic.thread):
            await office.says(who, thread=thread, **content(kind))
        assert CANARY not in repr(await office.store.read(rows)), kind
        assert CANARY not in office.wire.everything(), kind


@pytest.mark.parametrize("chat", [STRANGER.chat_id, FOREIGN, GROUP])
async def test_every_kind_of_update_goes_through_and_its_content_is_not_kept(office, chat):
    await office.posted()
    for kind in UPDATE_KINDS:
        payload = update(kind)
        if "chat" in payload:
            payload["chat"] = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
        await office.feed(**{kind: payload})
        assert CANARY not in repr(await office.store.read(rows)), kind
