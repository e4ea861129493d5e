"""Starts a bot in a process of its own and puts it under load from this one."""

import asyncio
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from benchmarks.load import offices
from benchmarks.load.people import People
from benchmarks.load.reviewers import Reviewers
from benchmarks.load.telegram import TOKEN, Telegram

WARM: Final = 3.0
SECONDS: Final = 10.0
CROWD: Final = 64
_SECRET: Final = "a-secret-between-the-two-of-them"


class Crowd(Protocol):
    """Who uses a bot, and how long each answer took them."""

    telegram: Telegram
    answered: asyncio.Event
    took: list[float]
    filed: int

    async def act(self) -> None:
        """Use it until cancelled."""

    def measure(self) -> None:
        """From now on counts."""


@dataclass(frozen=True)
class Measured:
    """A bot under load.

    Updates answered and reports filed a second; milliseconds to the answer, and of processor time
    for each; MiB of memory at the end; seconds from its start to its first answer.
    """

    rate: float
    p50: float
    p99: float
    filed: float
    memory: float
    processor: float
    first: float


async def intake(*, webhook: bool = False, rate: float = 0.0, url: str = "") -> Measured:
    """Our intake, while reports are filed into this database, SQLite without one."""
    with tempfile.TemporaryDirectory() as folder:
        told, _ = await offices.made(Path(folder), url=url)
        told |= {"CHUISHAO_INTAKE_TOKEN": TOKEN, "CHUISHAO_POSTING_HOURS": ""}
        port = free_port()
        hook = f"http://127.0.0.1:{port}"
        if webhook:
            told |= {"CHUISHAO_WEBHOOK_SECRET": _SECRET, "CHUISHAO_WEBHOOK_URL": hook}
            told |= {"CHUISHAO_INTAKE_WEBHOOK_PORT": str(port)}
        people = People(CROWD, plain=False, rate=rate)
        return await _measured(
            "bot.intake", told, "CHUISHAO_TELEGRAM_API", people, f"{hook}/intake" * webhook
        )


async def plain(*, webhook: bool = False, rate: float = 0.0, stores: bool = True) -> Measured:
    """The plain aiogram bot, while as many words are said to it."""
    with tempfile.TemporaryDirectory() as folder:
        told = {"PLAIN_DATABASE": f"sqlite:///{folder}/plain.db", "PLAIN_TOKEN": TOKEN}
        told |= {"PLAIN_STORES": "yes" if stores else "no"}
        port = free_port()
        if webhook:
            told |= {"PLAIN_WEBHOOK": str(port)}
        people = People(CROWD, plain=True, rate=rate)
        hook = f"http://127.0.0.1:{port}/plain" * webhook
        module = "benchmarks.load.plain_aiogram"
        return await _measured(module, told, "PLAIN_TELEGRAM", people, hook)


async def desk() -> Measured:
    """Our desk, while reviewers press buttons of their cards."""
    with tempfile.TemporaryDirectory() as folder:
        told, held = await offices.made(Path(folder), held=CROWD)
        told |= {"CHUISHAO_DESK_TOKEN": TOKEN}
        crowd = Reviewers([case.partition(":")[0] for case in held], version=_version(held))
        return await _measured("bot.desk", told, "CHUISHAO_TELEGRAM_API", crowd)


async def plain_desk() -> Measured:
    """The plain PTB bot, under the same presses."""
    with tempfile.TemporaryDirectory() as folder:
        told = {"PLAIN_DATABASE": f"sqlite:///{folder}/plain.db", "PLAIN_TOKEN": TOKEN}
        crowd = Reviewers([f"{number:024x}" for number in range(CROWD)], version=1)
        return await _measured("benchmarks.load.plain_ptb", told, "PLAIN_TELEGRAM", crowd)


def _version(held: list[str]) -> int:
    (version,) = {int(case.partition(":")[2]) for case in held}
    return version


async def _measured(
    module: str, told: Mapping[str, str], address: str, crowd: Crowd, webhook: str = ""
) -> Measured:
    port = free_port()
    telegram = crowd.telegram
    server = await telegram.serve(port)
    acting: asyncio.Task[None] | None = None
    started = time.perf_counter()
    try:
        async with process(module, told | {address: f"http://127.0.0.1:{port}"}) as running:
            if webhook:
                await _until_open(webhook)
                telegram.push(webhook, _SECRET)
            else:
                await asyncio.wait_for(telegram.greeted.wait(), 60)
            acting = asyncio.create_task(crowd.act())
            await asyncio.wait_for(crowd.answered.wait(), 60)
            first = time.perf_counter() - started
            await asyncio.sleep(WARM)
            crowd.measure()
            begun = _processor(running.pid)
            await asyncio.sleep(SECONDS)
            spent, took, filed = _processor(running.pid) - begun, sorted(crowd.took), crowd.filed
            held = memory(running.pid)
            acting.cancel()
            await telegram.close()
    finally:
        server.close()
    return Measured(
        rate=len(took) / SECONDS,
        p50=1000 * statistics.median(took),
        p99=1000 * took[int(0.99 * len(took))],
        filed=filed / SECONDS,
        memory=held,
        processor=1000 * spent / len(took),
        first=first,
    )


@asynccontextmanager
async def process(
    module: str, told: Mapping[str, str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process of ours until it is left; it may have been killed by then."""
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module),
        env={**os.environ, **told},
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.terminate()
            await running.wait()


async def _until_open(address: str) -> None:
    port = int(address.split(":")[2].partition("/")[0])
    async with asyncio.timeout(30):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                return


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int, which: str = "VmRSS") -> float:
    """MiB of memory that a process holds, or at most held (`VmHWM`)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith(which))
    return int(line.split()[1]) / 1024
