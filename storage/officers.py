"""The two officers: public keys alone, to which an identity is sealed, one inside the other."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from storage.envelope import KEY_LENGTH, Padding, seal
from storage.sealed import Sealed
from storage.secret_file import replace

PLACE: Final = "identities.body"
INNER: Final = "identities.inner"
_FILE: Final = "chuishao officers"


class OfficersFileError(Exception):
    """The officers' file is damaged, or is no such file."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who holds one of the two keys, by what reporters are told of them."""

    label: str
    public_key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.public_key) != KEY_LENGTH:
            raise ValueError("an officer's key has 32 bytes")
        if not self.label.strip() or not self.label.isprintable():
            raise ValueError("an officer has a label of one line")


@dataclass(frozen=True, slots=True)
class Officers:
    """The first and the second officer: neither opens anything without the other."""

    first: Officer
    second: Officer

    def __post_init__(self) -> None:
        if self.first.public_key == self.second.public_key:
            raise ValueError("two officers have two keys")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads the officers' file: a heading, then `<64 hexadecimal digits> <label>` twice.

        Raises:
            OfficersFileError: when it is damaged.
            OSError: when it cannot be read.
        """
        try:
            heading, first, second = path.read_text(encoding="utf-8").splitlines()
            if heading != _FILE:
                raise OfficersFileError
            return cls(_officer(first), _officer(second))
        except ValueError:
            raise OfficersFileError from None

    def save(self, path: Path) -> None:
        """Writes the file in place of an older one, or fails and leaves that."""
        lines = [f"{one.public_key.hex()} {one.label}" for one in (self.first, self.second)]
        replace(path, "\n".join([_FILE, *lines, ""]).encode())

    def seal(self, plain: bytes, item: str) -> Sealed:
        """Seals to the second, and that to the first; every identity has one size."""
        keys = self.first.public_key, self.second.public_key
        inner = seal(plain, to=[keys[1]], place=INNER, item=item, padding=Padding.FILE)
        return seal(inner.blob, to=[keys[0]], place=PLACE, item=item, padding=Padding.FILE)


def _officer(line: str) -> Officer:
    key, _, label = line.partition(" ")
    return Officer(label, bytes.fromhex(key))
