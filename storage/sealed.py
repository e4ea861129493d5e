"""Sealed content as a value."""

from dataclasses import dataclass

from typing_extensions import override


@dataclass(frozen=True, slots=True)
class Sealed:
    """Content that only a private key can open; `blob` is the whole envelope."""

    blob: bytes

    @override
    def __repr__(self) -> str:
        return f"Sealed({len(self.blob)} bytes)"
