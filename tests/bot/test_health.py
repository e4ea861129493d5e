"""Whoever watches the machine hears whether a process is well, and nothing of anybody."""

from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.desk import _figures
from bot.health import application
from domain.notices import CaseArrived, ChaseDue
from storage import outbox
from storage.store import StoreUnavailableError

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def asked(store, figures, *paths):
    """Status and words of each address."""
    async with TestServer(application(store, figures)) as server, aiohttp.ClientSession() as web:
        found = []
        for path in paths:
            async with web.get(server.make_url(path)) as answer:
                found.append((answer.status, await answer.text()))
        return found


async def test_a_process_whose_database_answers_is_ready(store):
    health, ready = await asked(store, lambda _: {}, "/healthz", "/readyz")
    assert (health, ready) == ((200, "ok\n"), (200, "ready\n"))


class Away:
    """A store whose database is away."""

    async def read(self, _work):
        raise StoreUnavailableError


async def test_without_its_database_a_process_answers_and_is_not_ready():
    paths = "/healthz", "/readyz", "/metrics"
    health, ready, metrics = await asked(Away(), lambda _: {}, *paths)
    assert (health[0], ready[0]) == (200, 503)
    assert "chuishao_database_up 0.0" in metrics[1]


async def test_the_desks_figures_tell_what_is_due_and_what_failed(store):
    for case, ago in (("a", 90), ("b", 30), ("c", -30)):
        notice, due = CaseArrived(case), NOON - timedelta(seconds=ago)
        await store.write(outbox.put, notice, not_before=due)
    await store.write(outbox.put, ChaseDue("d", "1"), not_before=NOON - timedelta(days=1))
    (waiting,) = await store.write(outbox.claim, NOON, but=["arrived:a", "arrived:b"])
    await store.write(outbox.bury, waiting)
    ((_, metrics),) = await asked(store, lambda s: _figures(lambda: NOON, s), "/metrics")
    assert "chuishao_outbox_waiting 2.0" in metrics
    assert "chuishao_outbox_oldest_seconds 90.0" in metrics
    assert "chuishao_outbox_failed 1.0" in metrics
    assert "{" not in metrics, "no label"


async def test_the_intakes_figures_tell_nothing_of_what_people_do(store):
    ((_, metrics),) = await asked(store, lambda _: {}, "/metrics")
    figures = [line for line in metrics.splitlines() if not line.startswith("#")]
    assert figures == ["chuishao_database_up 1.0"]


@pytest.mark.parametrize("path", ["/", "/metrics/x", "/api"])
async def test_nothing_else_is_answered(store, path):
    ((status, _),) = await asked(store, lambda _: {}, path)
    assert status == 404
