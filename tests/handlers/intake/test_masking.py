"""Parts of photos are blackened before they are sent off, and what was there is gone."""

import asyncio
import io
import os
import signal

import pytest
from PIL import Image

from domain.masking import box
from handlers.intake import keeping
from handlers.intake.idle import tidy
from storage import attachments, drafts
from storage.tables import AttachmentRow, CaseRow, DraftFileRow
from tests.handlers.cleaning.children import first_child
from tests.handlers.cleaning.nasty_pictures import noise, saved
from tests.handlers.intake.robots import begin
from tests.handlers.intake.test_filing import rows
from tests.handlers.intake.test_mailbox import filed
from tests.proof import forms
from tests.proof.places import below, values
from tests.proof.search import Search


def photo():
    return saved(noise(320, 240), "JPEG", quality=90)


def is_black(content, cell):
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    one = box(cell, width=picture.width, height=picture.height)
    seen = picture.crop((one.left, one.top, one.right, one.bottom))
    return seen.getcolors() == [(seen.width * seen.height, (0, 0, 0))]


async def at_preview(robot, photos=1):
    await begin(robot, "门锁着")
    for _ in range(photos):
        await robot.photo(photo())
    for label in ("写好了，下一步", "东胜建工", "跳过"):
        await robot.press(label)


async def kept(kit, robot):
    """The draft's photos as they rest, and as they are when they are opened."""
    draft, _ = await keeping.load(kit, robot.chat)
    found = await kit.store.read(drafts.files, draft.files)
    return [
        (found[id_], attachments.File.from_bytes(keeping.unlock_file(draft, id_, found[id_])))
        for id_ in draft.files
    ]


async def filed_photos(kit, opening):
    return [
        attachments.File.from_bytes(opening.open(row.content, attachments.PLACE, row.id)).content
        for row in sorted(await rows(kit, AttachmentRow), key=lambda row: row.position)
    ]


async def test_what_was_pressed_is_black_in_what_is_filed(robot, kit, opening):
    await at_preview(robot)
    await robot.press("遮照片")
    grid = robot.form
    assert "照片 1/1" in grid.text
    assert (grid.protect, grid.silent) == (True, True)
    assert len(robot.screen) == 1
    await robot.press("B3")
    await robot.say("c4")
    assert {"⬛B3", "⬛C4"} < set(robot.form.labels)
    assert len(robot.screen) == 1
    await robot.press("好了")
    assert "原来的那张已销毁" in robot.form.text
    assert not robot.form.photo
    await robot.press("提交")
    (content,) = await filed_photos(kit, opening)
    assert is_black(content, "B3")
    assert is_black(content, "C4")
    assert not is_black(content, "B4")


async def test_a_press_changes_the_photo_in_its_place(robot):
    await at_preview(robot)
    await robot.press("遮照片")
    number, before = robot.form.id, robot.form.photo
    await robot.press("A1")
    assert robot.form.id == number
    assert robot.form.photo != before
    await robot.press("⬛A1")
    assert robot.form.photo == before
    await robot.press("E5")
    await robot.press("全部重来")
    assert robot.form.photo == before


async def test_nothing_of_the_photo_before_is_left_in_the_database(
    robot, kit, sqlite_url, tmp_path
):
    await at_preview(robot)
    ((sealed, plain),) = await kept(kit, robot)
    (row,) = await rows(kit, DraftFileRow)
    middle = len(plain.content) // 2
    sought = [
        forms.raw("its bytes", plain.content[middle : middle + 64]),
        forms.raw("its bytes as they were sealed", sealed.blob[64:128]),
        forms.text("its id", row.id),
    ]
    assert Search(sought[1:]).hits(below(tmp_path))
    await robot.press("遮照片")
    await robot.press("A1")
    await robot.press("好了")
    await kit.store.close()
    assert Search(sought).hits(below(tmp_path)) == []
    assert Search(sought).hits(values(sqlite_url)) == []


@pytest.mark.parametrize("way", [["返回"], ["返回", "改 6", "返回"]])
async def test_what_was_chosen_is_black_also_without_saying_done(robot, kit, opening, way):
    await at_preview(robot, photos=2)
    await robot.press("遮照片")
    await robot.press("下一张")
    assert "照片 2/2" in robot.form.text
    await robot.press("D2")
    for label in way:
        await robot.press(label)
    await robot.press("提交")
    first, second = await filed_photos(kit, opening)
    assert is_black(second, "D2")
    assert not is_black(first, "D2")


async def test_what_was_chosen_outlives_a_restart_and_folding(robot, kit, clock):
    await at_preview(robot)
    await robot.press("遮照片")
    await robot.press("F6")
    kit.memory.chats.clear()
    await robot.press("F5")
    clock.forward(minutes=11)
    await tidy(kit)
    assert "已收起" in robot.form.text
    assert [shown.photo for shown in robot.screen] == [b""]
    await robot.press("接着来")
    assert {"⬛F5", "⬛F6"} < set(robot.form.labels)
    assert robot.form.photo


async def test_a_photo_under_its_grid_is_erased_with_the_rest(robot, kit):
    await at_preview(robot)
    await robot.press("遮照片")
    await robot.press("A1")
    await robot.press("清空")
    assert [shown.photo for shown in robot.screen] == [b""]
    assert await rows(kit, DraftFileRow) == []


async def test_words_and_photos_that_come_meanwhile_are_taken_in(robot):
    await at_preview(robot)
    await robot.press("遮照片")
    await robot.say("门口还堆着纸箱")
    assert "已加进内容里" in robot.form.text
    await robot.photo(photo())
    assert "照片 1/2" in robot.form.text
    await robot.press("返回")
    assert "照片 2 张" in robot.form.text


async def test_a_photo_that_could_not_be_blackened_is_not_filed_as_it_was(robot, kit):
    await at_preview(robot)
    await robot.press("遮照片")
    await robot.press("A1")
    await robot.press("返回")
    submitting = asyncio.create_task(robot.press("提交"))
    os.kill(await first_child(), signal.SIGKILL)
    await submitting
    assert "这张照片没涂成" in robot.form.text
    assert await rows(kit, CaseRow) == []
    await robot.press("提交")
    assert len(await rows(kit, CaseRow)) == 1


async def test_whoever_cannot_be_shown_the_photo_still_has_the_cells(robot):
    await at_preview(robot)
    pressing = asyncio.create_task(robot.press("遮照片"))
    os.kill(await first_child(), signal.SIGKILL)
    await pressing
    assert "照片 1/1" in robot.form.text
    assert "A1" in robot.form.labels
    await robot.press("A1")
    assert robot.form.photo


async def test_a_hazards_photo_and_a_letters_are_blackened_as_well(robot, kit, opening):
    await robot.say("/start A17")
    await robot.press("没有，接着说")
    await robot.photo(photo())
    await robot.press("遮照片")
    await robot.press("B2")
    await robot.press("好了")
    assert "铁西三标段" in robot.form.text
    await robot.press("清空")
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    await robot.press("回信")
    await robot.photo(photo())
    await robot.press("遮照片")
    await robot.press("B2")
    await robot.press("好了")
    assert "要发出去的是" in robot.form.text
    await robot.press("发出")
    (content,) = await filed_photos(kit, opening)
    assert is_black(content, "B2")


async def test_a_document_has_nothing_to_blacken(robot):
    await begin(robot, "门锁着")
    for label in ("写好了，下一步", "东胜建工", "跳过"):
        await robot.press(label)
    assert "遮照片" not in robot.form.labels
