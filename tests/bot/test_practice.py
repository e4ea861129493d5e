"""The link of a practice case and its removal, from the command line."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import codes
from storage.opening import Opening
from storage.store import Store
from tests.bot.commands import call
from tests.migrated import migrate
from tests.storage.test_practice import filed


@pytest.fixture
async def office(tmp_path):
    migrate(f"sqlite:///{tmp_path / 'chuishao.db'}")
    return {"data_dir": tmp_path, "intake_username": "dsaqfw_bot"}


@pytest.fixture
async def store(tmp_path, office):
    async with Store(f"sqlite:///{tmp_path / 'chuishao.db'}") as opened:
        yield opened


async def test_a_link_works_for_two_hours_and_more_than_once(office, store):
    told = call("bot.practice", "link", **office)
    link = told.stdout.splitlines()[0]
    assert link.startswith("https://t.me/dsaqfw_bot?start=practice-")
    assert "bot.practice remove" in told.stdout
    code, now = link.rpartition("-")[2], datetime.now(UTC)
    for minutes in (0, 110):
        at = now + timedelta(minutes=minutes)
        assert await store.read(codes.look, code, purpose=codes.PRACTICE, now=at) == ""


async def test_practice_cases_are_listed_and_removed(office, store):
    sealing = Opening.make().sealing
    tried = await filed(store, sealing, is_practice=True)
    await filed(store, sealing, is_practice=False)
    listed = call("bot.practice", "list", **office)
    assert tried.code in listed.stdout
    assert "演练案件 1 件" in listed.stdout
    assert "删掉了 1 件" in call("bot.practice", "remove", **office).stdout
    assert "演练案件 0 件" in call("bot.practice", "list", **office).stdout


def test_without_the_bots_name_the_cure_is_said(office):
    told = call("bot.practice", "link", **office | {"intake_username": ""})
    assert told.returncode == 1
    assert "CHUISHAO_INTAKE_USERNAME" in told.stderr
