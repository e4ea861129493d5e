"""提交, and then everything breaks: nothing is filed twice or lost, and the code is the same."""

import pytest

from tests.journeys.reporter import Reporter, code_on, reporter
from tests.journeys.town import INTAKE, PATIENCE, Town

STORY = "塔吊的限位器坏了一个月"


@pytest.mark.parametrize(
    ("method", "cut"),
    [("*", "drop_before"), ("sendMessage", "drop_after")],
    ids=["nothing arrives", "the code arrives and nobody knows"],
)
async def test_a_killed_process_files_once_and_shows_the_same_code(
    town: Town, method: str, cut: str
):
    wang = await reporter(town)
    await wang.starts()
    await wang.fills_in(STORY)
    preview = await wang.sees("提交")
    data = next(b["data"] for b in preview.all_buttons if b["text"] == "提交")

    await town.playground.fault(method, cut, times=10_000, bot=INTAKE)
    await wang.phone.presses("提交", on=preview, answered=False)
    await town.until_filed()
    seen = []
    if cut == "drop_after":
        seen = [code_on(await wang.reads("查询码，只显示这一次"))]
    await town.intake.kill()
    await town.playground.act("clear_faults")
    town.intake.start()

    seen.append(code_on(await wang.reads("查询码，只显示这一次")))
    (case,) = await town.rest.cases()
    await _press_again(wang, data)
    seen.append(await wang.copies_code())
    assert len({code.text for code in seen}) == 1
    assert await town.rest.case_under(seen[0]) == case.id
    assert [one.id for one in await town.rest.cases()] == [case.id]
    assert len(await town.rest.rows("outbox")) >= 1
    topics = await town.clerks["审核员 2"].group.topics()
    assert sum(case.code in topic["name"] for topic in topics) <= 1


async def test_a_process_killed_before_it_filed_files_after_its_restart(town: Town):
    wang = await reporter(town)
    await wang.starts()
    await wang.fills_in(STORY)
    preview = await wang.sees("提交")
    await town.intake.kill()
    await wang.phone.presses("提交", on=preview, answered=False)
    town.intake.start()
    code = await wang.copies_code()
    case = await town.rest.case()
    assert await town.rest.case_under(code) == case.id
    assert (await town.rest.report(case)).texts == (STORY,)


async def _press_again(wang: Reporter, data: str) -> None:
    """Her phone still had the old button in its memory."""
    newest = await wang.sees("抄好了")
    await wang.phone.presses_stale(data, on=newest, timeout=PATIENCE)
