"""`make prove`: every path on both engines, towns of real processes, and the report."""

import argparse
import asyncio
import logging
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests import postgresql
from tests.postgresql import Server
from tests.proof import places
from tests.proof.engines import Template, prepare
from tests.proof.forms import longer
from tests.proof.paths import Lengths
from tests.proof.report import FILE, Proved, page
from tests.proof.run import Sum, lengths, listed, summed, walked_all
from tests.proof.search import Search
from tests.proof.town_walk import visit

_CHUNK = 24
_RARER = 12
"""On PostgreSQL every script is walked whole, and of the other paths each so many-th."""
_TOWNS = (
    ("SQLite, fetching", "sqlite", False),
    ("SQLite, webhook", "sqlite", True),
    ("PostgreSQL, fetching", "postgresql", False),
    ("PostgreSQL, webhook", "postgresql", True),
)


def main() -> int:
    """Walks, searches, writes the report; 1 when something was found."""
    asked = argparse.ArgumentParser(prog="make prove", description=__doc__)
    asked.add_argument("--every", type=int, default=1, help="walk only each so many-th path")
    asked.add_argument("--to", type=Path, default=FILE, help="where the report goes")
    options = asked.parse_args()
    logging.raiseExceptions = False
    proved = Proved(datetime.now(UTC).date(), _version(), options.every)
    with tempfile.TemporaryDirectory(prefix="chuishao-proof-") as name:
        folder = Path(name)
        known = asyncio.run(lengths(folder))
        with postgresql.server() as server:
            _in_towns(proved, folder, server)
            with ProcessPoolExecutor(os.cpu_count()) as pool:
                _on_sqlite(proved, pool, folder, known)
                _on_postgresql(proved, pool, folder, known, server)
    options.to.write_text(page(proved), encoding="utf-8")
    for hit in sorted(set(proved.hits)):
        _tell(f"found: {hit.mark}, {hit.form}, in {hit.place}")
    _tell(f"{proved.paths:,} paths, {len(proved.hits)} hits")
    return 1 if proved.hits else 0


def _on_sqlite(proved: Proved, pool: ProcessPoolExecutor, folder: Path, known: Lengths) -> None:
    numbers = range(0, len(listed(known)), proved.every)
    chunks = list(_chunks(numbers))
    for done, sums in enumerate(pool.map(partial(_sqlite, folder, known), chunks), 1):
        _count(proved.sqlite, sums)
        _tell(f"SQLite: {done} of {len(chunks)}")


def _on_postgresql(
    proved: Proved, pool: ProcessPoolExecutor, folder: Path, known: Lengths, server: Server
) -> None:
    every = listed(known)
    rarer = _RARER * proved.every
    numbers = [job.number for job in every if job.path.sure or job.number % rarer == 0]
    chunks = list(_chunks(numbers))
    urls = [asyncio.run(prepare(server.fresh())) for _ in chunks]
    walks = pool.map(partial(_postgresql, folder, known), chunks, urls)
    for done, sums in enumerate(walks, 1):
        _count(proved.postgresql, sums)
        _tell(f"PostgreSQL: {done} of {len(chunks)}")
    search = Search([longer(mark) for one in proved.postgresql.values() for mark in one.marks])
    proved.files_hits += search.hits(places.below(server.data))
    server.checkpoint()
    proved.files_hits += search.hits(places.below(server.data))
    proved.files.add(search.looked)


def _in_towns(proved: Proved, folder: Path, server: Server) -> None:
    for name, engine, webhook in _TOWNS:
        own = folder / name
        own.mkdir()
        database = f"sqlite:///{own / 'data' / 'chuishao.db'}"
        if engine == "postgresql":
            database = server.fresh()
        proved.towns.append(asyncio.run(visit(name, own, database, webhook=webhook)))
        _tell(name)


def _sqlite(folder: Path, known: Lengths, numbers: Sequence[int]) -> dict[str, Sum]:
    template = Template(folder / "template.db")
    return asyncio.run(_walked(folder / "sqlite", known, numbers, template.copy, keep=False))


def _postgresql(folder: Path, known: Lengths, numbers: Sequence[int], url: str) -> dict[str, Sum]:
    def place(own: Path) -> str:
        own.mkdir(parents=True)
        return url

    return asyncio.run(_walked(folder / "postgresql", known, numbers, place, keep=True))


async def _walked(folder, known, numbers, place, *, keep):
    every = listed(known)
    chosen = [every[number] for number in numbers]
    return summed(await walked_all(chosen, folder, place), keep=keep)


def _count(total: dict[str, Sum], sums: dict[str, Sum]) -> None:
    for group, one in sums.items():
        total.setdefault(group, Sum(group)).add(one)


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _CHUNK):
        yield numbers[start : start + _CHUNK]


def _version() -> str:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    return str(project["project"]["version"])


def _tell(words: str) -> None:
    sys.stderr.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(main())
