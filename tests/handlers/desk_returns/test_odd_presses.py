"""Buttons that were forged, or whose message is gone: said to be old, or told below."""

import pytest

from domain.contacts import Part
from storage import contacts
from tests.handlers.desk_returns.telegram import person
from tests.handlers.desk_returns.town import MAIN

FORGED_BY_A_CONTACT = [
    *("w:open:gas:2026-W99", "w:open:gas:9999-W52", "w:open:gas:0001-W01"),
    *("w:at:gas:2026-W48:999999999999", "w:nothing:gas:2026-W48"),
    *("wh:ask:gas:nobody", "wh:yes:gas", "wh:no:gas:main:x", "wh:yes:gas:main\n"),
]
FORGED_BY_A_REVIEWER = [
    *("wd:grant:gas:2026-W99", "wd:decline:gas", "wd:grant:gas:x:y", "wd:grant:gas:9999-W52"),
    *("wr:page:x:0", "wr:page:9999-W52:0", "wr:page:2026-W48", "wr:remind:", "wr:book:x"),
    *("wr:choose:2026-W48", "wr:choose:2026-W48:x", "wr:reason:2026-W48", "wr:excuse:2026-W48:gas"),
]


@pytest.mark.parametrize("data", FORGED_BY_A_CONTACT)
async def test_what_a_contact_forges_is_said_to_be_old(town, gas, data):
    await gas[0].taps_old(1, {"callback_data": data})
    assert town.wire.toasts[-1]


@pytest.mark.parametrize("data", FORGED_BY_A_REVIEWER)
async def test_what_a_reviewer_forges_is_said_to_be_old(town, gas, reviewer, data):
    await reviewer.taps_old(1, {"callback_data": data})
    assert town.wire.toasts[-1]


async def test_the_new_code_is_told_also_where_the_message_is_gone(town, gas):
    main, _ = gas
    await main.taps_old(12345, {"callback_data": "wh:yes:gas:main"})
    named = (await town.store.read(contacts.pair, "gas"))[Part.MAIN]
    assert named.chat_id != MAIN
    assert "-" in main.text


async def test_a_slash_alone_makes_no_command_and_is_answered(town, gas):
    main, _ = gas
    message = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": MAIN, "type": "private"},
        "from": person(MAIN),
        "text": "/你好",
    }
    await town.feed(message=message)
    assert main.shown
