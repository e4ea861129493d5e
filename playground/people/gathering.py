"""People and bots appear, meet in groups, and come and go."""

from typing import Any

from playground.accounts import BotAccount
from playground.chats import RIGHTS, Chat, Topic
from playground.people.act import CannotError, account, act, group, message_of, person
from playground.world import World

_COLOR = 7322096


@act
def new_person(
    world: World,
    name: str,
    username: str = "",
    language: str = "zh-hans",
    role: str = "employee",
) -> dict[str, Any]:
    """Someone new."""
    return world.add_person(name, username, language, role).as_json()


@act
def new_bot(
    world: World,
    username: str,
    name: str = "",
    token: str = "",
    can_join_groups: bool = True,
    can_read_all_group_messages: bool = False,
) -> dict[str, Any]:
    """A bot, as BotFather makes one; its token is in the answer."""
    if world.bot_named(username) is not None or token in world.bots:
        raise CannotError("the bot is there already")
    bot = world.add_bot(
        username,
        name or username,
        token,
        can_join_groups=can_join_groups,
        can_read_all_group_messages=can_read_all_group_messages,
    )
    return {**bot.as_me(), "token": bot.token}


@act
def set_bot(
    world: World,
    bot: str,
    can_join_groups: bool | None = None,
    can_read_all_group_messages: bool | None = None,
) -> None:
    """BotFather changes what a bot is allowed."""
    changed = account(world, bot)
    if not isinstance(changed, BotAccount):
        raise CannotError("only bots have such settings")
    if can_join_groups is not None:
        changed.can_join_groups = can_join_groups
    if can_read_all_group_messages is not None:
        changed.can_read_all_group_messages = can_read_all_group_messages
    world.changed()


@act
def new_token(world: World, bot: str) -> dict[str, str]:
    """BotFather revokes a bot's token for another; what waits for the bot goes on waiting."""
    changed = account(world, bot)
    if not isinstance(changed, BotAccount):
        raise CannotError("only bots have tokens")
    return {"token": world.new_token(changed)}


@act
def deactivate(world: World, who: int) -> None:
    """Someone's account is gone."""
    person(world, who).deactivated = True
    world.changed()


@act
def new_group(
    world: World,
    title: str,
    creator: int,
    members: list[int] | None = None,
    forum: bool = True,
    basic: bool = False,
) -> dict[str, Any]:
    """A group with its creator and first members."""
    chat = world.add_group(title, forum=forum, basic=basic)
    owner = person(world, creator)
    world.set_status(chat, owner, "creator", by=owner)
    for member in members or []:
        world.set_status(chat, person(world, member), "member", by=owner)
    return chat.as_json()


def _rights(rights: list[str] | None) -> frozenset[str]:
    return frozenset(RIGHTS if rights is None else rights)


@act
def add(
    world: World,
    chat: int,
    who: int | str,
    by: int | None = None,
    admin: bool = False,
    rights: list[str] | None = None,
) -> None:
    """Someone or a bot comes into a group; `by` added them, or they joined by a link."""
    place, newcomer = group(world, chat), account(world, who)
    if isinstance(newcomer, BotAccount) and not newcomer.can_join_groups:
        raise CannotError("this bot cannot join groups")
    if place.has(newcomer):
        raise CannotError("already in the group")
    adder = newcomer if by is None else person(world, by)
    world.set_status(place, newcomer, "member", by=adder)
    facts = {"new_chat_members": [newcomer.as_json()]}
    world.post(place, adder, service=True, facts=facts)
    if admin:
        promote(world, chat, who, by, rights)


@act
def promote(
    world: World,
    chat: int,
    who: int | str,
    by: int | None = None,
    rights: list[str] | None = None,
) -> None:
    """Someone or a bot becomes administrator with these rights, or with all of them."""
    place, member = group(world, chat), account(world, who)
    world.set_status(
        place, member, "administrator", by=_boss(world, place, by), rights=_rights(rights)
    )


@act
def demote(world: World, chat: int, who: int | str, by: int | None = None) -> None:
    """Someone or a bot is a plain member again."""
    place = group(world, chat)
    world.set_status(place, account(world, who), "member", by=_boss(world, place, by))


def _boss(world: World, place: Chat, by: int | None) -> Any:
    if by is not None:
        return person(world, by)
    owner = next((m.account for m in place.members.values() if m.status == "creator"), None)
    if owner is None:
        raise CannotError("the group has no owner any more: say by whom")
    return owner


@act
def leave(world: World, chat: int, who: int | str) -> None:
    """Someone goes out of a group."""
    place, leaver = group(world, chat), account(world, who)
    world.post(place, leaver, service=True, facts={"left_chat_member": leaver.as_json()})
    world.set_status(place, leaver, "left", by=leaver)


@act
def remove(world: World, chat: int, who: int | str, by: int | None = None) -> None:
    """Someone or a bot is put out of a group."""
    place, member = group(world, chat), account(world, who)
    boss = _boss(world, place, by)
    world.set_status(place, member, "kicked", by=boss)
    world.post(place, boss, service=True, facts={"left_chat_member": member.as_json()})


@act
def open_topic(world: World, chat: int, by: int, name: str) -> dict[str, int]:
    """Someone opens a topic."""
    place, who = group(world, chat), person(world, by)
    topic = Topic(place.next_id, name, _COLOR)
    place.topics[topic.id] = topic
    facts = {"forum_topic_created": {"name": name, "icon_color": _COLOR}}
    world.post(place, who, service=True, topic=topic.id, facts=facts)
    return {"topic": topic.id}


@act
def change_topic(world: World, chat: int, by: int, topic: int, what: str) -> None:
    """Someone closes, reopens or deletes a topic; of a deletion no bot is told."""
    place, who = group(world, chat), person(world, by)
    if topic not in place.topics:
        raise CannotError(f"topic {topic} is not there")
    if not place.may(who, "can_manage_topics"):
        raise CannotError("only administrators may do this")
    if what == "delete":
        world.delete_topic(place, topic)
        return
    if what not in {"close", "reopen"}:
        raise CannotError("close, reopen or delete")
    place.topics[topic].closed = what == "close"
    fact = "forum_topic_closed" if what == "close" else "forum_topic_reopened"
    world.post(place, who, service=True, topic=topic, facts={fact: {}})


@act
def pin(world: World, chat: int, by: int, message_id: int) -> None:
    """Someone pins a message."""
    place, who = group(world, chat), person(world, by)
    message = message_of(place, message_id)
    place.pinned.append(message.id)
    facts = {"pinned_message": message.id}
    world.post(place, who, service=True, topic=message.topic, facts=facts)


@act
def upgrade(world: World, chat: int, forum: bool = True) -> dict[str, int]:
    """A group gets a new id: members and rights move along, topics and messages do not."""
    old = group(world, chat)
    new = world.add_group(old.title, forum=forum)
    new.members = dict(old.members)
    boss = _boss(world, old, None)
    world.post(old, boss, service=True, facts={"migrate_to_chat_id": new.id})
    old.upgraded_to = new.id
    world.post(new, boss, service=True, facts={"migrate_from_chat_id": old.id})
    return {"id": new.id}
