"""Words go both ways, and are edited, deleted, passed on and refused as Telegram does it."""

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import BufferedInputFile

from playground.client import RefusedError
from tests.playground.conftest import Stage, picture


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
