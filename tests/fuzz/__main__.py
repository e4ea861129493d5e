"""`python -m tests.fuzz --updates N --seed S`: towns of both bots, fed with what nobody expects."""

import argparse
import asyncio
import logging
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from typing import Final

from rich.console import Console
from rich.table import Table

from tests.fuzz.run import Outcome, run

IN_A_TOWN: Final = 1000
"""Updates after which a new town begins; what one town comes to is the same in every run."""


def main() -> int:
    """Feeds, prints a table; 1 when a promise did not hold."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--updates", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=1, help="of the first town; each has the next")
    options = asked.parse_args()
    logging.raiseExceptions = False
    towns = max(1, -(-options.updates // IN_A_TOWN))
    seeds = [options.seed + number for number in range(towns)]
    whole, done = Outcome(), count(1)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for outcome in pool.map(_town, seeds):
            whole.add(outcome)
            sys.stderr.write(f"\rtown {next(done)} of {towns}")
    sys.stderr.write("\n")
    _show(whole)
    return 1 if whole.found else 0


def _town(seed: int) -> Outcome:
    return asyncio.run(run(IN_A_TOWN, seed))


def _show(whole: Outcome) -> None:
    table = Table("what", "how many")
    for what, many in sorted(whole.counts.items()):
        table.add_row(what, f"{many:,}")
    console = Console()
    console.print(table)
    for found in whole.first_of_each():
        console.print(str(found), markup=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
