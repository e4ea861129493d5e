"""The first screen tells what last month came to, and nothing where little came."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.tables import CaseRow
from tests.storage.filing import filed


@pytest.fixture
def came(kit, clock):
    """So many reports came in the last month, of which so many were answered."""

    async def fill(received, answered):
        last = clock.local().date().replace(day=1) - timedelta(days=1)
        for number in range(received):
            made = await filed(kit.store, kit.sealing)
            stage = "concluded" if number < answered else "received"

            def work(session, case=made.case, stage=stage):
                session.execute(
                    update(CaseRow)
                    .where(CaseRow.id == case)
                    .values(day=last, stage=stage, posted=True)
                )

            await kit.store.write(work)

    return fill


@pytest.mark.parametrize(
    ("received", "answered", "said"),
    [
        (10, 5, "上月收到 10 件，已答复 5 件。"),
        (6, 6, "上月收到 6 件，已答复 6 件。"),
        (8, 6, "上月收到 8 件。"),  # or else the two that wait
        (6, 4, "上月收到 6 件。"),
    ],
)
async def test_of_last_month_nothing_is_told_from_which_less_than_five_follow(
    robot, came, received, answered, said
):
    await came(received, answered)
    await robot.say("/start")
    assert robot.form.text.endswith(said)


async def test_a_month_in_which_little_came_points_at_nobody(robot, came):
    await came(4, 4)
    await robot.say("/start")
    assert "上月" not in robot.form.text
