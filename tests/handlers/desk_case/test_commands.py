from domain.reading import LineKind
from storage import attachments, notes


async def test_a_command_may_be_followed_by_a_line_break(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.says(one, "/reply\n我们明天去看\n带上工具", thread=topic.thread)
    assert "我们明天去看\n带上工具" in office.wire.last()["text"]
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    assert (await office.mailbox(case))[-1].text == "我们明天去看\n带上工具"
    await office.says(one, "/note\n问过住建了", thread=topic.thread)
    assert office.wire.last()["text"] == "备注已记下 K7QM。"


async def test_an_album_with_reply_in_its_caption_is_a_letter_with_photos(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.sends_photo(one, thread=topic.thread, album="a", caption="/reply 是这里吗？")
    await office.sends_photo(one, thread=topic.thread, album="a")
    assert "附件 2 张" in office.wire.last()["text"]
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    line = (await office.mailbox(case))[-1]
    assert (line.kind, line.text, len(line.files)) == (LineKind.LETTER, "是这里吗？", 2)


async def test_photos_with_note_in_their_caption_stay_inside(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.sends_photo(one, thread=topic.thread, caption="/note 现场的门")
    assert office.wire.last()["text"] == "备注已记下 K7QM。"
    await office.sends_photo(one, thread=topic.thread, album="a", caption="/note 另一边")
    await office.sends_photo(one, thread=topic.thread, album="a")
    await office.presses_last(one, "好了", case)
    await office.tells(seconds=61)
    assert [line.kind for line in await office.mailbox(case)] == [LineKind.RECEIVED]
    kept = await office.store.read(notes.of, case)
    files = [len(await office.store.read(attachments.of_note, note.id)) for note in kept]
    assert files == [1, 1, 1]


async def test_an_unknown_command_is_answered_where_the_desk_is_spoken_to(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.says(one, "/hello", thread=topic.thread)
    assert "/reply" in office.wire.last()["text"]
    await office.says(one, "/hello", chat=one.chat_id)
    assert "/next" in office.wire.last(chat=one.chat_id)["text"]
    await office.says(one, "/next", thread=topic.thread)
    assert "/reply" in office.wire.last()["text"]


async def test_unknown_commands_in_general_and_of_other_bots_are_left_alone(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    before = len(office.wire.asked)
    await office.says(one, "/hello")
    await office.says(one, "/hello@other_bot", thread=topic.thread)
    await office.sends_photo(one, thread=topic.thread, caption="/reply@other_bot 你好")
    assert len(office.wire.asked) == before


async def test_a_button_that_stands_for_nothing_is_answered(office, one):
    await office.presses(one, "nonsense")
    assert office.wire.toast() == "这张卡片旧了，已换成最新的，请再看一眼。"
