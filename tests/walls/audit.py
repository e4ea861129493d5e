"""`make audit`: known weaknesses of what the lock file names; the requirements come in."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

ACCEPTED: Final[Mapping[str, str]] = {}
"""Weaknesses that do not touch us, by id, each with the reason; empty is best."""
_PATIENCE: Final = 120


def main() -> int:
    """1 when a weakness is known that is not accepted; 0 also where nobody could be asked."""
    command = [Path(sys.executable).with_name("pip-audit"), "--requirement", "/dev/stdin"]
    command += ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    try:
        asked = subprocess.run(
            command, input=sys.stdin.read(), capture_output=True, text=True, timeout=_PATIENCE,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return _tell(0, "NOT AUDITED: nobody answered in time")
    if not asked.stdout.strip():
        return _tell(0, f"NOT AUDITED: {asked.stderr.strip().splitlines()[-1:]}")
    return _tell(*judged(json.loads(asked.stdout)["dependencies"]))


def judged(found: list[dict[str, Any]]) -> tuple[int, str]:
    """The status, and what to say of an audit's findings."""
    skipped = [one["name"] for one in found if "skip_reason" in one]
    known = {
        f"{one['name']} {one['version']}: {weakness['id']}"
        for one in found
        for weakness in one.get("vulns", ())
        if ACCEPTED.keys().isdisjoint({weakness["id"], *weakness.get("aliases", ())})
    }
    if len(skipped) == len(found):
        return 0, "NOT AUDITED: the list of known weaknesses cannot be reached from here"
    lines = [*sorted(known), f"{len(found) - len(skipped)} packages asked about, {len(known)} weak"]
    if skipped:
        lines.append(f"NOT AUDITED, unknown there: {', '.join(skipped)}")
    return int(bool(known)), "\n".join(lines)


def _tell(status: int, words: str) -> int:
    sys.stderr.write(f"audit: {words}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
