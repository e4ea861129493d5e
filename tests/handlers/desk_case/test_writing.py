import io

import pytest
from PIL import Image

from domain.reading import LineKind
from handlers.desk import outgoing
from handlers.desk.writing import ASKING
from handlers.texts.case import texts
from storage import attachments, letters, notes, pending
from storage.attachments import File
from storage.envelope import UnsealError, unseal
from storage.mailbox_keys import mailbox_private
from tests.handlers.desk_case.office import SEED
from tests.handlers.desk_case.telegram import GROUP, buttons, jpeg


async def asked(office, one, name="问举报人"):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    await office.tells(seconds=61)
    await office.presses_card(one, name, case)
    return case, await office.topic(case)


async def test_a_question_goes_out_only_after_it_was_shown_once_more(office, one):
    case, topic = await asked(office, one)
    await office.says(one, "门锁在哪一侧？", thread=topic.thread)
    preview = office.wire.last()
    assert preview["text"].startswith("⚠️ 对方会看到下面这段话：")
    assert "门锁在哪一侧？" in preview["text"]
    assert set(buttons(preview)) == {"发给举报人", "只留内部", "取消"}
    await office.tells(seconds=300)
    assert (await office.mailbox(case))[-1].kind is LineKind.ACCEPTED
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    line = (await office.mailbox(case))[-1]
    assert (line.kind, line.text) == (LineKind.QUESTION, "门锁在哪一侧？")


async def test_what_is_said_in_a_topic_stays_inside_and_is_not_kept(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    before = len(office.wire.asked)
    await office.says(one, "CANARY 这个我见过", thread=topic.thread)
    await office.says(
        one,
        "CANARY 回复卡片",
        thread=topic.thread,
        reply_to_message={
            "message_id": topic.card,
            "date": 1,
            "chat": {"id": GROUP, "type": "supergroup"},
            "text": "card",
        },
    )
    assert len(office.wire.asked) == before
    assert await office.store.read(pending.find, one.id, GROUP, topic.thread) is None
    assert [line.kind for line in await office.mailbox(case)] == [LineKind.RECEIVED]
    assert await office.store.read(notes.of, case) == []


async def test_what_somebody_else_says_meanwhile_is_not_taken(office, one, two):
    _case, topic = await asked(office, one)
    before = len(office.wire.asked)
    await office.says(two, "我觉得在东侧", thread=topic.thread)
    assert len(office.wire.asked) == before


async def test_nobody_but_the_writer_sends_it(office, one, two):
    case, topic = await asked(office, one)
    await office.says(one, "门锁在哪一侧？", thread=topic.thread)
    await office.presses_last(two, "发给举报人", case)
    assert "写这段话的人" in office.wire.toast()
    await office.tells(seconds=61)
    assert (await office.mailbox(case))[-1].kind is LineKind.ACCEPTED


async def test_kept_inside_it_is_a_note_that_no_receipt_opens(office, one):
    case, topic = await asked(office, one)
    await office.says(one, "CANARY", thread=topic.thread)
    await office.presses_last(one, "只留内部", case)
    assert office.wire.toast() == "已留作内部备注，没有发出去。"
    await office.tells(seconds=61)
    assert all("CANARY" not in line.text for line in await office.mailbox(case))
    (note,) = await office.store.read(notes.of, case)
    assert office.desk.opening.open(note.body, notes.PLACE, note.id) == b"CANARY"
    with pytest.raises(UnsealError):
        unseal(note.body, private=mailbox_private(SEED), place=notes.PLACE, item=note.id)


async def test_given_up_it_is_gone(office, one):
    case, topic = await asked(office, one)
    await office.presses_last(one, "取消", case)
    assert await office.store.read(pending.find, one.id, GROUP, topic.thread) is None
    before = len(office.wire.asked)
    await office.says(one, "随便说说", thread=topic.thread)
    assert len(office.wire.asked) == before


async def test_a_preview_pressed_twice_sends_once(office, one):
    case, topic = await asked(office, one)
    await office.says(one, "门锁在哪一侧？", thread=topic.thread)
    preview = office.wire.last()
    await office.presses_shown(one, "发给举报人", preview, thread=topic.thread)
    await office.presses_shown(one, "发给举报人", preview, thread=topic.thread)
    assert office.wire.toast() == "这份已经发过、取消了，或者改过了。请看最下面。"
    await office.tells(seconds=61)
    kinds = [line.kind for line in await office.mailbox(case)]
    assert kinds.count(LineKind.QUESTION) == 1


async def test_reply_in_a_topic_is_shown_before_it_goes_out(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.says(one, "/reply 我们明天去看", thread=topic.thread)
    assert "我们明天去看" in office.wire.last()["text"]
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    line = (await office.mailbox(case))[-1]
    assert (line.kind, line.text) == (LineKind.LETTER, "我们明天去看")
    await office.says(one, "/reply", thread=topic.thread)
    assert office.wire.last()["text"].startswith("要给举报人写什么？")


async def test_reply_outside_of_a_case_is_refused(office, one):
    await office.says(one, "/reply 我们明天去看", thread=7)
    assert "没有找到这件" in office.wire.last()["text"]
    await office.says(one, "/reply@desk_bot 我们明天去看")
    assert "没有找到这件" in office.wire.last()["text"]


async def test_a_note_stays_at_the_desk(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.says(one, "/note 问过住建了", thread=topic.thread)
    assert office.wire.last()["text"] == "备注已记下 K7QM。"
    await office.presses_more(one, "备注", case)
    await office.says(one, "再问一次", thread=topic.thread)
    await office.presses_more(one, "看备注", case)
    assert "审核员 1 备注：问过住建了" in office.wire.last()["text"]
    assert "再问一次" in office.wire.last()["text"]
    assert [line.kind for line in await office.mailbox(case)] == [LineKind.RECEIVED]


async def test_an_albums_photos_go_along_without_where_they_were_taken(office, one):
    exif = Image.Exif()
    exif[0x010F] = "CANARY-PHONE"
    office.wire.photo = jpeg(exif=exif.tobytes())
    assert b"CANARY-PHONE" in office.wire.photo
    case, topic = await asked(office, one)
    await office.sends_photo(one, thread=topic.thread, album="a", caption="是这里吗？")
    await office.sends_photo(one, thread=topic.thread, album="a")
    assert "附件 2 张" in office.wire.last()["text"]
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    line = (await office.mailbox(case))[-1]
    assert line.text == "是这里吗？"
    (letter,) = [
        each
        for each in await office.store.read(letters.of, case)
        if not each.inward and len(await office.store.read(attachments.of_letter, each.id))
    ]
    kept = await office.store.read(attachments.of_letter, letter.id)
    assert tuple(each.id for each in kept) == line.files
    private = mailbox_private(SEED)
    for each in kept:
        plain = unseal(each.content, private=private, place=attachments.PLACE, item=each.id)
        file = File.from_bytes(plain)
        assert b"CANARY" not in file.content
        assert Image.open(io.BytesIO(file.content)).size == (40, 30)


async def test_what_is_no_text_and_no_photo_is_refused_in_words(office, one):
    _case, topic = await asked(office, one)
    voice = {"file_id": "v", "file_unique_id": "u", "duration": 1}
    await office.says(one, thread=topic.thread, voice=voice)
    assert office.wire.last()["text"] == "这里只收文字和照片，这个没有收。"
    office.wire.photo = b"\xff\xd8\xff no picture"
    await office.sends_photo(one, thread=topic.thread)
    assert "打不开" in office.wire.last()["text"]
    await office.says(one, "门锁在哪一侧？", thread=topic.thread)
    assert "门锁在哪一侧？" in office.wire.last()["text"]


async def test_what_is_being_written_is_sealed_and_outlives_a_restart(office, one):
    case, topic = await asked(office, one)
    await office.says(one, "CANARY", thread=topic.thread)
    kept = await office.store.read(pending.find, one.id, GROUP, topic.thread)
    assert b"CANARY" not in kept.body.blob
    await office.presses(
        one,
        f"send:{case}:{(await office.case(case)).version}:{kept.id}",
        thread=topic.thread,
        message=office.wire.last()["sent_as"],
    )
    await office.tells(seconds=61)
    assert (await office.mailbox(case))[-1].text == "CANARY"


async def test_everything_that_asks_says_what_to_write_in_both_languages():
    for language in ("zh", "en"):
        say = texts(language)
        purposes = {*ASKING, *outgoing.PREVIEWED, "refer", "restate", "into"}
        assert purposes <= say.asks.keys()
        done = {*outgoing.PREVIEWED, *ASKING, "refer", "merge"} - {"restate"}
        assert done <= say.done.keys()


async def test_a_picture_of_a_kind_that_cleaning_does_not_know_is_decoded_nowhere(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(one, "问举报人", case)
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "BMP")
    office.wire.photo = out.getvalue()
    await office.sends_photo(one, thread=topic.thread)
    assert office.wire.last()["text"] == "这里只收文字和照片，这个没有收。"


async def test_a_picture_of_more_pixels_than_fit_into_the_memory_is_refused_by_name(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(one, "问举报人", case)
    out = io.BytesIO()
    Image.new("1", (6000, 5000)).save(out, "PNG")
    office.wire.photo = out.getvalue()
    await office.sends_photo(one, thread=topic.thread)
    assert "尺寸太大" in office.wire.last()["text"]


async def test_a_paper_sent_as_a_photo_is_no_photo(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(one, "问举报人", case)
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PDF")
    office.wire.photo = out.getvalue()
    await office.sends_photo(one, thread=topic.thread)
    assert office.wire.last()["text"] == "这里只收文字和照片，这个没有收。"
