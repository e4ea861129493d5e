"""The public half: whoever holds it can put things in and take nothing out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from storage.envelope import KEY_LENGTH, Padding, key_id, seal
from storage.sealed import Sealed


@dataclass(frozen=True, slots=True)
class Sealing:
    """The desk's public sealing key, 32 bytes of X25519, and what can be done with it."""

    public_key: bytes

    def __post_init__(self) -> None:
        if len(self.public_key) != KEY_LENGTH:
            raise ValueError("a sealing key has 32 bytes")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads the sealing key's file: one line of 64 hexadecimal digits."""
        return cls(bytes.fromhex(path.read_text(encoding="ascii").strip()))

    @property
    def key_id(self) -> str:
        """The key's short name, 16 hexadecimal digits."""
        return key_id(self.public_key).hex()

    def seal(self, plain: bytes, place: str, item: str) -> Sealed:
        """Seals a text to the desk."""
        return seal(plain, to=[self.public_key], place=place, item=item)

    def seal_report(self, plain: bytes, place: str, item: str) -> Sealed:
        """Seals a report to the desk, the shortest as large as the longest."""
        return seal(plain, to=[self.public_key], place=place, item=item, padding=Padding.REPORT)

    def seal_file(self, plain: bytes, place: str, item: str) -> Sealed:
        """Seals an attachment to the desk."""
        return seal(plain, to=[self.public_key], place=place, item=item, padding=Padding.FILE)

    def seal_for(self, mailbox_key: bytes, plain: bytes, place: str, item: str) -> Sealed:
        """Seals a letter to a mailbox, and to the desk, which must be able to rebuild a topic."""
        return seal(plain, to=[mailbox_key, self.public_key], place=place, item=item)

    def seal_file_for(self, mailbox_key: bytes, plain: bytes, place: str, item: str) -> Sealed:
        """Seals a letter's attachment to a mailbox and to the desk."""
        to = [mailbox_key, self.public_key]
        return seal(plain, to=to, place=place, item=item, padding=Padding.FILE)
