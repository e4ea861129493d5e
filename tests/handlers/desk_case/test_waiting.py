from domain.reading import LineKind
from storage import notes, pending
from tests.handlers.desk_case.telegram import GROUP, buttons

LATE = "刚才要写的已过 30 分钟，没有收。\n还要写，请回卡片再点一次。"


async def test_what_is_said_half_an_hour_later_is_no_answer_and_is_not_kept(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(one, "问举报人", case)
    office.forward(minutes=31)
    await office.says(one, "CANARY", thread=topic.thread)
    assert office.wire.last()["text"] == LATE
    assert await office.store.read(pending.find, one.id, GROUP, topic.thread) is None
    before = len(office.wire.asked)
    await office.says(one, "CANARY", thread=topic.thread)
    assert len(office.wire.asked) == before


async def test_what_is_said_within_half_an_hour_is_the_answer(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(one, "问举报人", case)
    office.forward(minutes=29)
    await office.says(one, "门锁在哪一侧？", thread=topic.thread)
    assert "门锁在哪一侧？" in office.wire.last()["text"]
    office.forward(minutes=29)
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    assert (await office.mailbox(case))[-1].text == "门锁在哪一侧？"


async def test_a_preview_older_than_half_an_hour_sends_nothing(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.says(one, "/reply CANARY", thread=topic.thread)
    preview = office.wire.last()
    office.forward(minutes=31)
    await office.presses_shown(one, "发给举报人", preview, thread=topic.thread)
    assert office.wire.toast() == LATE
    assert office.wire.sent("deleteMessage")[-1]["message_id"] == preview["sent_as"]
    await office.tells(seconds=61)
    assert [line.kind for line in await office.mailbox(case)] == [LineKind.RECEIVED]


async def test_a_late_text_in_private_is_deleted_and_said_to_be_late(office, one):
    case = await office.posted()
    version = (await office.case(case)).version
    await office.presses(one, f"note:{case}:{version}", chat=one.chat_id)
    office.forward(minutes=31)
    await office.says(one, "CANARY", chat=one.chat_id)
    assert office.wire.last(chat=one.chat_id)["text"] == LATE
    assert "deleteMessage" in office.wire.names()
    assert await office.store.read(notes.of, case) == []
    await office.says(one, "CANARY", chat=one.chat_id)
    assert "没有保存" in office.wire.last(chat=one.chat_id)["text"]


async def test_an_old_preview_never_sends_newer_words(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.sends_photo(one, thread=topic.thread, album="a", caption="/reply 第一句")
    old = office.wire.last()
    await office.sends_photo(one, thread=topic.thread, album="a", caption="第二句")
    assert "第二句" in office.wire.last()["text"]
    await office.presses_shown(one, "发给举报人", old, thread=topic.thread)
    assert office.wire.toast() == "这份已经发过、取消了，或者改过了。请看最下面。"
    await office.tells(seconds=61)
    assert [line.kind for line in await office.mailbox(case)] == [LineKind.RECEIVED]


async def test_words_written_anew_keep_the_department(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(one, "转办", case)
    await office.presses_last(one, "住建部门", case)
    await office.says(one, "脚手架没护栏", thread=topic.thread)
    await office.presses_last(one, "改一改", case)
    await office.says(one, "三号楼脚手架没有护栏", thread=topic.thread)
    assert set(buttons(office.wire.last())) == {"转出去", "改一改", "取消"}
    await office.presses_last(one, "转出去", case)
    await office.tells(seconds=61)
    assert (await office.mailbox(case))[-1].department == "住建部门"
