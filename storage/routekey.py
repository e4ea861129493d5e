"""The route key: what routes are sealed under, in a file that only the intake has.

It is in no database and no backup. With another key in its place, no route from before opens.
"""

import json
import logging
import os
from pathlib import Path

from storage.secret_file import alone, erase, replace

_MARK = "chuishao route key"
_LENGTH = 32

log = logging.getLogger(__name__)


class RouteKey:
    """The file of the key, made when it is missing; all instances of the intake share it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self) -> bytes:
        """The key as it is now: whoever rotates it need not stop the intake."""
        with alone(self._path):
            key = self._read()
            if key is None:
                key = os.urandom(_LENGTH)
                replace(self._path, json.dumps({"file": _MARK, "key": key.hex()}).encode())
            return key

    def forget(self) -> bool:
        """Erase the key; whether there was one."""
        with alone(self._path):
            there = self._path.exists()
            if there:
                erase(self._path)
            return there

    def _read(self) -> bytes | None:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            key = bytes.fromhex(json.loads(content)["key"])
        except (ValueError, TypeError, KeyError):
            key = b""
        if len(key) != _LENGTH:
            log.error("the route key was damaged: erased, made anew, routes are lost")
            erase(self._path)
            return None
        return key
