"""How fast bots send, and Telegram's limits on it."""

import math
from collections import Counter, defaultdict
from datetime import datetime

from playground.chats import Chat
from playground.refusals import too_many

_ALL_PER_SECOND = 30
_PRIVATE_BURST, _PRIVATE_SECONDS = 3, 3
_GROUP_MESSAGES, _GROUP_SECONDS = 20, 60


class Pace:
    """When each bot sent to each chat; refuses haste when limits are on."""

    def __init__(self, *, limits: bool) -> None:
        self.limits = limits
        self.sent: dict[tuple[int, int], list[float]] = defaultdict(list)
        self._all: dict[int, list[float]] = defaultdict(list)

    def take(self, bot_id: int, chat: Chat, now: datetime, messages: int = 1) -> None:
        """Note messages about to be sent.

        Raises:
            RefusalError: 429, above 30 a second in all, 20 a minute to a group, or about one
                a second with a burst of three to a person.
        """
        at = now.timestamp()
        to_chat, to_all = self.sent[bot_id, chat.id], self._all[bot_id]
        if self.limits:
            private = chat.kind == "private"
            most, span = (
                (_PRIVATE_BURST, _PRIVATE_SECONDS) if private else (_GROUP_MESSAGES, _GROUP_SECONDS)
            )
            # An album to a person counts once, or no album of ten could ever be sent.
            _refuse_haste(to_chat, at, most, span, 1 if private else messages)
            _refuse_haste(to_all, at, _ALL_PER_SECOND, 1, messages)
        to_chat.extend([at] * messages)
        to_all.extend([at] * messages)

    def per_minute(self) -> list[dict[str, int]]:
        """How many messages each bot sent to each chat in each minute."""
        counts = Counter(
            (bot, chat, int(at // 60)) for (bot, chat), times in self.sent.items() for at in times
        )
        return [
            {"bot": bot, "chat": chat, "minute": minute * 60, "messages": number}
            for (bot, chat, minute), number in sorted(counts.items())
        ]


def _refuse_haste(times: list[float], at: float, most: int, span: int, more: int) -> None:
    recent = [time for time in times if time > at - span]
    over = len(recent) + more - most
    if over > 0 and recent:
        free_at = recent[min(over, len(recent)) - 1] + span
        raise too_many(max(1, math.ceil(free_at - at)))
