"""Ids are random and made by the caller: they tell neither order nor number."""

import secrets


def fresh() -> str:
    """A new id: 96 random bits as 24 hexadecimal characters."""
    return secrets.token_hex(12)
