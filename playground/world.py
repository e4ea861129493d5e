"""Everything there is in the playground, held in memory and changed by one event loop."""

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from playground.accounts import Account, BotAccount, Person, new_person_id, new_token
from playground.bell import Bell
from playground.chats import PRESENT, Chat, Member, Status
from playground.clock import Clock
from playground.faults import Faults
from playground.files import Files
from playground.inbox import PRESS_LIVES
from playground.messages import Message
from playground.pace import Pace


@dataclass(frozen=True)
class Request:
    """What a bot asked of Telegram: every parameter, and each file's name, size and digest."""

    at: datetime
    bot: str
    method: str
    parameters: dict[str, Any]
    files: tuple[dict[str, Any], ...]


@dataclass
class Press:
    """A button somebody pressed, and what the bot answered."""

    id: str
    person: Person
    bot: BotAccount
    at: datetime
    answered: bool = False
    text: str = ""
    alert: bool = False
    url: str = ""

    def lapsed(self, now: datetime) -> bool:
        """Whether it is too old to be answered."""
        return now - self.at > PRESS_LIVES


Inside = Callable[[str], Awaitable[Any]]
"""Tells what rests in the product's database of the case with a code."""


class World:
    """People, bots, chats, and the record of what bots asked.

    `limits` turns Telegram's rate limits on. `inside` is handed in by who can look there.
    """

    def __init__(self, *, limits: bool = False) -> None:
        self.clock = Clock()
        self.pace = Pace(limits=limits)
        self.faults = Faults()
        self.files = Files()
        self.people: dict[int, Person] = {}
        self.bots: dict[str, BotAccount] = {}
        self.chats: dict[str, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.requests: list[Request] = []
        self.hints: list[str] = []
        self.inside: Inside | None = None
        self.bell = Bell()
        self.changes = 0
        self.webhooks: dict[int, asyncio.Task[None]] = {}

    def changed(self) -> None:
        """Tell whoever looks at the playground that something is new."""
        self.changes += 1
        self.bell.ring()

    def add_person(
        self, name: str, username: str = "", language: str = "zh-hans", role: str = "employee"
    ) -> Person:
        """A new person with a phone."""
        person = Person(new_person_id(), name, username, language, role=role)
        self.people[person.id] = person
        self.changed()
        return person

    def add_bot(
        self,
        username: str,
        name: str,
        token: str = "",
        *,
        can_join_groups: bool = True,
        can_read_all_group_messages: bool = False,
    ) -> BotAccount:
        """A new bot; the token's number is its id."""
        token = token or new_token(new_person_id())
        bot = BotAccount(
            int(token.partition(":")[0]),
            name,
            username,
            token=token,
            can_join_groups=can_join_groups,
            can_read_all_group_messages=can_read_all_group_messages,
        )
        self.bots[token] = bot
        self.changed()
        return bot

    def new_token(self, bot: BotAccount) -> str:
        """Another token for a bot; the one it had is worth nothing from now on."""
        del self.bots[bot.token]
        bot.token = new_token(bot.id)
        self.bots[bot.token] = bot
        bot.inbox.end_polls()
        self.changed()
        return bot.token

    def bot_named(self, username: str) -> BotAccount | None:
        """The bot with this user name, with or without the @."""
        wanted = username.lstrip("@").lower()
        return next((b for b in self.bots.values() if b.username.lower() == wanted), None)

    def private(self, bot: BotAccount, person: Person) -> Chat:
        """The private chat of the two, made when first needed."""
        key = f"private:{bot.id}:{person.id}"
        if key not in self.chats:
            members = {a.id: Member(a) for a in (bot, person)}
            self.chats[key] = Chat(person.id, key, "private", members=members)
        return self.chats[key]

    def add_group(self, title: str, *, forum: bool = True, basic: bool = False) -> Chat:
        """A new group without members; a basic one is the old kind that can be upgraded."""
        number = random.SystemRandom().randint(1_000_000_000, 3_999_999_999)
        chat_id = -number if basic else -1_000_000_000_000 - number
        kind: Any = "group" if basic else "supergroup"
        chat = Chat(chat_id, str(chat_id), kind, title, forum=forum and not basic)
        self.chats[chat.key] = chat
        self.changed()
        return chat

    def post(self, chat: Chat, sender: Account, **content: Any) -> Message:
        """A new message, shown to people and queued for the bots that may see it."""
        message = Message(chat.next_id, chat, sender, self.clock.now(), **content)
        chat.next_id += 1
        chat.messages[message.id] = message
        self.tell_bots("message", message)
        self.changed()
        return message

    def tell_bots(self, kind: str, message: Message) -> None:
        """Queue a message or its edit for every bot of the chat that Telegram would tell.

        Bots see no other bot's messages, of their own only service messages, and in privacy
        mode only commands and answers to themselves.
        """
        for bot in message.chat.bots():
            if message.sender.is_bot and not (message.service and message.sender is bot):
                continue
            if self._hidden(message, bot):
                continue
            body = message.as_json(bot, self.files)
            bot.inbox.put(kind, body, message.chat.key, self.clock.now())

    def _hidden(self, message: Message, bot: BotAccount) -> bool:
        chat = message.chat
        if chat.kind == "private" or message.service or bot.can_read_all_group_messages:
            return False
        if chat.members[bot.id].status in {"administrator", "creator"}:
            return False
        answered = chat.messages.get(message.reply_to or 0)
        if answered is not None and answered.sender is bot:
            return False
        command = message.text.split(maxsplit=1)[0] if message.text.startswith("/") else ""
        _, _, addressee = command.partition("@")
        return not command or bool(addressee and addressee.lower() != bot.username.lower())

    def set_status(
        self,
        chat: Chat,
        account: Account,
        status: Status,
        *,
        by: Account,
        rights: frozenset[str] = frozenset(),
    ) -> None:
        """Change somebody's place in a chat and tell the bots whom it concerns."""
        old = chat.members.get(account.id) or Member(account, "left")
        new = Member(account, status, rights)
        if old == new:
            return
        chat.members[account.id] = new
        body = {
            "chat": chat.as_json(),
            "from": by.as_json(),
            "date": int(self.clock.now().timestamp()),
            "old_chat_member": old.as_json(),
            "new_chat_member": new.as_json(),
        }
        now = self.clock.now()
        for member in list(chat.members.values()):
            bot = member.account
            if not isinstance(bot, BotAccount):
                continue
            if bot is account:
                bot.inbox.put("my_chat_member", body, chat.key, now)
            elif chat.kind != "private" and member.status == "administrator":
                bot.inbox.put("chat_member", body, chat.key, now)
        self.changed()

    def delete(self, chat: Chat, message_ids: list[int]) -> None:
        """Take messages away on both sides."""
        for message_id in message_ids:
            chat.messages.pop(message_id, None)
            if message_id in chat.pinned:
                chat.pinned.remove(message_id)
        self.changed()

    def delete_topic(self, chat: Chat, topic_id: int) -> None:
        """Take a topic away with everything in it; no bot is told."""
        del chat.topics[topic_id]
        self.delete(chat, [m.id for m in chat.messages.values() if m.topic == topic_id])

    def press(self, message: Message, person: Person, data: str) -> Press:
        """A person presses a button that carries data."""
        bot = message.sender
        assert isinstance(bot, BotAccount)
        press = Press(str(secrets.randbits(62)), person, bot, self.clock.now())
        self.presses[press.id] = press
        body = {
            "id": press.id,
            "from": person.as_json(),
            "message": message.as_json(bot, self.files),
            "chat_instance": str(abs(hash((message.chat.key, bot.id)))),
            "data": data,
        }
        bot.inbox.put("callback_query", body, message.chat.key, self.clock.now())
        self.changed()
        return press

    def share_a_group(self, bot: BotAccount, person_id: int) -> bool:
        """Whether the two are in some group together."""
        return any(
            chat.kind != "private"
            and chat.has(bot)
            and person_id in chat.members
            and chat.members[person_id].status in PRESENT
            for chat in self.chats.values()
        )

    def stop(self) -> None:
        """End running polls and webhook deliveries."""
        for task in self.webhooks.values():
            task.cancel()
        self.webhooks.clear()
        for bot in self.bots.values():
            bot.inbox.end_polls()
        self.changed()
