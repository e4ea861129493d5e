"""The private half: the desk's opening keys, their file, and the words on paper.

Only the desk may import this module; a contract and a probe of the running intake watch it.
"""

import hashlib
import json
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from mnemonic import Mnemonic
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random as random_bytes
from typing_extensions import override

from storage.envelope import KEY_LENGTH, UnsealError, recipients, unseal
from storage.sealed import Sealed
from storage.sealing import Sealing
from storage.secret_file import replace

WORDS = 24
"""Recovery words of one opening key."""


class PassphraseError(Exception):
    """The passphrase does not open the key file."""


class KeyFileError(Exception):
    """The key file is damaged, or is no key file."""


class WordsError(Exception):
    """These are not the recovery words of a key."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """How hard argon2id makes a guess at the passphrase: passes over so many bytes of memory."""

    passes: int
    memory: int

    def key(self, passphrase: str, salt: bytes) -> bytes:
        """The key of the key file; full and half width of a character count as the same."""
        secret = unicodedata.normalize("NFKC", passphrase).encode()
        return argon2id.kdf(KEY_LENGTH, secret, salt, opslimit=self.passes, memlimit=self.memory)


MIDDLING = Stretch(passes=argon2id.OPSLIMIT_MODERATE, memory=128 * 1024 * 1024)
"""Between libsodium's interactive and moderate: the desk also starts where memory is scarce."""


class Opening:
    """One or more opening keys, the newest first; an envelope's key ids say which one opens it."""

    def __init__(self, private_keys: Sequence[bytes]) -> None:
        if not private_keys or any(len(key) != KEY_LENGTH for key in private_keys):
            raise ValueError("an opening key has 32 bytes")
        self._keys = tuple(private_keys)
        self._by_id = {bytes.fromhex(_sealing(key).key_id): key for key in self._keys}

    @classmethod
    def make(cls) -> Self:
        """A new random key."""
        return cls([random_bytes(KEY_LENGTH)])

    @classmethod
    def load(cls, path: Path, passphrase: str) -> Self:
        """Reads a key file.

        Raises:
            PassphraseError: when the passphrase does not open it.
            KeyFileError: when it is damaged.
            OSError: when it cannot be read.
        """
        try:
            held = json.loads(path.read_bytes())
            stretch = Stretch(int(held["passes"]), int(held["memory"]))
            box = SecretBox(stretch.key(passphrase, b64decode(held["salt"])))
            boxes = [(str(key["id"]), b64decode(key["box"])) for key in held["keys"]]
        except (ValueError, TypeError, KeyError, CryptoError):
            raise KeyFileError from None
        try:
            opening = cls([box.decrypt(sealed) for _, sealed in boxes])
        except CryptoError:
            raise PassphraseError from None
        except ValueError:
            raise KeyFileError from None
        if [key.key_id for key in opening.sealings] != [named for named, _ in boxes]:
            raise KeyFileError
        return opening

    def save(self, path: Path, passphrase: str, stretch: Stretch = MIDDLING) -> None:
        """Writes the key file (mode 0600) in place of an older one, or fails and leaves that."""
        salt = random_bytes(argon2id.SALTBYTES)
        box = SecretBox(stretch.key(passphrase, salt))
        held: dict[str, Any] = {
            "chuishao": "opening keys, newest first",
            "passes": stretch.passes,
            "memory": stretch.memory,
            "salt": b64encode(salt).decode(),
            "keys": [
                {"id": _sealing(key).key_id, "box": b64encode(box.encrypt(key)).decode()}
                for key in self._keys
            ],
        }
        replace(path, json.dumps(held, indent=2).encode() + b"\n")

    @property
    def sealing(self) -> Sealing:
        """The public half of the newest key: what is sealed from now on is sealed to it."""
        return _sealing(self._keys[0])

    @property
    def sealings(self) -> tuple[Sealing, ...]:
        """The public halves of all keys, the newest first."""
        return tuple(_sealing(key) for key in self._keys)

    def rotated(self) -> "Opening":
        """The same keys behind a new one."""
        return Opening([random_bytes(KEY_LENGTH), *self._keys])

    def open(self, sealed: Sealed, place: str, item: str) -> bytes:
        """Opens what was sealed to any of the keys.

        Raises:
            UnsealError: whatever is wrong; it never says what.
        """
        for recipient in recipients(sealed):
            if recipient in self._by_id:
                return unseal(sealed, private=self._by_id[recipient], place=place, item=item)
        raise UnsealError

    def tag(self, name: str, value: str) -> str:
        """A keyed tag of 32 hexadecimal digits: equal values meet, and strangers learn nothing.

        It comes from the oldest key, so that rotation does not part old cases from new ones.
        """
        key = hashlib.blake2b(self._keys[-1], digest_size=KEY_LENGTH, person=b"chuishao.tags")
        text = len(name.encode()).to_bytes(4, "big") + name.encode() + value.encode()
        return hashlib.blake2b(text, key=key.digest(), digest_size=16).hexdigest()

    def words(self) -> str:
        """The newest key as 24 English words for paper."""
        return str(Mnemonic("english").to_mnemonic(self._keys[0]))

    @override
    def __repr__(self) -> str:
        return f"Opening({len(self._keys)} keys)"


def key_ids(path: Path) -> tuple[str, ...]:
    """Which keys a key file holds, the newest first; this much can be read without its passphrase.

    Raises:
        KeyFileError: when it is damaged.
        OSError: when it cannot be read.
    """
    try:
        return tuple(str(key["id"]) for key in json.loads(path.read_bytes())["keys"])
    except (ValueError, TypeError, KeyError):
        raise KeyFileError from None


def from_words(*papers: str) -> Opening:
    """The keys written on one or more papers, the newest first; four letters of a word will do.

    Raises:
        WordsError: when a word is unknown, missing, or the words do not belong together.
    """
    book = Mnemonic("english")
    keys = []
    for paper in papers:
        words = [book.expand_word(word) for word in paper.lower().split()]
        if len(words) != WORDS:
            raise WordsError
        try:
            keys.append(bytes(book.to_entropy(words)))
        except (ValueError, LookupError):
            raise WordsError from None
    if not keys:
        raise WordsError
    return Opening(keys)


def _sealing(private: bytes) -> Sealing:
    return Sealing(bytes(PrivateKey(private).public_key))
