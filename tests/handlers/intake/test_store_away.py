"""While the database cannot be written nothing is taken, and afterwards nothing was lost."""

import io
import os

import pytest
from aiohttp.test_utils import TestClient, TestServer
from PIL import Image

from bot.webhook import Webhook
from handlers.intake import keeping
from storage.store import Store, StoreUnavailableError
from tests.handlers.away import full, locked
from tests.handlers.intake.robots import SIZE
from tests.migrated import migrate


@pytest.fixture
async def store(database_url):
    migrate(database_url)
    async with Store(database_url, lock_seconds=0.05, tries=2) as opened:
        yield opened


def noise():
    """A photo that cannot be made small."""
    target = io.BytesIO()
    Image.frombytes("RGB", (300, 300), os.urandom(270_000)).save(target, "JPEG", quality=95)
    return target.getvalue()


@pytest.mark.parametrize("trouble", [locked, full])
async def test_what_was_sent_meanwhile_stays_with_telegram_and_is_taken_once(
    robot, kit, wire, tmp_path, trouble
):
    await robot.say("/start")
    for label in ("反映问题", "没有，接着说"):
        await robot.press(label)
    await robot.say("门锁着")
    wire.files["p"] = noise()
    raw = robot.raw("message", next(wire.numbers), photo=[SIZE])
    async with trouble(kit.store, tmp_path / "chuishao.db"):
        for _ in range(2):
            with pytest.raises(StoreUnavailableError):
                await robot.reception.take(raw)
    for _ in range(2):
        await robot.receives(raw)
    draft, _ = await keeping.load(kit, robot.chat)
    assert draft.report.whole == "门锁着"
    assert len(draft.report.files) == 1
    assert "没能收下" not in robot.form.text


async def test_whoever_brings_an_update_meanwhile_is_asked_to_come_again(robot, kit, tmp_path):
    webhook = Webhook(robot.reception, path="/intake", secret="secret")
    raw = robot.raw("message", 1, text="门锁着")
    headers = {"X-Telegram-Bot-Api-Secret-Token": "secret"}
    async with TestClient(TestServer(webhook.application())) as client:
        async with locked(kit.store, tmp_path / "chuishao.db"):
            answer = await client.post("/intake", json=raw, headers=headers)
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0
        answer = await client.post("/intake", json=raw, headers=headers)
        assert answer.status == 200
    draft, _ = await keeping.load(kit, robot.chat)
    assert draft.report.whole == "门锁着"
