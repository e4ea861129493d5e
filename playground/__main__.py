"""python -m playground: a Telegram of our own until it is interrupted."""

import argparse
import asyncio
import contextlib
import signal
import sys

from playground.server import running
from playground.world import World


async def _serve(port: int, *, limits: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with running(World(limits=limits), port) as url:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        await stop.wait()


def main() -> None:
    """Read the command line and serve; the address is the first line printed."""
    parser = argparse.ArgumentParser(prog="playground")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--limits", action="store_true", help="Telegram's rate limits")
    options = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(options.port, limits=options.limits))


if __name__ == "__main__":
    main()
