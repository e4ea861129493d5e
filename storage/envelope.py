"""The envelope: how content is sealed, bound to its row, and opened again.

    version 1 | number of recipients | (key id 8, sealed data key 80) each | nonce 24, cipher, tag
    version 2 | nonce 24, cipher, tag                           (one known key: drafts)

The data key is fresh for each item. XChaCha20-Poly1305 binds the content to version, place
("cases.report"), item id and the list of recipients: moved to another row or column, or with a
recipient taken away, it does not open. Padding hides the length: what is of a kind is of one size,
and where it is too long for that, of the next power of two.
"""

import hashlib
from collections.abc import Sequence
from enum import Enum

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead
from nacl.utils import random as random_bytes

from storage.sealed import Sealed

KEY_LENGTH = 32

_SEALED, _LOCKED = b"\x01", b"\x02"
_ID_LENGTH = 8
_ENTRY_LENGTH = _ID_LENGTH + KEY_LENGTH + 48


class Padding(Enum):
    """The bytes that something of a kind is padded to; more is padded to a power of two.

    A report of 4,000 Chinese characters fits into its 16 KiB, a letter of 1,300 into its 4.
    Attachments are told apart from lines by their table.
    """

    LINE = 4096
    FILE = LINE
    REPORT = 16384


class UnsealError(Exception):
    """It does not open: a wrong key, another row or column, changed or no envelope at all."""


def seal(
    plain: bytes,
    *,
    to: Sequence[bytes],
    place: str,
    item: str,
    padding: Padding = Padding.LINE,
) -> Sealed:
    """Seals content to one or more public keys, for one item in one place."""
    if not 0 < len(to) < 256:
        raise ValueError("an envelope needs from 1 to 255 recipients")
    data_key = random_bytes(KEY_LENGTH)
    entries = [key_id(public) + SealedBox(PublicKey(public)).encrypt(data_key) for public in to]
    header = _SEALED + bytes([len(to)]) + b"".join(entries)
    return Sealed(header + _encrypt(plain, data_key, _bound(header, place, item), padding))


def unseal(sealed: Sealed, *, private: bytes, place: str, item: str) -> bytes:
    """Opens what was sealed to this private key, among others, for this item in this place.

    Raises:
        UnsealError: whatever is wrong; it never says what.
    """
    header = _header(sealed)
    try:
        pair = PrivateKey(private)
        position = recipients(sealed).index(key_id(bytes(pair.public_key)))
        start = 2 + position * _ENTRY_LENGTH + _ID_LENGTH
        data_key = SealedBox(pair).decrypt(header[start : start + _ENTRY_LENGTH - _ID_LENGTH])
        return _decrypt(sealed.blob[len(header) :], data_key, _bound(header, place, item))
    except (CryptoError, ValueError, TypeError):
        raise UnsealError from None


def lock(
    plain: bytes, *, key: bytes, place: str, item: str, padding: Padding = Padding.LINE
) -> Sealed:
    """Seals content under one 32-byte key that its reader holds too."""
    return Sealed(_LOCKED + _encrypt(plain, key, _bound(_LOCKED, place, item), padding))


def unlock(sealed: Sealed, *, key: bytes, place: str, item: str) -> bytes:
    """Opens what was locked under this key for this item in this place.

    Raises:
        UnsealError: whatever is wrong; it never says what.
    """
    try:
        if sealed.blob[:1] != _LOCKED:
            raise UnsealError
        return _decrypt(sealed.blob[1:], key, _bound(_LOCKED, place, item))
    except (CryptoError, ValueError, TypeError):
        raise UnsealError from None


def key_id(public: bytes) -> bytes:
    """Eight bytes that tell public keys apart."""
    return hashlib.blake2b(public, digest_size=32).digest()[:_ID_LENGTH]


def recipients(sealed: Sealed) -> tuple[bytes, ...]:
    """The ids of the keys that an envelope is sealed to.

    Raises:
        UnsealError: when it is no envelope.
    """
    header = _header(sealed)
    starts = range(2, len(header), _ENTRY_LENGTH)
    return tuple(header[start : start + _ID_LENGTH] for start in starts)


def _header(sealed: Sealed) -> bytes:
    blob = sealed.blob
    if len(blob) < 2 or blob[:1] != _SEALED:
        raise UnsealError
    end = 2 + blob[1] * _ENTRY_LENGTH
    if len(blob) < end:
        raise UnsealError
    return blob[:end]


def _bound(header: bytes, place: str, item: str) -> bytes:
    """Each part with its length in front, so that no two sets of parts read the same."""
    parts = (b"chuishao", header, place.encode(), item.encode())
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _encrypt(plain: bytes, key: bytes, bound: bytes, padding: Padding) -> bytes:
    size = max(padding.value, 1 << len(plain).bit_length())
    return bytes(Aead(key).encrypt(sodium_pad(plain, size), bound))


def _decrypt(cipher: bytes, key: bytes, bound: bytes) -> bytes:
    padded = Aead(key).decrypt(cipher, bound)
    return sodium_unpad(padded, len(padded))
