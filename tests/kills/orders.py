"""Orders to a process to end at a point, given while it runs, and what it has passed so far."""

from collections import Counter
from pathlib import Path

from storage.failpoints import ORDER, POINTS, Point

OF_BOTS = [point for point in POINTS if point != "backup.before"]
"""The points that a bot passes."""


class Orders:
    """The file that a process looks into at each point it passes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._passed = file.with_name(f"{file.name}.passed")
        self.anew()

    @property
    def variable(self) -> tuple[str, str]:
        """What the process is told."""
        return ORDER, f"@{self._file}"

    def passed(self) -> Counter[str]:
        """How often each point was passed since the process began."""
        return Counter(self._passed.read_text().split())

    def give(self, point: Point, nth: int) -> None:
        """It ends when it passes the point for the nth time from now on."""
        self._write(f"{point}:{self.passed()[point] + nth}")

    def withdraw(self) -> None:
        """It goes on at every point."""
        self._write("")

    def anew(self) -> None:
        """The process has ended, and the next one counts from nothing."""
        self.withdraw()
        self._passed.write_text("")

    def _write(self, order: str) -> None:
        beside = self._file.with_name(f"{self._file.name}.new")
        beside.write_text(order)
        beside.replace(self._file)
