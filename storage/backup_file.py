"""A backup's file: lines sealed to the desk, readable only with its opening key, whole or not."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from nacl import bindings
from nacl.utils import random as random_bytes

from storage.envelope import UnsealError
from storage.opening import Opening
from storage.sealed import Sealed
from storage.sealing import Sealing

MAGIC: Final = b"chuishao backup 1\n"
_PLACE: Final = "backup"
_ITEM: Final = "key"
_CHUNK: Final = 1 << 20
"""Bytes that are sealed at once; the largest photo takes some thirty."""
_LENGTH: Final = 4


class BackupError(Exception):
    """The file is no backup, was cut short or changed, or is sealed to another key."""


class Writer:
    """Seals lines into a file as they come; what is not ended is no backup."""

    def __init__(self, file: BinaryIO, sealing: Sealing) -> None:
        key = random_bytes(bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES)
        self._file = file
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        self._file.write(MAGIC)
        self._block(sealing.seal(key, _PLACE, _ITEM).blob)
        self._block(header)
        self._waiting = bytearray()

    def line(self, value: Any) -> None:
        """One more line, of what JSON can say."""
        self._waiting += json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        self._waiting += b"\n"
        while len(self._waiting) >= _CHUNK:
            self._push(
                bytes(self._waiting[:_CHUNK]),
                bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
            )
            del self._waiting[:_CHUNK]

    def end(self) -> None:
        """The last bytes, marked as such."""
        last = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        self._push(bytes(self._waiting), last)

    def _push(self, plain: bytes, tag: int) -> None:
        self._block(
            bindings.crypto_secretstream_xchacha20poly1305_push(self._state, plain, None, tag)
        )

    def _block(self, content: bytes) -> None:
        self._file.write(len(content).to_bytes(_LENGTH, "big"))
        self._file.write(content)


def lines(file: BinaryIO, opening: Opening) -> Iterator[Any]:
    """What was written into a backup, line by line.

    Raises BackupError as soon as something is wrong; what was given out before may then be the
    beginning of a file that was cut short, so nothing may be kept of it.
    """
    if file.read(len(MAGIC)) != MAGIC:
        raise BackupError
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    try:
        key = opening.open(Sealed(_block(file)), _PLACE, _ITEM)
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, _block(file), key)
    except (UnsealError, ValueError, TypeError, RuntimeError):
        raise BackupError from None
    rest = b""
    last = False
    while not last:
        plain, last = _pulled(state, _block(file))
        *whole, rest = (rest + plain).split(b"\n")
        for line in whole:
            yield json.loads(line)
    if rest or file.read(1):
        raise BackupError


def _pulled(
    state: bindings.crypto_secretstream_xchacha20poly1305_state, block: bytes
) -> tuple[bytes, bool]:
    try:
        plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, block)
    except (ValueError, RuntimeError):
        raise BackupError from None
    return plain, tag == bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def _block(file: BinaryIO) -> bytes:
    length = int.from_bytes(file.read(_LENGTH), "big")
    if not 0 < length <= _CHUNK + 4096:
        raise BackupError
    content = file.read(length)
    if len(content) != length:
        raise BackupError
    return content
