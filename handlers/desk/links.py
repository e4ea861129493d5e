"""Addresses inside Telegram."""


def to_topic(group: int, thread: int) -> str:
    """The address of a topic; it opens for members of the group alone."""
    return f"https://t.me/c/{str(group).removeprefix('-100')}/{thread}"
