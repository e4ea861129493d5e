"""How long Telegram finds a text: it counts UTF-16 units, of which an emoji is two."""


def units(text: str) -> int:
    """The length of a text in Telegram's count."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, most: int) -> str:
    """As much of the beginning as fits into `most` units."""
    used = 0
    for position, character in enumerate(text):
        used += units(character)
        if used > most:
            return text[:position]
    return text
