"""Enrolling, and the gate that everybody else stands before."""

import pytest

from domain.errors import EnrolmentError
from storage import codes, people

PHOTO = [{"file_id": "CANARY-FILE", "file_unique_id": "u", "width": 1, "height": 1}]


async def test_a_code_makes_a_reviewer_after_asking_back(office):
    reviewer = await office.reviewer("审核员 3")
    await office.code("7K2M-9QXD", purpose=codes.ENROL, subject=reviewer.id)
    await office.says(5, "/start 7K2M-9QXD")
    assert await office.desk.store.read(people.reviewer_at, 5) is None
    asked = office.wire.sent(5)[-1]
    assert "审核员 3" in asked["text"]
    await office.presses_on(5, asked, "对，是我")
    assert (await office.desk.store.read(people.reviewer_at, 5)).id == reviewer.id
    assert "登记好了" in office.wire.sent(name="editMessageText")[-1]["text"]


async def test_a_code_typed_by_itself_does_the_same_and_is_deleted(office):
    reviewer = await office.reviewer("审核员 3")
    await office.code("7K2M-9QXD", purpose=codes.ENROL, subject=reviewer.id)
    await office.says(5, "7k2m9qxd")
    assert "审核员 3" in office.wire.last(5)
    assert "deleteMessage" in office.wire.names()


async def test_whoever_says_no_voids_the_code(office):
    reviewer = await office.reviewer("审核员 3")
    await office.code("7K2M-9QXD", purpose=codes.ENROL, subject=reviewer.id)
    await office.says(5, "/start 7K2M-9QXD")
    asked = office.wire.sent(5)[-1]
    await office.presses_on(5, asked, "不对")
    await office.presses_on(5, asked, "对，是我")
    assert isinstance(office.errors[0], EnrolmentError)
    assert await office.desk.store.read(people.reviewer_at, 5) is None


async def test_a_code_works_once(office):
    reviewer = await office.reviewer("审核员 3")
    await office.code("7K2M-9QXD", purpose=codes.ENROL, subject=reviewer.id)
    await office.presses(5, "enrol:yes:7K2M-9QXD")
    await office.presses(6, "enrol:yes:7K2M-9QXD")
    assert isinstance(office.errors[0], EnrolmentError)
    assert await office.desk.store.read(people.reviewer_at, 6) is None


async def test_a_new_account_takes_the_rights_of_the_old_one(office):
    reviewer = await office.reviewer("审核员 3", 5)
    await office.code("7K2M-9QXD", purpose=codes.ENROL, subject=reviewer.id)
    await office.presses(6, "enrol:yes:7K2M-9QXD")
    assert await office.desk.store.read(people.reviewer_at, 5) is None
    assert (await office.desk.store.read(people.reviewer_at, 6)).id == reviewer.id


async def test_somebody_who_is_a_reviewer_does_not_become_another(office):
    await office.reviewer("审核员 1", 5)
    other = await office.reviewer("审核员 2")
    await office.code("7K2M-9QXD", purpose=codes.ENROL, subject=other.id)
    await office.presses(5, "enrol:yes:7K2M-9QXD")
    assert isinstance(office.errors[0], EnrolmentError)


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "CANARY-TEXT 三标段没有护栏"},
        {"photo": PHOTO, "caption": "CANARY-TEXT"},
        {"contact": {"phone_number": "CANARY-PHONE", "first_name": "x"}},
        {"text": "K7QM 3XTA 9HFE W4CP R6NY JD3G"},
    ],
)
async def test_what_a_stranger_sends_is_deleted_unkept_and_sent_to_the_right_bot(
    office, sent, tmp_path, caplog
):
    await office.says(5, **sent)
    assert office.wire.names() == ["deleteMessage", "sendMessage"]
    assert "没有保存" in office.wire.last(5)
    button = office.wire.sent(5)[0]["reply_markup"]["inline_keyboard"][0][0]
    assert button["url"] == "https://t.me/safe_bot"
    assert b"CANARY" not in b"".join(p.read_bytes() for p in tmp_path.iterdir() if p.is_file())
    assert "CANARY" not in caplog.text


async def test_an_album_of_a_stranger_is_deleted_whole_and_answered_once(office):
    for _ in range(3):
        await office.says(5, photo=PHOTO, media_group_id="album")
    assert office.wire.names().count("deleteMessage") == 3
    assert office.wire.names().count("sendMessage") == 1


async def test_a_wrong_code_is_called_wrong(office):
    await office.says(5, "/start 7K2M-9QXD")
    assert "登记码不对" in office.wire.last(5)


async def test_a_stranger_reaches_no_command_and_no_button(office):
    for command in ("/next", "/queue", "/stats", "/case K7QM", "/help"):
        await office.says(5, command)
        assert "登记码" in office.wire.last(5)
    office.wire.asked.clear()
    await office.presses(5, "walk:start:queue")
    ((name, told),) = office.wire.asked
    assert name == "answerCallbackQuery"
    assert "给审核员用的" in told["text"]
    assert "删" not in told["text"]


async def test_what_a_reviewer_writes_out_of_nowhere_is_deleted_too(office):
    await office.reviewer("审核员 3", 5)
    await office.says(5, "三标段没有护栏")
    assert office.wire.names() == ["deleteMessage", "sendMessage"]
    assert "不能收线索" in office.wire.last(5)
    assert "/next" in office.wire.last(5)


async def test_an_edited_message_of_a_stranger_is_deleted_as_well(office):
    message = {"message_id": 3, "date": 1, "chat": {"id": 5, "type": "private"}}
    sender = {"id": 5, "is_bot": False, "first_name": "x"}
    await office.feed(edited_message=message | {"from": sender, "text": "x", "edit_date": 2})
    assert office.wire.names() == ["deleteMessage", "sendMessage"]
