"""What the desk's handlers may use, and how they reach it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from domain.weeks import Weekly
from domain.workdays import IsWorkday
from storage.opening import Opening
from storage.sealing import Sealing
from storage.store import Store

DeskBot = ExtBot[None]


@dataclass(frozen=True)
class Desk:
    """The desk's half: store, both keys, the bot, the clock, the calendar.

    `weekly` tells when returns are due.
    `now` gives an aware moment in the office's time zone; `language` names the texts (zh or en);
    `intake` is the intake bot's username, without @. `last_backup` tells the day of the newest
    backup, None where nobody wants any to be made.
    """

    store: Store
    sealing: Sealing
    opening: Opening
    bot: DeskBot
    now: Callable[[], datetime]
    is_workday: IsWorkday
    weekly: Weekly
    language: str
    intake: str
    last_backup: Callable[[], date | None] | None = None


class DeskContext(CallbackContext[DeskBot, dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with typed access to the desk."""

    @property
    def desk(self) -> Desk:
        """The desk this update arrived at."""
        desk = self.application.bot_data["desk"]
        assert isinstance(desk, Desk)
        return desk


DeskApplication = Application[
    DeskBot,
    DeskContext,
    dict[Any, Any],
    dict[Any, Any],
    dict[Any, Any],
    None,
]
