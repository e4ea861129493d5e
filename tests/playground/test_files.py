"""Files go up and down as Telegram has them: photos, documents, albums, each to its bot."""

import hashlib
import io

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InputMediaPhoto
from telegram import InputMediaPhoto as DeskPhoto
from telegram.error import BadRequest

from tests.playground.conftest import Stage, keys, picture


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
