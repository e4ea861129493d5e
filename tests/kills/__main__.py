"""`make kill`: processes are killed at every point and at random under load; what came of it.

Half of it is as long as somebody wants: `--points` kills at points that a calm story has passed
(0 for every passing of every point: hours), `--kills` at random under load.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage import schema
from storage.grants import DESK, INTAKE
from tests import postgresql
from tests.kills.counts import whole
from tests.kills.load import under_load
from tests.kills.report import Row, table
from tests.kills.towns import Scene, scene
from tests.kills.walk import calm, stories, walked


@dataclass(frozen=True)
class Ground:
    """An engine and a way to get updates, with its share of the kills."""

    name: str
    engine: str
    webhook: bool
    share: float


GROUNDS = (
    Ground("SQLite, fetching", "sqlite", webhook=False, share=0.75),
    Ground("PostgreSQL, webhook", "postgresql", webhook=True, share=0.25),
)


def main() -> int:
    """Kills, counts, prints; 1 when something was lost or doubled."""
    asked = argparse.ArgumentParser(prog="make kill", description=__doc__)
    asked.add_argument("--points", type=int, default=200, help="kills at points; 0 for all")
    asked.add_argument("--kills", type=int, default=200, help="kills at random under load")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--engine", choices=["sqlite", "postgresql"], help="only on this one")
    options = asked.parse_args()
    rows: list[Row] = []
    for ground in GROUNDS:
        if options.engine in {None, ground.engine}:
            with _place(ground) as (folder, database, logins):
                rows += asyncio.run(_killed(ground, folder, database, logins, options))
    sys.stdout.write(f"{table(rows)}\n")
    return 0 if all(row.well for row in rows) else 1


@contextmanager
def _place(ground: Ground) -> Iterator[tuple[Path, str, dict[str, str]]]:
    with tempfile.TemporaryDirectory(prefix="chuishao-kills-") as name:
        folder = Path(name)
        if ground.engine == "sqlite":
            yield folder, f"sqlite:///{folder / 'data' / 'chuishao.db'}", {}
            return
        with postgresql.server() as server:
            url, logins = server.fresh(), {}
            schema.upgrade(url)
            for process, role in (("intake", INTAKE), ("desk", DESK)):
                server.let_in(f"{role}_login", role)
                logins[process] = url.replace("postgres:@", f"{role}_login:@")
            yield folder, url, logins


async def _killed(ground: Ground, folder: Path, database: str, logins, options) -> list[Row]:
    share = 1.0 if options.engine else ground.share
    async with scene(folder, database, logins=logins, webhook=ground.webhook) as here:
        return await _rows(
            here,
            ground.name,
            points=round(options.points * share) if options.points else None,
            kills=round(options.kills * share),
            seed=options.seed,
        )


async def _rows(here: Scene, name: str, *, points: int | None, kills: int, seed: int) -> list[Row]:
    first = 101
    told = await calm(here, first)
    rows: dict[str, Row] = {}
    for planned in stories(told.passed, points, seed):
        first += 1
        kind = f"{name}: {planned[0].process}, {planned[0].point}"
        row = rows.setdefault(kind, Row(kind))
        _forget(here)
        done = await walked(here, first, told.sum, planned)
        row.kills += len(done.kills)
        row.add(done.found)
        row.answers += _answers(here)
        row.chain = row.chain and await here.town.rest.chain_is_whole()
        sys.stderr.write(f"{row}\n")
    made, reports = list(rows.values()), 2 * (first - 100)
    if kills:
        row = Row(f"{name}: under load")
        _forget(here)
        loaded = await under_load(here, told.sum, first=first + 1, kills=kills, seed=seed)
        first, reports = first + loaded.stories, reports + loaded.reports
        row.kills = sum(loaded.kills.values())
        for found in loaded.found:
            row.add(found)
        row.answers += _answers(here)
        made.append(row)
    last = Row(f"{name}: all in all", kills=here.keeper.kills, stories=first - 100)
    wrong = await whole(here.town, reports)
    last.lost, last.chain = wrong, await here.town.rest.chain_is_whole()
    return [*made, last]


def _forget(here: Scene) -> None:
    for one in here.keeper.both:
        one.answers.clear()


def _answers(here: Scene) -> list[float]:
    return [seconds for one in here.keeper.both for seconds in one.answers]


if __name__ == "__main__":
    sys.exit(main())
