"""A file whose cleaning dies under way: the person is told what to do, and nothing else is lost."""

import asyncio
import os
import signal

from tests.handlers.cleaning.children import first_child
from tests.handlers.intake.robots import begin


async def test_whose_photo_could_not_be_cleaned_is_asked_for_another_one(robot):
    await begin(robot, "门锁着")
    sending = asyncio.create_task(robot.photo())
    os.kill(await first_child(), signal.SIGKILL)
    await sending
    assert "请换一张照片" in robot.form.text
    assert "文字 1 段" in robot.form.text
    await robot.photo()
    assert "照片 1 张" in robot.form.text
