"""Who is there: people, and bots with their tokens."""

import random
import secrets
from dataclasses import dataclass, field
from typing import Any

from playground.inbox import Inbox


@dataclass(eq=False)
class Account:
    """Anyone who can be in a chat."""

    id: int
    first_name: str
    username: str = ""
    language_code: str = ""

    @property
    def is_bot(self) -> bool:
        """Whether a program speaks here."""
        return isinstance(self, BotAccount)

    def as_json(self) -> dict[str, Any]:
        """Telegram's User."""
        user: dict[str, Any] = {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
        }
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user


@dataclass(eq=False)
class Person(Account):
    """A human being with a phone; `role` says in which of the page's phones they are found."""

    deactivated: bool = False
    role: str = "employee"


@dataclass(eq=False)
class BotAccount(Account):
    """A bot: its token, what BotFather allowed it, and the updates that wait for it."""

    token: str = ""
    can_join_groups: bool = True
    can_read_all_group_messages: bool = False
    inbox: Inbox = field(default_factory=Inbox)
    settings: dict[str, Any] = field(default_factory=dict)

    def as_me(self) -> dict[str, Any]:
        """The User that getMe returns."""
        return {
            **self.as_json(),
            "can_join_groups": self.can_join_groups,
            "can_read_all_group_messages": self.can_read_all_group_messages,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
        }


def new_person_id() -> int:
    """An id of nine or ten digits, as Telegram's are."""
    return random.SystemRandom().randint(100_000_000, 7_999_999_999)


def new_token(bot_id: int) -> str:
    """A token of the form BotFather hands out."""
    return f"{bot_id}:AA{secrets.token_urlsafe(25)[:33]}"
