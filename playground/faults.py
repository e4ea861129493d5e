"""Troubles ordered in advance: refusals, broken connections, slowness."""

import math
from dataclasses import dataclass
from typing import Literal

from playground.refusals import RefusalError

Kind = Literal["error", "drop_before", "drop_after", "delay"]


@dataclass
class Fault:
    """The next `times` calls that fit come to grief.

    drop_before cuts the connection before the request has any effect, drop_after once it has.
    A method of "*" fits all but getUpdates. delay waits `seconds` and then goes on as usual.
    """

    method: str
    kind: Kind = "error"
    times: int = 1
    skip: int = 0
    bot: str = ""
    chat: int | None = None
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    seconds: float = 0

    def fits(self, method: str, bot: str, chat: object) -> bool:
        """Whether a call is one of those meant."""
        named = self.method.lower()
        right_method = method.lower() != "getupdates" if named == "*" else named == method.lower()
        right_bot = not self.bot or self.bot.lstrip("@") == bot
        return right_method and right_bot and (self.chat is None or str(self.chat) == str(chat))

    def refusal(self) -> RefusalError:
        """What the bot is told."""
        if self.retry_after is not None:
            after = self.retry_after
            words = f"Too Many Requests: retry after {math.ceil(after)}"
            return RefusalError(429, words, retry_after=after)
        return RefusalError(self.code, self.description)


class Faults:
    """The troubles still to come, in the order they were ordered."""

    def __init__(self) -> None:
        self.ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        """Arrange for trouble."""
        self.ordered.append(fault)

    def clear(self) -> None:
        """No more trouble."""
        self.ordered.clear()

    def take(self, method: str, bot: str, chat: object) -> Fault | None:
        """The trouble this call meets, if any; it is used up by one."""
        for fault in self.ordered:
            if not fault.fits(method, bot, chat):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self.ordered.remove(fault)
            return fault
        return None
