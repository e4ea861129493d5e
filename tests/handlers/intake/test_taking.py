from dataclasses import replace

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetFile, SendMessage

from handlers.intake import keeping
from storage.tables import DraftFileRow
from tests.handlers.intake.robots import FILE, PERSON, begin, draft_of
from tests.handlers.intake.test_filing import rows

REFUSED = {
    "声音会让人认出你": {"voice": FILE | {"duration": 1}},
    "里面有脸和声音": {"video_note": FILE | {"length": 1, "duration": 1}},
    "截一两张图": {"video": FILE | {"width": 1, "height": 1, "duration": 1}},
    "声音文件收不了": {"audio": FILE | {"duration": 1}},
    "露出你或别人的电话": {"contact": {"phone_number": "1", "first_name": "李"}},
    "位置会露出": {"location": {"latitude": 1.0, "longitude": 1.0}},
    "看不出意思": {"dice": {"emoji": "🎲", "value": 1}},
    "这个收不了": {"game": {"title": "g", "description": "d", "photo": []}},
    "转发会带着": {
        "text": "转来的",
        "forward_origin": {"type": "user", "date": 1, "sender_user": PERSON},
    },
}


@pytest.mark.parametrize("words", REFUSED)
async def test_what_is_not_taken_is_refused_in_words_and_erased(robot, kit, words):
    await begin(robot, "门锁着")
    await robot.send(**REFUSED[words])
    assert words in robot.form.text
    assert "第 1 步" in robot.form.text
    assert len(robot.screen) == 1
    draft = await draft_of(kit, robot)
    assert draft.report.whole == "门锁着"


async def test_a_sticker_is_answered_even_before_anything_else(robot):
    sticker = FILE | {"type": "regular", "width": 1, "height": 1}
    await robot.send(sticker=sticker | {"is_animated": False, "is_video": False})
    assert "看不出意思" in robot.form.text
    assert "反映问题" in robot.form.labels


async def test_an_album_is_taken_whole_and_the_form_comes_once(robot, kit, wire):
    await begin(robot)
    before = wire.count(SendMessage)
    for _ in range(5):
        await robot.photo(media_group_id="album", settle=False)
    await robot.errands.settle()
    assert "照片 5 张" in robot.form.text
    assert len(robot.screen) == 1
    assert wire.count(SendMessage) == before + 1
    assert len(await rows(kit, DraftFileRow)) == 5


async def test_an_album_with_a_bad_file_keeps_the_good_ones(robot, kit):
    await begin(robot)
    await robot.photo(media_group_id="album", settle=False)
    await robot.photo(b"not a picture", media_group_id="album", settle=False)
    await robot.photo(media_group_id="album", settle=False)
    await robot.errands.settle()
    assert "照片 2 张" in robot.form.text
    assert "没有收" in robot.form.text
    assert len(robot.screen) == 1


async def test_twenty_files_are_taken_and_no_more(robot, kit):
    await begin(robot)
    await robot.photo()
    draft = await draft_of(kit, robot)
    full = replace(draft.report, files=draft.report.files * 20)
    await kit.store.remember(keeping.keep, kit, robot.chat, replace(draft, report=full))
    await robot.photo()
    assert "最多 20 张" in robot.form.text
    assert len(robot.screen) == 1


async def test_a_file_too_large_is_not_even_fetched(robot, wire):
    await begin(robot)
    await robot.document(b"x", size=20 * 1024 * 1024 + 1)
    assert "太大了" in robot.form.text
    assert wire.count(GetFile) == 0


async def test_a_file_that_does_not_come_through_can_be_sent_again(robot, kit, wire):
    await begin(robot, "门锁着")
    wire.faults.append((GetFile, lambda method: TelegramNetworkError(method, "reset")))
    await robot.photo()
    assert "请再发一次" in robot.form.text
    assert len(robot.screen) == 2  # what was not got is left for the person
    await robot.photo()
    assert "文字 1 段，照片 1 张" in robot.form.text
    assert len(robot.screen) == 1


async def test_a_text_too_long_is_cut_and_said_so(robot, kit):
    await begin(robot, "长" * 4050)
    assert "收下了前 4000 字" in robot.form.text
    await robot.say("还有")
    assert "后面的没有收" in robot.form.text


async def test_what_comes_too_fast_is_taken_and_answered_together(robot, kit, wire):
    await begin(robot)
    before = wire.count(SendMessage)
    for number in range(kit.limits.burst + 30):
        await robot.send(text=f"第 {number} 句", settle=False)
    await robot.errands.settle()
    draft = await draft_of(kit, robot)
    assert len(draft.report.texts) == kit.limits.burst + 30
    assert "一条也不丢" in robot.form.text
    assert wire.count(SendMessage) <= before + kit.limits.burst + 1


async def test_what_is_written_beside_a_question_is_added(robot, kit):
    await begin(robot, "门锁着")
    await robot.press("写好了，下一步")
    await robot.press("说不清")
    await robot.say("已经三个月了")
    assert "已加进内容里" in robot.form.text
    assert len((await draft_of(kit, robot)).report.texts) == 2


LONG = "三号楼东侧安全出口，白天也锁着，已经一个月了，里面二十个人上班，没有别的路"


@pytest.mark.parametrize("kind", ["document", "video"])
async def test_what_stands_under_a_refused_file_is_taken(robot, kit, kind):
    await begin(robot)
    if kind == "document":
        await robot.document(b"MZ garbage", caption=LONG)
    else:
        await robot.send(video=FILE | {"width": 1, "height": 1, "duration": 1}, caption=LONG)
    assert "没有收" in robot.form.text or "收不了" in robot.form.text
    assert "已加进内容里" in robot.form.text
    assert (await draft_of(kit, robot)).report.whole == LONG


async def test_captions_and_long_texts_are_no_search(robot, kit):
    await begin(robot, "门锁着")
    await robot.press("写好了，下一步")
    await robot.photo(caption="短的一句")
    await robot.say(LONG)
    assert "已加进内容里" in robot.form.text
    draft = await draft_of(kit, robot)
    assert (draft.report.whole, draft.query) == (f"门锁着\n短的一句\n{LONG}", "")


@pytest.mark.parametrize(
    ("presses", "said"),
    [
        (("写好了，下一步", "说不清", "跳过", "改 2"), "地点只收下了前 120 字"),
        (("写好了，下一步", "别的单位"), "单位只收下了前 60 字"),
    ],
)
async def test_where_a_name_or_place_is_cut_it_says_how_much_was_taken(robot, presses, said):
    await begin(robot, "门锁着")
    for label in presses:
        await robot.press(label)
    await robot.say("长" * 300)
    assert said in robot.form.text
