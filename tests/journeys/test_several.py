"""Two of each process behind one address, on PostgreSQL: whoever dies, nothing is lost."""

from pathlib import Path

from tests.postgresql import Server
from tests.several.run import Plan, lived


async def test_one_after_the_other_is_killed_and_every_tip_has_one_receipt_and_one_topic(
    tmp_path: Path, postgresql_server: Server
):
    plan = Plan(tips=10, seed=20261125, kills=4)
    counted = await lived(tmp_path, postgresql_server, plan)
    assert counted.filed == counted.receipts == counted.topics == plan.tips
    assert counted.reminders == plan.contacts
    assert sum(counted.kills.values()) == plan.kills


async def test_a_server_that_is_started_anew_under_load_costs_nobody_anything(
    tmp_path: Path, other_server: Server
):
    plan = Plan(tips=8, restarts=2)
    counted = await lived(tmp_path, other_server, plan)
    assert counted.filed == counted.receipts == counted.topics == plan.tips
    assert counted.reminders == plan.contacts
