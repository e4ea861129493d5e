"""A message is changed after it was sent."""

from dataclasses import replace

from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetFile

from handlers.intake import keeping
from storage.tables import DraftFileRow
from tests.handlers.intake.robots import begin, draft_of, jpeg
from tests.handlers.intake.test_filing import rows


async def test_an_edit_changes_what_is_not_filed(robot, kit):
    await begin(robot)
    raw = await robot.say("二号门锁着")
    number = raw["message"]["message_id"]
    await robot.receives(robot.raw("edited_message", number, edit_date=2, text="三号门锁着"))
    assert "以新的为准" in robot.form.text
    assert (await draft_of(kit, robot)).report.whole == "三号门锁着"
    await robot.receives(robot.raw("edited_message", 1, edit_date=2, text="别的"))
    assert "用查询码补充" in robot.form.text


def photo_again(robot, number, **more):
    robot.wire.files["new"] = jpeg((30, 20))
    size = {"file_id": "new", "file_unique_id": "n", "width": 30, "height": 20}
    return robot.raw("edited_message", number, edit_date=2, photo=[size], **more)


async def test_a_photo_that_is_changed_replaces_the_old_one(robot, kit):
    await begin(robot)
    raw = await robot.photo(caption="东门")
    await robot.photo()
    before = {row.id for row in await rows(kit, DraftFileRow)}
    await robot.receives(photo_again(robot, raw["message"]["message_id"], caption="西门"))
    assert "换好了" in robot.form.text
    assert "文字 1 段，照片 2 张" in robot.form.text
    assert (await draft_of(kit, robot)).report.whole == "西门"
    assert len(before & {row.id for row in await rows(kit, DraftFileRow)}) == 1


async def test_a_caption_that_is_taken_away_is_gone(robot, kit):
    await begin(robot)
    raw = await robot.photo(caption="张三拍的")
    await robot.receives(photo_again(robot, raw["message"]["message_id"]))
    assert (await draft_of(kit, robot)).report.whole == ""


async def test_a_changed_photo_that_is_not_known_is_one_more(robot, kit, wire):
    await begin(robot)
    wire.faults.append((GetFile, lambda method: TelegramNetworkError(method, "reset")))
    raw = await robot.photo()
    await robot.receives(photo_again(robot, raw["message"]["message_id"]))
    assert "多算一份" in robot.form.text
    assert "照片 1 张" in robot.form.text
    assert len(robot.screen) == 1


async def test_the_last_of_twenty_photos_can_still_be_changed(robot, kit):
    await begin(robot)
    raw = await robot.photo()
    draft = await draft_of(kit, robot)
    (file,) = draft.report.files
    full = replace(draft.report, files=(file, *(replace(file, message=0),) * 19))
    await kit.store.remember(keeping.keep, kit, robot.chat, replace(draft, report=full))
    await robot.receives(photo_again(robot, raw["message"]["message_id"]))
    assert "换好了" in robot.form.text


async def test_while_the_code_is_shown_a_changed_photo_is_not_taken(robot, kit):
    await begin(robot, "门锁着")
    for label in ("写好了，下一步", "说不清", "跳过", "提交"):
        await robot.press(label)
    await robot.receives(photo_again(robot, 1))
    assert "这一条没有收" in robot.form.text
    assert await rows(kit, DraftFileRow) == []
