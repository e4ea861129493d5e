"""`make bench`: prints the tables and writes them into docs/performance.md.

`python -m benchmarks lasting` measures one part, or several, and leaves the rest of the page.
"""

import argparse
import asyncio
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks import coming_back, lasting, loaded, reminding, scale, storing, weekly
from benchmarks.figures import table
from benchmarks.page import chapters, written

PAGE: Final = Path(__file__).parent.parent / "docs" / "performance.md"
PARTS: Final = {
    "loaded": ("Under load, beside plain bots", loaded),
    "lasting": ("Memory, while much passes", lasting),
    "storing": ("Writes", storing),
    "coming_back": ("Coming back with a receipt code", coming_back),
    "scale": ("Among very many cases", scale),
    "weekly": ("A week of very many enterprises", weekly),
    "reminding": ("Reminders", reminding),
}


def main() -> None:
    """Measure, print, write."""
    asked = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    asked.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all without any")
    parts = asked.parse_args().parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        asked.error(f"there is no {', '.join(sorted(unknown))}")
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    known = chapters(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    for name in parts:
        title, part = PARTS[name]
        figures = table(asyncio.run(part.run()))
        known[title] = f"On {datetime.now(UTC):%Y-%m-%d}, {machine}.\n\n{figures}"
        print(f"{title}\n{figures}", flush=True)
        titles = [title for title, _ in PARTS.values() if title in known]
        PAGE.write_text(written({title: known[title] for title in titles}), encoding="utf-8")


if __name__ == "__main__":
    main()
