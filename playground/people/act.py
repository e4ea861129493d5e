"""Acts are plain functions that the control address calls by name with JSON values."""

from collections.abc import Callable
from typing import Any, TypeVar

from playground.accounts import Account, Person
from playground.chats import Chat
from playground.messages import Message
from playground.world import World

ACTS: dict[str, Callable[..., Any]] = {}
Function = TypeVar("Function", bound=Callable[..., Any])


class CannotError(Exception):
    """A person tries what their phone would not let them do; the words say why."""


def act(function: Function) -> Function:
    """Let the function be called by its name from outside."""
    ACTS[function.__name__] = function
    return function


def person(world: World, number: int) -> Person:
    """The person with this id."""
    found = world.people.get(int(number))
    if found is None:
        raise CannotError(f"there is no person {number}")
    return found


def group(world: World, number: int | str) -> Chat:
    """The group with this id, whether or not it was upgraded since."""
    found = world.chats.get(str(number))
    if found is None:
        raise CannotError(f"there is no group {number}")
    return found


def account(world: World, who: int | str) -> Account:
    """A person by id, or a bot by user name."""
    if isinstance(who, int) or who.isdecimal():
        return person(world, int(who))
    bot = world.bot_named(who)
    if bot is None:
        raise CannotError(f"there is no bot {who}")
    return bot


def chat_of(world: World, by: Person, chat: int | str) -> Chat:
    """A group the person is in, by id, or their private chat with a bot, by its user name."""
    if isinstance(chat, int) or chat.lstrip("-").isdecimal():
        found = group(world, chat)
        if not found.has(by):
            raise CannotError(f"{by.first_name} is not in this group")
        return found
    bot = world.bot_named(chat)
    if bot is None:
        raise CannotError(f"there is no bot {chat}")
    return world.private(bot, by)


def message_of(chat: Chat, message_id: int) -> Message:
    """A message that is still there."""
    found = chat.messages.get(int(message_id))
    if found is None:
        raise CannotError(f"message {message_id} is not there")
    return found
