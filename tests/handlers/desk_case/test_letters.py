"""What reporters write comes into the topic whole, in order, each message once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lengths import cut, units
from domain.people import Role
from handlers.desk.pages import split
from storage import letters
from tests.handlers.desk_case.telegram import GROUP

SENTENCE = "第三道门一直锁着，灭火器也过期了😀。"
MOST = 4096


def shown(html):
    """A text as Telegram counts it: without tags, entities being one character."""
    text = re.sub(r"<[^>]+>", "", html)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def length(html):
    return len(shown(html).encode("utf-16-le")) // 2


def quoted(data):
    return re.sub(r".*<blockquote[^>]*>(.*)</blockquote>.*", r"\1", data["text"], flags=re.DOTALL)


@pytest.mark.parametrize("character", ["字", "&", "<", ">", "😀", "\n"])
async def test_no_text_is_too_long_for_card_letter_or_full_text(office, one, character):
    case = await office.posted(text=f"{character * 4000}尾")
    await office.writes_back(case, f"{character * 4000}尾")
    assert await office.tells() == []
    topic = await office.topic(case)
    for verb in ("full", "mail", "card"):
        await office.presses(one, f"{verb}:{case}:1", thread=topic.thread)
    texts = [d["text"] for n, d in office.wire.asked if "text" in d]
    assert max(map(length, texts)) <= MOST
    assert sum("尾" in text for text in texts) == 3


async def test_a_long_letter_comes_in_several_messages_cut_at_sentence_ends(office):
    case = await office.posted()
    before = len(office.wire.sent())
    await office.writes_back(case, SENTENCE * 500)
    assert await office.tells() == []
    letters = office.wire.sent()[before:]
    assert len(letters) == 3
    assert "".join(map(quoted, letters)) == SENTENCE * 500
    assert all(quoted(letter).endswith(SENTENCE) for letter in letters)
    assert letters[1]["text"].startswith("💬 K7QM 来信（11月23日） 第 2 段，共 3 段\n")


async def test_a_letter_cut_short_goes_on_where_it_was_cut(office):
    case = await office.posted()
    before = len(office.wire.sent())
    await office.writes_back(case, SENTENCE * 300, photos=12)
    office.wire.refuse("sendMediaGroup", "internal")
    assert len(await office.tells()) == 1
    office.wire.refuse("editMessageText", "internal")
    for _ in range(3):
        await office.tells(seconds=5)
    assert [quoted(d) for d in office.wire.sent()[before:]] == split(SENTENCE * 300)
    assert [len(d["media"]) for d in office.wire.sent("sendMediaGroup")] == [10, 10, 2]


async def test_a_photo_that_cannot_be_drawn_comes_as_a_document(office):
    case = await office.posted()
    office.wire.refuse("sendPhoto", "PHOTO_INVALID_DIMENSIONS")
    await office.writes_back(case, "看照片", photos=1)
    assert await office.tells() == []
    assert len(office.wire.sent("sendDocument")) == 1


async def test_a_topic_made_again_has_every_letter_and_its_files(office, one):
    case = await office.posted(photos=1)
    await office.writes_back(case, "第一封", photos=2)
    await office.tells()
    office.wire.asked.clear()
    office.wire.refuse("editMessageText", "message thread not found")
    await office.writes_back(case, "第二封", photos=1)
    assert await office.tells() == []
    thread = (await office.topic(case)).thread
    anew = [d for d in office.wire.sent() if d.get("message_thread_id") == thread]
    assert [d for d in anew if "话题被人删了" in d["text"]]
    assert len([d for d in anew if "第一封" in d["text"] and "💬" in d["text"]]) == 1
    assert len([d for d in anew if "第二封" in d["text"] and "💬" in d["text"]]) == 1
    albums = office.wire.sent("sendMediaGroup")
    assert [d["message_thread_id"] for d in albums] == [thread]
    photos = [d for d in office.wire.sent("sendPhoto") if d["message_thread_id"] == thread]
    assert len(photos) == 2


async def test_what_came_while_a_case_was_muted_is_shown_once_it_is_not(office, one):
    case = await office.posted()
    await office.presses_more(one, "静音此件", case)
    await office.tells()
    await office.writes_back(case, "第一封", photos=1)
    await office.writes_back(case, "第二封")
    await office.tells()
    assert "第一封" not in office.wire.everything()
    assert office.wire.sent("sendPhoto") == []
    lead = await office.reviewer("组长", 201, role=Role.LEAD)
    await office.presses_more(lead, "取消静音", case)
    assert await office.tells() == []
    letters = [quoted(d) for d in office.wire.sent(chat=GROUP) if "来信" in d["text"][:9]]
    assert letters == ["第一封", "第二封"]
    assert len(office.wire.sent("sendPhoto")) == 1


async def test_reading_the_letters_shows_their_files_both_ways(office, one):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    await office.tells()
    topic = await office.topic(case)
    await office.presses_card(one, "问举报人", case)
    await office.sends_photo(one, thread=topic.thread, caption="是这扇门吗？")
    await office.presses_last(one, "发给举报人", case)
    await office.writes_back(case, "是", photos=2)
    await office.tells(seconds=61)
    office.wire.asked.clear()
    assert await office.store.read(letters.unread) == {case: 1}
    await office.presses(one, f"mail:{case}:1", thread=topic.thread)
    assert await office.store.read(letters.unread) == {}
    assert "是这扇门吗？" in office.wire.last()["text"]
    assert office.wire.names()[-2:] == ["sendPhoto", "sendMediaGroup"]
    assert office.wire.sent("sendPhoto")[0]["caption"] == "11月23日 我们问 附件 1 个"


@given(text=st.text(st.sampled_from("字。\n <&😀ab."), max_size=400), most=st.integers(2, 60))
def test_pieces_fit_and_make_up_the_whole(text, most):
    pieces = split(text, most)
    assert "".join(pieces) == text
    assert all(units(piece) <= most for piece in pieces)
    assert all(pieces[1:])
    assert cut(text, most) == text or units(cut(text, most)) in {most - 1, most}
