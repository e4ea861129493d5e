"""What may have arrived although no answer came: sent again, it says that it may stand there twice.

So does the first message of what a desk was cut off from in the midst of telling it.
Only digests are kept, in memory, and hardly longer than anything waits to be tried again.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from telegram.error import NetworkError

from domain.lengths import units
from handlers.connecting import NOT_CONNECTED
from storage import outbox
from storage.outbox import Doubt

KEPT: Final = 1200.0  # seconds; the longest pause between two tries is a quarter of an hour
TEXT, CAPTION = 4096, 1024
_NEW: Final = ("send", "createForumTopic")


@dataclass(frozen=True)
class Remarks:
    """What is said of a message that may stand there twice, and of a topic that may be empty."""

    twice: str = ""
    empty_topic: str = ""


UNSAID: Final = Remarks()


class Doubts:
    """What was asked of Telegram and never answered; `clock` tells seconds that only go forward."""

    def __init__(self, remarks: Remarks, clock: Callable[[], float]) -> None:
        self._remarks = remarks
        self._clock = clock
        self._open: dict[bytes, float] = {}
        self._empty_topics: set[int | str] = set()

    @contextmanager
    def about(self, endpoint: str, data: dict[str, Any]) -> Iterator[None]:
        """Entered while a request is made; one in doubt is given the words that say so."""
        if not endpoint.startswith(_NEW):
            yield
            return
        key, chat = _digest(endpoint, data), data.get("chat_id", 0)
        cut_off = outbox.doubt.get() or Doubt(open=False)
        again = cut_off.open or self._clock() - self._open.get(key, -KEPT) < KEPT
        remarks = [self._remarks.twice] if again else []
        remarks += [self._remarks.empty_topic] if chat in self._empty_topics else []
        _add(endpoint, data, "\n".join(remarks))
        try:
            yield
        except Exception as error:
            if again or unanswered(error):
                self._remember(key)
            raise
        self._open.pop(key, None)
        cut_off.open = False
        if endpoint == "sendMessage":
            self._empty_topics.discard(chat)
        elif endpoint == "createForumTopic" and again:
            self._empty_topics.add(chat)

    def _remember(self, key: bytes) -> None:
        now = self._clock()
        self._open = {known: at for known, at in self._open.items() if now - at < KEPT}
        self._open[key] = now


def unanswered(error: Exception) -> bool:
    """Whether Telegram may have done what was asked although it ended in this error."""
    if isinstance(error, NetworkError):
        return error.__cause__ is not None and not isinstance(error.__cause__, NOT_CONNECTED)
    return isinstance(error, TimeoutError)


def _digest(endpoint: str, data: dict[str, Any]) -> bytes:
    named = ("chat_id", "message_thread_id", "text", "caption", "name")
    asked = [endpoint, *(data.get(name) for name in named)]
    return hashlib.blake2b(repr(asked).encode(), digest_size=16).digest()


def _add(endpoint: str, data: dict[str, Any], remark: str) -> None:
    """Put a remark under a request's words, unless it has none or they would be too long."""
    if not remark:
        return
    if endpoint == "sendMediaGroup":
        first, *rest = data["media"]
        caption = _under(first.caption or "", remark, CAPTION)
        data["media"] = [type(first)(first.media, caption=caption), *rest]
    elif endpoint == "sendMessage":
        data["text"] = _under(data["text"], remark, TEXT)
    elif endpoint != "createForumTopic":
        data["caption"] = _under(data.get("caption") or "", remark, CAPTION)


def _under(words: str, remark: str, most: int) -> str:
    whole = f"{words}\n{remark}" if words else remark
    return whole if units(whole) <= most else words
