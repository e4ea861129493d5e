"""What a receipt code opens, and what can be done there."""

from domain.cases import Actor
from domain.people import Role
from tests.handlers.intake.test_filing import file_a_tip

LEAD = Actor(id="r1", role=Role.LEAD)


async def test_a_code_opens_the_mailbox_at_any_time(robot, kit):
    lines = await file_a_tip(robot)
    await robot.press("抄好了，清空")
    await robot.say("\n".join(lines))
    assert "现在：已收到，还没有人看" in robot.form.text
    assert "11月25日" in robot.form.text
    assert "安全出口" not in robot.form.text
    assert len(robot.screen) == 1
