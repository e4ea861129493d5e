import asyncio
import hashlib
import io

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BufferedInputFile,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
)
from telegram import InputMediaPhoto as DeskPhoto
from telegram.error import BadRequest

from playground.client import RefusedError
from playground.phone import LapsedError
from tests.playground.conftest import Stage, picture


def keys(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=list(rows))


async def test_words_go_both_ways(stage: Stage):
    await stage.phone.starts("site_7")
    (update,) = await stage.next_updates()
    assert update.message.text == "/start site_7"
    assert update.message.entities[0].type == "bot_command"
    words = "  <b>你<i>好</i></b> &amp; 再见 <blockquote expandable>长</blockquote> "
    sent = await stage.intake.send_message(stage.alice.id, words, parse_mode="HTML")
    assert sent.text == "你好 & 再见 长"
    shown = await stage.phone.until("你好")
    assert [(e["type"], e["offset"], e["length"]) for e in shown.entities] == [
        ("bold", 0, 2),
        ("italic", 1, 1),
        ("expandable_blockquote", 8, 1),
    ]


async def test_a_press_is_waited_for_though_time_leaps(stage: Stage):
    button = InlineKeyboardButton(text="提交", callback_data="go")
    sent = await stage.intake.send_message(stage.alice.id, "看一眼", reply_markup=keys([button]))
    place = {"by": stage.alice.id, "chat": stage.phone.place, "message_id": sent.message_id}
    pressed = await stage.playground.act("press", data="go", **place)
    (update,) = await stage.next_updates()
    said = stage.playground.act("answer", press=pressed["press"], seconds=20)
    answering = asyncio.create_task(said)
    await asyncio.sleep(0.2)
    await stage.playground.forward_clock(60)
    await asyncio.sleep(0.2)
    await stage.intake.answer_callback_query(update.callback_query.id, "收下了")
    assert (await answering)["text"] == "收下了"


async def test_a_press_that_time_has_leapt_over_is_waited_for_no_longer(stage: Stage):
    button = InlineKeyboardButton(text="提交", callback_data="go")
    sent = await stage.intake.send_message(stage.alice.id, "看一眼", reply_markup=keys([button]))
    pressing = asyncio.create_task(stage.phone.presses("提交", on=sent.message_id, timeout=20))
    (update,) = await stage.intake.get_updates(timeout=10)
    await stage.playground.forward_clock(151)
    with pytest.raises(LapsedError):
        await pressing
    with pytest.raises(TelegramBadRequest, match="too old"):
        await stage.intake.answer_callback_query(update.callback_query.id, "收下了")


async def test_offsets_count_utf16(stage: Stage):
    sent = await stage.intake.send_message(stage.alice.id, "🚨<b>险</b>", parse_mode="HTML")
    assert (sent.entities[0].offset, sent.entities[0].length) == (2, 1)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("<b>a", "Can't find end tag corresponding to start tag"),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", "Unmatched end tag"),
        ("字<x>a</x>", 'Unsupported start tag "x" at byte offset 3'),
        ("1 < 2", "Unsupported start tag"),
    ],
)
async def test_bad_html_is_refused(stage: Stage, words: str, why: str):
    with pytest.raises(TelegramBadRequest) as refused:
        await stage.intake.send_message(stage.alice.id, words, parse_mode="HTML")
    assert "can't parse entities" in refused.value.message
    assert why in refused.value.message


async def test_lengths_are_limited_after_entities(stage: Stage):
    send = stage.intake.send_message
    await send(stage.alice.id, "<b>" + "字" * 4096 + "</b>", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await send(stage.alice.id, "字" * 4097)
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await send(stage.alice.id, " ")
    photo = BufferedInputFile(picture(), "a.jpg")
    with pytest.raises(TelegramBadRequest, match="caption is too long"):
        await stage.intake.send_photo(stage.alice.id, photo, caption="字" * 1025)


async def test_keyboards_are_limited(stage: Stage):
    fine = InlineKeyboardButton(text="a", callback_data="字" * 21)
    long = InlineKeyboardButton(text="a", callback_data="字" * 22)
    send = stage.intake.send_message
    await send(stage.alice.id, "a", reply_markup=keys(*[[fine] * 4] * 25))
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await send(stage.alice.id, "a", reply_markup=keys([long]))
    with pytest.raises(TelegramBadRequest, match="too long"):
        await send(stage.alice.id, "a", reply_markup=keys([fine] * 9))
    with pytest.raises(TelegramBadRequest, match="too long"):
        await send(stage.alice.id, "a", reply_markup=keys(*[[fine]] * 101))


async def test_a_press_is_answered_once_and_in_time(stage: Stage):
    markup = keys(
        [InlineKeyboardButton(text="提交", callback_data="go")],
        [InlineKeyboardButton(text="复制", copy_text=CopyTextButton(text="K7QM"))],
        [InlineKeyboardButton(text="看", url="https://t.me/desk_bot?start=x")],
    )
    await stage.intake.send_message(stage.alice.id, "a", reply_markup=markup)
    assert await stage.phone.presses("复制") == "K7QM"
    assert await stage.phone.presses("看") == "https://t.me/desk_bot?start=x"
    await stage.phone.presses("提交", answered=False)
    (update,) = await stage.next_updates()
    assert update.callback_query.data == "go"
    await stage.intake.answer_callback_query(update.callback_query.id, "好")
    assert stage.world.presses[update.callback_query.id].text == "好"
    await stage.phone.presses("提交", answered=False)
    (late,) = await stage.next_updates()
    await stage.playground.forward_clock(151)
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await stage.intake.answer_callback_query(late.callback_query.id)


async def test_an_unfetched_press_is_forgotten_and_a_message_is_not(stage: Stage):
    markup = keys([InlineKeyboardButton(text="提交", callback_data="go")])
    await stage.intake.send_message(stage.alice.id, "a", reply_markup=markup)
    await stage.phone.presses("提交", answered=False)
    await stage.phone.says("还在")
    await stage.playground.forward_clock(151)
    assert [u.message.text for u in await stage.intake.get_updates()] == ["还在"]
    await stage.playground.forward_clock(24 * 3600)
    assert await stage.intake.get_updates() == []


async def test_edits(stage: Stage):
    sent = await stage.intake.send_message(stage.alice.id, "旧")
    edited = await stage.intake.edit_message_text(
        "新", chat_id=stage.alice.id, message_id=sent.message_id
    )
    assert edited.text == "新"
    assert (await stage.phone.screen()).edited
    again = {"chat_id": stage.alice.id, "message_id": sent.message_id}
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await stage.intake.edit_message_text("新", **again)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await stage.intake.edit_message_reply_markup(**again)
    with pytest.raises(TelegramBadRequest, match="there is no caption"):
        await stage.intake.edit_message_caption(caption="新", **again)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await stage.intake.edit_message_text("新", chat_id=stage.alice.id, message_id=999)
    theirs = await stage.phone.says("我的")
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await stage.intake.edit_message_text("新", chat_id=stage.alice.id, message_id=theirs)


async def test_a_persons_edit_reaches_the_bot(stage: Stage):
    number = await stage.phone.says("旧")
    await stage.phone.edits(number, "新")
    first, second = await stage.next_updates()
    assert (first.message.text, second.edited_message.text) == ("旧", "新")


async def test_deletions_work_for_48_hours(stage: Stage):
    number = await stage.phone.says("秘密")
    old = await stage.phone.says("旧秘密")
    await stage.intake.delete_message(stage.alice.id, number)
    assert "秘密" not in [m.text for m in await stage.phone.messages()]
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await stage.intake.delete_message(stage.alice.id, number)
    await stage.playground.forward_clock(48 * 3600)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await stage.intake.delete_message(stage.alice.id, old)
    young = [await stage.phone.says("一"), await stage.phone.says("二"), 999]
    assert await stage.intake.delete_messages(stage.alice.id, young)
    assert [m.id for m in await stage.phone.messages()] == [1, old]


async def test_blocked_deactivated_and_unknown_people(stage: Stage):
    await stage.phone.blocks()
    (update,) = await stage.next_updates()
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await stage.intake.send_message(stage.alice.id, "a")
    await stage.phone.unblocks()
    await stage.intake.send_message(stage.alice.id, "a")
    await stage.playground.act("deactivate", who=stage.alice.id)
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await stage.intake.send_message(stage.alice.id, "a")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await stage.intake.send_message(stage.bo.id, "a")


async def test_files_go_up_and_down_and_belong_to_one_bot(stage: Stage):
    data = picture(300)
    await stage.phone.sends_photo(data, caption="看")
    await stage.phone.sends_document(b"%PDF", "a.pdf", mime="application/pdf")
    photo, document = (update.message for update in await stage.next_updates())
    assert photo.caption == "看"
    assert [size.width for size in photo.photo] == [90, 300]
    assert (document.document.file_name, document.document.mime_type) == (
        "a.pdf",
        "application/pdf",
    )
    file_id = photo.photo[-1].file_id
    buffer = io.BytesIO()
    await stage.intake.download(file_id, destination=buffer)
    assert buffer.getvalue() == data
    assert (await stage.intake.send_photo(stage.alice.id, file_id)).photo[-1].file_id == file_id
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await stage.desk.get_file(file_id)
    with pytest.raises(BadRequest, match=r"[Ww]rong file identifier"):
        await stage.desk.send_photo(stage.group.id, file_id)
    sent = await stage.desk.send_document(stage.group.id, b"abc", filename="b.txt")
    file = await stage.desk.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"abc"
    (record,) = await stage.playground.requests("sendDocument")
    assert record["files"][0]["sha256"] == hashlib.sha256(b"abc").hexdigest()
    assert record["files"][0]["size"] == 3


async def test_a_file_above_20_mb_cannot_be_fetched(stage: Stage):
    await stage.phone.sends_document(bytes(20 * 1024 * 1024 + 1), "big.bin")
    (update,) = await stage.next_updates()
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await stage.intake.get_file(update.message.document.file_id)


async def test_what_is_no_picture_is_no_photo(stage: Stage):
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await stage.intake.send_photo(stage.alice.id, BufferedInputFile(b"text", "a.jpg"))


async def test_albums_arrive_in_parts(stage: Stage):
    await stage.phone.sends_album([picture(), picture(), picture()], caption="三张")
    updates = await stage.next_updates()
    assert len({u.message.media_group_id for u in updates}) == 1
    assert [u.message.caption for u in updates] == ["三张", None, None]
    photo = BufferedInputFile(picture(), "a.jpg")
    sent = await stage.intake.send_media_group(
        stage.alice.id, [InputMediaPhoto(media=photo, caption="a"), InputMediaPhoto(media=photo)]
    )
    assert sent[0].media_group_id == sent[1].media_group_id
    two = [DeskPhoto(picture()), DeskPhoto(picture(color="blue"))]
    assert len(await stage.desk.send_media_group(stage.group.id, two)) == 2
    with pytest.raises(TelegramBadRequest, match="2-10"):
        await stage.intake.send_media_group(stage.alice.id, [InputMediaPhoto(media=photo)])


@pytest.mark.parametrize("kind", ["voice", "audio", "video", "video_note", "animation", "sticker"])
async def test_every_kind_of_file_can_be_parsed(stage: Stage, kind: str):
    await stage.phone.sends(kind, b"data")
    await stage.bo.chat("desk_bot").sends(kind, b"data")
    assert getattr((await stage.next_updates())[0].message, kind)
    assert getattr((await stage.desk_updates())[0].message, kind)


@pytest.mark.parametrize("kind", ["contact", "location", "venue", "poll", "dice"])
async def test_every_kind_of_fact_can_be_parsed(stage: Stage, kind: str):
    await stage.phone.sends(kind)
    await stage.bo.chat("desk_bot").sends(kind)
    assert getattr((await stage.next_updates())[0].message, kind)
    assert getattr((await stage.desk_updates())[0].message, kind)


async def test_protected_messages_are_not_passed_on_and_silence_is_seen(stage: Stage):
    await stage.intake.send_message(
        stage.alice.id, "码", protect_content=True, disable_notification=True
    )
    shown = await stage.phone.screen()
    assert shown.protected
    assert shown.silent
    with pytest.raises(RefusedError, match="protected"):
        await stage.phone.forwards(shown, to=stage.alice.chat("desk_bot"))
    plain = await stage.phone.says("转")
    await stage.phone.forwards(plain, to=stage.alice.chat("desk_bot"))
    (update,) = await stage.desk_updates()
    assert update.message.forward_origin.sender_user.first_name == "小王"


async def test_copies_carry_no_origin_and_forwards_do(stage: Stage):
    number = await stage.phone.says("原话")
    alice = stage.alice.id
    await stage.intake.copy_message(alice, alice, number)
    copied = await stage.phone.screen()
    assert (copied.text, copied.from_bot) == ("原话", True)
    forwarded = await stage.intake.forward_message(alice, alice, number)
    assert forwarded.forward_origin.sender_user.id == alice
    with pytest.raises(TelegramBadRequest, match="message to copy not found"):
        await stage.intake.copy_message(alice, alice, 999)
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await stage.intake.send_message(alice, "a", reply_to_message_id=999)


async def test_a_photo_is_exchanged_in_its_place_and_a_text_is_not_put_there(stage: Stage):
    before, after = (BufferedInputFile(picture(color=color), "1.jpg") for color in ("red", "blue"))
    button = InlineKeyboardButton(text="A1", callback_data="a")
    sent = await stage.intake.send_photo(stage.alice.id, before, reply_markup=keys([button]))
    place = {"chat_id": stage.alice.id, "message_id": sent.message_id}
    media = InputMediaPhoto(media=after, caption="照片 1/1")
    await stage.intake.edit_message_media(media, **place, reply_markup=keys([button]))
    shown = await stage.phone.until("照片 1/1")
    assert shown.id == sent.message_id
    assert [each["text"] for each in shown.all_buttons] == ["A1"]
    with pytest.raises(TelegramBadRequest, match="no text in the message"):
        await stage.intake.edit_message_text("字", **place)
