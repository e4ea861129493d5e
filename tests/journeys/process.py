"""A real process, intake or desk: started, killed, stopped, and heard."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
STOPS_WITHIN = 30


class Process:
    """`python -m bot.<kind>` in a folder of its own; what it says goes to a file outside of it."""

    def __init__(
        self, name: str, environment: dict[str, str], folder: Path, *, kind: str = ""
    ) -> None:
        self.name = name
        self.kind = kind or name
        self._folder = folder
        self.log = folder / f"{name}.log"
        self._environment = environment
        self._cwd = folder / "cwd"
        self._cwd.mkdir(exist_ok=True)
        self._running: subprocess.Popen[bytes] | None = None

    def second(self, name: str) -> "Process":
        """Another of the same kind over the same data."""
        return Process(name, dict(self._environment), self._folder, kind=self.kind)

    @property
    def pid(self) -> int:
        assert self._running is not None, f"{self.name} does not run"
        return self._running.pid

    def settings(self) -> dict[str, str]:
        """What it is told, by the names of its settings' fields."""
        prefix = "CHUISHAO_"
        return {
            name.removeprefix(prefix).lower(): value
            for name, value in self._environment.items()
            if name.startswith(prefix)
        }

    def tell(self, name: str, value: str) -> None:
        """One more variable of its environment, from its next start on."""
        self._environment[name] = value

    async def orders(self, *words: str) -> str:
        """`python -m …` on the same machine, with what this process is told; what it printed."""
        running = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *words),
            cwd=self._cwd,
            env=self._surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        said, _ = await running.communicate()
        assert running.returncode == 0, said.decode()
        return said.decode()

    def start(self) -> None:
        assert self._running is None, f"{self.name} runs already"
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                [sys.executable, "-m", f"bot.{self.kind}"],
                cwd=self._cwd,
                env=self._surroundings(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _surroundings(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {"PYTHONPATH": str(ROOT)} | self._environment

    async def kill(self) -> None:
        """Power cut: no handler runs, nothing is finished."""
        running = self._taken()
        running.send_signal(signal.SIGKILL)
        await asyncio.to_thread(running.wait)

    async def stop(self) -> None:
        """Asked to end, it ends in good order."""
        if self._running is None:
            return
        running = self._taken()
        running.send_signal(signal.SIGTERM)
        try:
            status = await asyncio.to_thread(running.wait, STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            raise AssertionError(f"{self.name} did not stop\n{self.tail()}") from None
        assert status == 0, f"{self.name} ended with {status}\n{self.tail()}"

    async def ends(self) -> int:
        """Ends by itself; its status."""
        running = self._taken()
        return await asyncio.to_thread(running.wait, STOPS_WITHIN)

    def fall(self) -> None:
        """Ends whatever still runs, after a test that failed."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()
            self._running = None

    def check(self) -> None:
        """Fails when the process has ended by itself."""
        if self._running is not None and self._running.poll() is not None:
            status = self._running.returncode
            raise AssertionError(f"{self.name} ended by itself with {status}\n{self.tail()}")

    def was_killed(self) -> bool:
        """Whether SIGKILL has ended it; it may be started again then."""
        if self._running is None or self._running.poll() != -signal.SIGKILL:
            return False
        self._running = None
        return True

    def said(self, since: int = 0) -> str:
        """What it said, from that many bytes on."""
        return self.log.read_bytes()[since:].decode() if self.log.exists() else ""

    @property
    def runs(self) -> bool:
        """Whether it was started, and neither killed nor stopped since."""
        return self._running is not None

    def errors(self) -> list[str]:
        """Its lines of level ERROR and above, and whatever is no log line at all."""
        return [
            line
            for line in self.said().splitlines()
            if not any(f"Z {level} " in line for level in ("DEBUG", "INFO", "WARNING"))
        ]

    def tail(self) -> str:
        return f"{self.name} said last:\n" + "\n".join(self.said().splitlines()[-15:])

    def _taken(self) -> "subprocess.Popen[bytes]":
        assert self._running is not None, f"{self.name} does not run"
        running, self._running = self._running, None
        return running
