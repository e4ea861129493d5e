"""The mailbox's key pair: made from a receipt code's seed whenever it is needed, kept by nobody."""

from nacl.public import PrivateKey


def mailbox_public(seed: bytes) -> bytes:
    """What letters to this reporter are sealed to; kept with the mailbox."""
    return bytes(PrivateKey.from_seed(seed).public_key)


def mailbox_private(seed: bytes) -> bytes:
    """What opens them; made when a code is typed, and forgotten with it."""
    return bytes(PrivateKey.from_seed(seed))
