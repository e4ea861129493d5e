"""One of our processes, kept running: started, started again when it dies, and stopped cleanly."""

import asyncio
import os
import sys
import time
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from bot.loop import pauses
from bot.settings import WRONG

STEADY = 60.0
"""Seconds after which a process counts as well, and its next death as a first one."""
GRACE = 30.0
"""Seconds a process has to finish what is under way."""

Tell = Callable[[str, int, float], None]
"""Told of a death: the process's name, its exit status, the seconds until it starts again."""


class Child:
    """`python -m <module>`; `secret` reaches it through a pipe, as CHUISHAO_PASSPHRASE_FILE."""

    def __init__(
        self, module: str, environment: Mapping[str, str], *, tell: Tell, secret: str | None = None
    ) -> None:
        self._module = module
        self._environment = dict(environment)
        self._tell = tell
        self._secret = secret

    async def run(self, stop: asyncio.Event) -> None:
        """Keeps it running until `stop`; wrong settings set `stop`, since they stay wrong."""
        waiting = pauses(1.0, 30.0)
        while not stop.is_set():
            began = time.monotonic()
            process = await self._start()
            await _first(process.wait(), stop.wait())
            if process.returncode is None:
                await _end(process)
                return
            if process.returncode == WRONG:
                stop.set()
                return
            if time.monotonic() - began > STEADY:
                waiting = pauses(1.0, 30.0)
            pause = next(waiting)
            self._tell(self._module.rpartition(".")[2], process.returncode, pause)
            await _first(stop.wait(), asyncio.sleep(pause))

    async def _start(self) -> asyncio.subprocess.Process:
        environment, inherited = self._environment, []
        if self._secret is not None:
            reading, writing = os.pipe()
            os.write(writing, self._secret.encode())
            os.close(writing)
            inherited.append(reading)
            environment = environment | {"CHUISHAO_PASSPHRASE_FILE": f"/dev/fd/{reading}"}
        try:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                self._module,
                env=environment,
                stdin=asyncio.subprocess.DEVNULL,
                pass_fds=inherited,
                process_group=0,  # Ctrl+C reaches us alone, and we stop it in order
            )
        finally:
            for descriptor in inherited:
                os.close(descriptor)


async def _end(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    try:
        async with asyncio.timeout(GRACE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


async def _first(*coroutines: Coroutine[Any, Any, object]) -> None:
    """Waits until one of them has ended, and gives the others up."""
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
