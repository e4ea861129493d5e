"""`make prove`: every path on both engines, towns of real processes, and the report."""

import argparse
import asyncio
import logging
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests import postgresql
from tests.postgresql import Server
from tests.proof import places
from tests.proof.engines import Template, prepare
from tests.proof.files import leaks
from tests.proof.forms import Mark
from tests.proof.paths import Lengths
from tests.proof.report import FILE, Proved, page
from tests.proof.run import OTHERS, TURNS, Sum, lengths, listed, summed, walked_all
from tests.proof.search import Place
from tests.proof.town_walk import Visited, visit

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
        side_by_side = 1 + (os.cpu_count() or 1)  # walks often wait
        with postgresql.server() as server, ProcessPoolExecutor(side_by_side) as pool:
            visits = _towns(pool, folder, server)
            _on_sqlite(proved, pool, folder, known)
            _on_postgresql(proved, pool, folder, known, server)
            proved.towns += [visit.result() for visit in visits]
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

    def found() -> Iterator[Place]:
        yield from places.below(server.data)  # as it runs, and once all is in its place
        server.checkpoint()
        yield from places.below(server.data)

    def again(numbers: Sequence[int], turn: int) -> Sequence[Mark]:
        others = [every[number % OTHERS].by_another(turn) for number in numbers]
        url = asyncio.run(prepare(server.fresh()))
        walks = asyncio.run(walked_all(others, folder / "again", partial(_beside, url)))
        return [mark for walked in walks for mark in walked.marks]

    marks = [mark for one in proved.postgresql.values() for mark in one.marks]
    proved.files_hits, proved.files = leaks(found, marks, again, turns=TURNS)


def _towns(pool: ProcessPoolExecutor, folder: Path, server: Server) -> list[Future[Visited]]:
    visits = []
    for name, engine, webhook in _TOWNS:
        own = folder / name
        own.mkdir()
        database = f"sqlite:///{own / 'data' / 'chuishao.db'}"
        if engine == "postgresql":
            database = server.fresh()
        visits.append(pool.submit(_visit, name, own, database, webhook=webhook))
    return visits


def _visit(name: str, folder: Path, database: str, *, webhook: bool) -> Visited:
    return asyncio.run(visit(name, folder, database, webhook=webhook))


def _sqlite(folder: Path, known: Lengths, numbers: Sequence[int]) -> dict[str, Sum]:
    template = Template(folder / "template.db")
    return asyncio.run(_walked(folder / "sqlite", known, numbers, template.copy, keep=False))


def _postgresql(folder: Path, known: Lengths, numbers: Sequence[int], url: str) -> dict[str, Sum]:
    place = partial(_beside, url)
    return asyncio.run(_walked(folder / "postgresql", known, numbers, place, keep=True))


def _beside(url: str, own: Path) -> str:
    own.mkdir(parents=True)
    return url


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
