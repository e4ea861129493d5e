"""Where an update comes from, as far as it says so: it may be anything."""

from collections.abc import Iterable, Iterator

from tests.fuzz.mutate import Raw


def accounts(raw: Raw) -> Iterable[int]:
    """Everybody by whom an update may have been made."""
    for chat, author in places(raw):
        yield author
        if chat > 0:
            yield chat


def places(raw: Raw) -> Iterator[tuple[int, int]]:
    """In which chat, and by whom, as far as an update says it."""
    for kind, content in raw.items():
        if not isinstance(content, dict):
            continue
        message = content.get("message") if kind == "callback_query" else content
        chat = message.get("chat") if isinstance(message, dict) else None
        author = content.get("from")
        number = chat.get("id") if isinstance(chat, dict) else None
        by = author.get("id") if isinstance(author, dict) else None
        if isinstance(number, int) or isinstance(by, int):
            yield (
                number if isinstance(number, int) else (by if isinstance(by, int) else 0),
                by if isinstance(by, int) else 0,
            )


def in_groups(raw: Raw) -> bool:
    """Whether it comes from a group."""
    return any(chat < 0 for chat, _ in places(raw))
