import pytest

from domain.reading import LineKind
from storage import attachments, evidence, notes
from storage.envelope import UnsealError, unseal
from storage.mailbox_keys import mailbox_private
from tests.handlers.desk_case.office import SEED

PDF = {"file_id": "f", "file_unique_id": "u", "mime_type": "application/pdf"}


async def adding(office, one):
    case = await office.posted()
    await office.presses_more(one, "加附件", case)
    return case, await office.topic(case)


async def test_files_a_reviewer_adds_stay_inside_and_are_shown_with_the_notes(office, one, two):
    case, topic = await adding(office, one)
    assert "只有审核员看得到" in office.wire.last()["text"]
    await office.sends_photo(one, thread=topic.thread, caption="东侧的门")
    await office.says(one, thread=topic.thread, document=PDF)
    assert office.wire.last()["text"].startswith("已存附件 2 个")
    await office.presses_last(one, "好了", case)
    assert office.wire.toast() == "附件存好了，举报人看不到。"
    await office.presses_more(two, "看备注", case)
    assert "审核员 1 附件：东侧的门［附件 1 个］" in office.wire.last()["text"]
    assert len(office.wire.sent("sendPhoto")) == len(office.wire.sent("sendDocument")) == 1
    assert office.wire.sent("sendPhoto")[-1]["protect_content"]
    await office.tells(seconds=61)
    assert [line.kind for line in await office.mailbox(case)] == [LineKind.RECEIVED]


async def test_no_receipt_opens_what_was_added(office, one):
    case, topic = await adding(office, one)
    await office.sends_photo(one, thread=topic.thread)
    (note,) = await office.store.read(notes.of, case)
    (kept,) = await office.store.read(attachments.of_note, note.id)
    with pytest.raises(UnsealError):
        unseal(kept.content, private=mailbox_private(SEED), place=attachments.PLACE, item=kept.id)
    assert await office.store.read(attachments.of_report, case) == []
    assert await office.store.read(evidence.strangers) == 0


async def test_talk_while_files_are_waited_for_is_not_kept(office, one):
    case, topic = await adding(office, one)
    before = len(office.wire.asked)
    await office.says(one, "CANARY", thread=topic.thread)
    assert len(office.wire.asked) == before
    assert await office.store.read(notes.of, case) == []


async def test_what_is_neither_photo_nor_document_is_refused_in_words(office, one):
    _case, topic = await adding(office, one)
    await office.says(one, thread=topic.thread, document=PDF | {"mime_type": "application/zip"})
    assert office.wire.last()["text"] == "只收照片、PDF、Word、Excel、PPT，这个没有收。"
    large = PDF | {"file_size": 21 * 1024 * 1024}
    await office.says(one, thread=topic.thread, document=large)
    assert "最多 20 MB" in office.wire.last()["text"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("file is too big", "太大了，收不下（最多 20 MB）。请换一张小些的。"),
        ("wrong file_id or the file is temporarily unavailable", "这个文件没取到，请再发一次。"),
    ],
)
async def test_a_file_that_telegram_does_not_hand_over_is_said_and_can_be_sent_again(
    office, one, words, said
):
    case, topic = await adding(office, one)
    office.wire.refuse("getFile", words)
    await office.says(one, thread=topic.thread, document=PDF)
    assert office.wire.last()["text"] == said
    assert await office.store.read(notes.of, case) == []
    await office.says(one, thread=topic.thread, document=PDF)
    assert len(await office.store.read(notes.of, case)) == 1


async def test_a_file_that_is_gone_when_it_is_fetched_is_said_and_can_be_sent_again(office, one):
    case, topic = await adding(office, one)
    office.wire.photo = None
    await office.says(one, thread=topic.thread, document=PDF)
    assert office.wire.last()["text"] == "这个文件没取到，请再发一次。"
    assert await office.store.read(notes.of, case) == []


async def test_a_file_that_hides_how_large_it_is_is_refused_once_that_is_seen(office, one):
    case, topic = await adding(office, one)
    office.wire.photo = bytes(20 * 1024 * 1024 + 1)
    await office.says(one, thread=topic.thread, document=PDF)
    assert "最多 20 MB" in office.wire.last()["text"]
    assert await office.store.read(notes.of, case) == []


async def test_what_is_kept_inside_keeps_its_photos(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(one, "问举报人", case)
    await office.sends_photo(one, thread=topic.thread, caption="是这里吗？")
    await office.presses_last(one, "只留内部", case)
    (note,) = await office.store.read(notes.of, case)
    assert len(await office.store.read(attachments.of_note, note.id)) == 1
