"""Whether the intake's memory stays as it is while many reports and large files pass."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from benchmarks.figures import Figure
from benchmarks.load import measuring, offices
from benchmarks.load.people import WITH_FILES, People
from benchmarks.load.telegram import TOKEN

TIPS: Final = int(os.environ.get("BENCH_TIPS", "2000"))
FILES: Final = 40
PARTS: Final = 4
_SIZE: Final = (3000, 2200)
"""Of a picture of noise, which nothing makes smaller: 19.8 MB as PNG."""


async def run() -> list[Figure]:
    """Memory after each quarter of many reports, and at most while large files pass."""
    return [await _reports(), await _files()]


async def _reports() -> Figure:
    people = People(measuring.CROWD)
    async with _intake(people) as pid:
        taken = []
        for part in range(1, PARTS + 1):
            await _until(people, TIPS * part // PARTS)
            taken.append(f"{measuring.memory(pid):.0f}")
    return Figure(
        f"memory of the intake over {TIPS:,} reports",
        f"{', '.join(taken)} MiB",
        f"after each quarter of them, {measuring.CROWD} people in a closed loop",
    )


async def _files() -> Figure:
    people = People(2, path=WITH_FILES)
    people.telegram.file = await asyncio.to_thread(_noise)
    each = WITH_FILES.count("@")
    async with _intake(people) as pid:
        before, taken = measuring.memory(pid), []
        for part in range(1, PARTS + 1):
            await _until(people, FILES // each * part // PARTS)
            taken.append(f"{measuring.memory(pid):.0f}")
        highest = measuring.memory(pid, "VmHWM")
    size = len(people.telegram.file) / 1e6
    return Figure(
        f"memory of the intake while files of {size:.0f} MB pass",
        f"{', '.join(taken)} MiB, at most {highest:.0f} MiB",
        f"after each quarter of {FILES} files from two people at once; {before:.0f} MiB before",
    )


@asynccontextmanager
async def _intake(people: People) -> AsyncIterator[int]:
    with tempfile.TemporaryDirectory() as folder:
        told, _ = await offices.made(Path(folder))
        port = measuring.free_port()
        told |= {"CHUISHAO_INTAKE_TOKEN": TOKEN, "CHUISHAO_POSTING_HOURS": ""}
        told |= {"CHUISHAO_TELEGRAM_API": f"http://127.0.0.1:{port}"}
        server = await people.telegram.serve(port)
        async with measuring.process("bot.intake", told) as running:
            await asyncio.wait_for(people.telegram.greeted.wait(), 60)
            acting = asyncio.create_task(people.act())
            try:
                yield running.pid
            finally:
                acting.cancel()
        server.close()


async def _until(people: People, filed: int) -> None:
    while people.filed < filed:
        people.filing.clear()
        await people.filing.wait()


def _noise() -> bytes:
    width, height = _SIZE
    made = BytesIO()
    Image.frombytes("RGB", _SIZE, os.urandom(3 * width * height)).save(made, "PNG")
    return made.getvalue()
