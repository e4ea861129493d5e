"""`make bench`: prints the table and writes it into docs/performance.md."""

import asyncio
import os
import platform
from pathlib import Path

from benchmarks import coming_back, lasting, loaded, reminding, scale, storing, weekly
from benchmarks.figures import table

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


async def _figures() -> str:
    parts = (loaded, lasting, storing, coming_back, scale, weekly, reminding)
    return table([figure for part in parts for figure in await part.run()])


def main() -> None:
    """Measure, print, write."""
    measured = asyncio.run(_figures())
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    page = (
        "# Performance\n\n"
        "Written by `make bench`; every figure is from one run on one machine, so compare the "
        "ratios rather than the values.\n\n"
        f"Machine: {machine}; SQLite where no engine is named.\n\n{measured}\n"
    )
    PAGE.write_text(page, encoding="utf-8")
    print(measured)


if __name__ == "__main__":
    main()
