"""Every kind of message and update that the framework knows is answered, or rightly is not."""

import pytest
from aiogram.methods import LeaveChat, SendMessage

from handlers.intake.incoming import SERVICE
from handlers.intake.turns import UPDATES
from tests.handlers.intake.robots import begin
from tests.handlers.payloads import KINDS, UPDATE_KINDS, content, update

TAKEN = {"text", "photo", "document", "live_photo"}
OWN_WORDS = {
    "voice": "声音会让人认出你",
    "video_note": "里面有脸和声音",
    "audio": "声音文件收不了",
    "contact": "露出你或别人的电话",
    "sticker": "看不出意思",
    "dice": "看不出意思",
    "video": "截一两张图",
    "animation": "截一两张图",
    "location": "位置会露出",
    "venue": "位置会露出",
}
NEVER_ASKED_FOR = sorted({*UPDATE_KINDS} - {*UPDATES})


@pytest.fixture(autouse=True)
def nothing_set_aside(caplog):
    yield
    assert "set aside" not in caplog.text


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in TAKEN])
async def test_what_is_not_taken_is_erased_and_answered(robot, kind):
    await begin(robot, "门锁着")
    await robot.send(**content(kind))
    assert "第 1 步" in robot.form.text
    assert len(robot.screen) == 1
    if kind in SERVICE:
        assert robot.form.text.startswith("第 1 步")
    else:
        assert OWN_WORDS.get(kind, "这个收不了") in robot.form.text


def test_a_service_message_is_none_that_a_person_writes():
    assert {*TAKEN, *OWN_WORDS}.isdisjoint(SERVICE)
    assert set(KINDS) > SERVICE


async def test_of_a_live_photo_the_photo_is_taken(robot):
    await begin(robot)
    await robot.photo(**content("live_photo"))
    assert "照片 1 张" in robot.form.text


@pytest.mark.parametrize("kind", NEVER_ASKED_FOR)
async def test_updates_that_were_not_asked_for_change_nothing(robot, wire, kind):
    await begin(robot, "门锁着")
    before = len(wire.calls)
    payload = update(kind)
    if "chat" in payload:
        payload["chat"] = {"id": robot.chat, "type": "private"}
    await robot.receives({"update_id": 1, kind: payload})
    assert len(wire.calls) == before


@pytest.mark.parametrize("kind", ["a_kind_of_tomorrow"])
async def test_an_update_that_the_framework_does_not_know_is_passed_over(robot, wire, kind):
    with pytest.warns(RuntimeWarning, match="unknown update"):
        await robot.receives({"update_id": 1, kind: {"id": "x"}})
    assert wire.calls == []


async def test_a_message_of_a_kind_of_tomorrow_is_answered(robot):
    await begin(robot, "门锁着")
    await robot.send(hologram={"file_id": "x"})
    assert "这个收不了" in robot.form.text
    assert len(robot.screen) == 1


@pytest.mark.parametrize("status", ["member", "kicked"])
async def test_blocking_and_unblocking_the_bot_is_answered_with_silence(robot, wire, status):
    user = robot.person
    event = {"chat": {"id": robot.chat, "type": "private"}, "from": user, "date": 1}
    event |= {"old_chat_member": {"status": "left", "user": user}}
    event |= {"new_chat_member": {"status": status, "user": user, "until_date": 0}}
    await robot.receives({"update_id": 1, "my_chat_member": event})
    assert wire.calls == []


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post"])
async def test_a_channel_is_left(robot, wire, kind):
    post = {"message_id": 1, "date": 1, "chat": {"id": -9, "type": "channel"}, "text": "x"}
    await robot.receives({"update_id": 1, kind: post})
    assert wire.count(LeaveChat) == 1
    assert wire.count(SendMessage) == 0
