"""`make several`: two of each process on PostgreSQL, one after the other killed, as long as told.

`python -m tests.several --minutes 10 --seed 7` does the same again: round after round, each with
another town, until the time is over.
"""

import argparse
import asyncio
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests import postgresql
from tests.several.run import Plan, lived


def main() -> int:
    """Tells of each round; 1 at the first that lost or doubled something."""
    asked = argparse.ArgumentParser(prog="make several", description=__doc__)
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--seed", type=int, default=int(time.time()))
    asked.add_argument("--tips", type=int, default=60, help="filed in a round")
    asked.add_argument("--kills", type=int, default=20, help="in a round")
    options = asked.parse_args()
    seed = options.seed
    with postgresql.server() as server, tempfile.TemporaryDirectory() as folder:
        ends = time.monotonic() + 60 * options.minutes
        while time.monotonic() < ends:
            own = Path(folder) / str(seed)
            own.mkdir()
            plan = Plan(tips=options.tips, contacts=40, seed=seed, kills=options.kills)
            try:
                sys.stdout.write(f"seed {seed}: {asyncio.run(lived(own, server, plan)).line()}\n")
            except (AssertionError, ExceptionGroup, TimeoutError) as error:
                sys.stdout.write(f"seed {seed}: {error!r}\n")
                traceback.print_exception(error)
                return 1
            sys.stdout.flush()
            seed += 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
