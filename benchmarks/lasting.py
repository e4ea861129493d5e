"""Whether the intake's memory stays as it is while many reports and large files pass."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from benchmarks.figures import Figure
from benchmarks.load import measuring, offices
from benchmarks.load.people import WITH_FILES, People
from benchmarks.load.telegram import TOKEN
from bot.clock import LEAPS, leap

TIPS: Final = int(os.environ.get("BENCH_TIPS", "2000"))
FILES: Final = 40
PARTS: Final = 4
_DAY: Final = 24 * 3600 + 300.0  # seconds
_QUIET: Final = 15.0  # seconds; the intake looks every five for what it is to erase
_SIZE: Final = (3000, 2200)
"""Of a picture of noise, which nothing makes smaller: 19.8 MB as PNG."""


async def run() -> list[Figure]:
    """Memory after each quarter of many reports, and at most while large files pass."""
    return [await _reports(), await _files()]


async def _reports() -> Figure:
    people = People(measuring.CROWD)
    async with _intake(people) as (pid, clock):
        taken = []
        for day in range(1, PARTS + 1):
            acting = asyncio.create_task(people.act())
            await _until(people, TIPS * day // PARTS)
            taken.append(f"{measuring.memory(pid):.0f}")
            acting.cancel()
            people.leave()
            await _quiet(people)
            people.telegram.ahead += _DAY
            leap(clock, timedelta(seconds=people.telegram.ahead))
            await _quiet(people)
    return Figure(
        f"memory of the intake over {TIPS:,} reports",
        f"{', '.join(taken)} MiB",
        f"at the end of each of {PARTS} days, {measuring.CROWD} people in a closed loop, each of "
        "whom reports once; a chat is known for twenty-four hours",
    )


async def _files() -> Figure:
    people = People(2, path=WITH_FILES)
    people.telegram.file = await asyncio.to_thread(_noise)
    each = WITH_FILES.count("@")
    async with _intake(people) as (pid, _):
        acting = asyncio.create_task(people.act())
        before, taken = measuring.memory(pid), []
        for part in range(1, PARTS + 1):
            await _until(people, FILES // each * part // PARTS)
            taken.append(f"{measuring.memory(pid):.0f}")
        acting.cancel()
        highest = measuring.memory(pid, "VmHWM")
    size = len(people.telegram.file) / 1e6
    return Figure(
        f"memory of the intake while files of {size:.0f} MB pass",
        f"{', '.join(taken)} MiB, at most {highest:.0f} MiB",
        f"after each quarter of {FILES} files from two people at once; {before:.0f} MiB before",
    )


@asynccontextmanager
async def _intake(people: People) -> AsyncIterator[tuple[int, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        told, _ = await offices.made(Path(folder))
        port, clock = measuring.free_port(), Path(folder) / "clock"
        leap(clock, timedelta())
        told |= {LEAPS: str(clock), "CHUISHAO_INTAKE_TOKEN": TOKEN, "CHUISHAO_POSTING_HOURS": ""}
        told |= {"CHUISHAO_TELEGRAM_API": f"http://127.0.0.1:{port}"}
        server = await people.telegram.serve(port)
        async with measuring.process("bot.intake", told) as running:
            await asyncio.wait_for(people.telegram.greeted.wait(), 60)
            yield running.pid, clock
        server.close()


async def _until(people: People, filed: int) -> None:
    while people.filed < filed:
        people.filing.clear()
        await people.filing.wait()


async def _quiet(people: People) -> None:
    """Until the bot asks for nothing but updates any more."""
    before = -1
    while (calls := _calls(people)) != before:
        before = calls
        await asyncio.sleep(_QUIET)


def _calls(people: People) -> int:
    return sum(count for method, count in people.telegram.calls.items() if method != "getupdates")


def _noise() -> bytes:
    width, height = _SIZE
    made = BytesIO()
    Image.frombytes("RGB", _SIZE, os.urandom(3 * width * height)).save(made, "PNG")
    return made.getvalue()
