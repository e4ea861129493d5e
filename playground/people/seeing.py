"""What a person sees on their phone."""

import asyncio
from typing import Any

from playground.accounts import Account, Person
from playground.bot_api.topics import ICONS
from playground.chats import PRESENT, Chat
from playground.messages import Message
from playground.people.act import CannotError, act, chat_of, person
from playground.world import World

_SERVICE = {
    "forum_topic_created": "建了话题",
    "forum_topic_edited": "改了话题的名字或图标",
    "forum_topic_closed": "关闭了话题",
    "forum_topic_reopened": "重新打开了话题",
    "pinned_message": "置顶了一条消息",
    "migrate_to_chat_id": "把群升级成了新的群",
    "migrate_from_chat_id": "从旧群升级到了这里",
}
_FACTS = ("contact", "location", "venue", "poll", "dice")


def _who(account: Account) -> dict[str, Any]:
    seen = {"id": account.id, "name": account.first_name, "bot": account.is_bot}
    return seen | {"username": account.username} if account.username else seen


def _service_words(message: Message) -> str:
    facts, name = message.facts, message.sender.first_name
    if "new_chat_members" in facts:
        joined = "、".join(user["first_name"] for user in facts["new_chat_members"])
        return f"{joined} 进群了" if joined == name else f"{name} 把 {joined} 拉进了群"
    if "left_chat_member" in facts:
        gone = facts["left_chat_member"]["first_name"]
        return f"{gone} 退群了" if gone == name else f"{name} 把 {gone} 移出了群"
    done = next((words for fact, words in _SERVICE.items() if fact in facts), "")
    topic = facts.get("forum_topic_created", {}).get("name", "")
    return f"{name} {done}" + (f"“{topic}”" if topic else "")


def _attachment(message: Message) -> dict[str, Any] | None:
    if message.attachment is None:
        return None
    file = message.attachment.files[-1]
    return {
        "kind": message.attachment.kind,
        "url": f"/api/files/{file.unique_id}",
        "name": file.name,
        "mime": file.mime,
        "size": len(file.data),
        "sha256": file.sha256,
        "width": file.width,
        "height": file.height,
    }


def _button(button: dict[str, Any]) -> dict[str, Any]:
    kind = next(k for k in ("callback_data", "url", "copy_text") if k in button)
    return {
        "text": button["text"],
        "kind": {"callback_data": "data", "copy_text": "copy"}.get(kind, "url"),
        "data": button.get("callback_data"),
        "url": button.get("url"),
    }


def _seen(message: Message, by: Person) -> dict[str, Any]:
    """One message as this person's phone shows it."""
    kinds = [fact for fact in _FACTS if fact in message.facts]
    kind = "service" if message.service else (kinds[0] if kinds else "text")
    origin = message.origin.get("sender_user", {}).get("first_name", "") if message.origin else ""
    seen: dict[str, Any] = {
        "id": message.id,
        "at": message.date.isoformat(),
        "from": _who(message.sender),
        "mine": message.sender is by,
        "kind": message.attachment.kind if message.attachment else kind,
        "text": _service_words(message) if message.service else message.text,
        "entities": [] if message.service else message.entities,
        "attachment": _attachment(message),
        "facts": {kind: message.facts[kind] for kind in kinds},
        "album": message.album,
        "buttons": [[_button(button) for button in row] for row in message.keyboard or []],
        "topic": message.topic,
        "reply_to": None,
        "protected": message.protected,
        "silent": message.silent,
        "edited": message.edited is not None,
        "forwarded_from": origin,
        "reactions": [r.get("emoji") for given in message.reactions.values() for r in given],
    }
    answered = message.chat.messages.get(message.reply_to or 0)
    if message.reply_to:
        seen["reply_to"] = {
            "id": message.reply_to,
            "name": answered.sender.first_name if answered else "",
            "text": answered.text[:80] if answered else "已删除的消息",
        }
    return seen


@act
def look(world: World, by: int, chat: int | str, topic: int | None = None) -> dict[str, Any]:
    """A chat as one person sees it: all of it, one topic, or (0) what lies in no topic."""
    who = person(world, by)
    place = chat_of(world, who, chat)
    shown = [
        message
        for message in place.messages.values()
        if topic is None or (message.topic or 0) == topic
    ]
    return {
        "change": world.changes,
        "chat": _chat(place),
        "blocked": place.kind == "private" and place.members[place.bot.id].status == "kicked",
        "pinned": [i for i in place.pinned if i in place.messages],
        "topics": [
            {
                "id": found.id,
                "name": found.name,
                "icon": ICONS.get(found.icon_emoji, ""),
                "color": found.icon_color,
                "closed": found.closed,
                "last": max(m.id for m in place.messages.values() if m.topic == found.id),
            }
            for found in place.topics.values()
        ],
        "messages": [_seen(message, who) for message in shown],
    }


def _chat(place: Chat) -> dict[str, Any]:
    if place.kind == "private":
        return {"id": place.bot.username, "kind": "private", "title": place.bot.first_name}
    members = [
        {**_who(m.account), "status": m.status}
        for m in place.members.values()
        if m.status in PRESENT
    ]
    return {
        "id": place.id,
        "kind": place.kind,
        "title": place.title,
        "forum": place.forum,
        "members": members,
        "upgraded_to": place.upgraded_to,
    }


@act
def everything(world: World) -> dict[str, Any]:
    """Who and what there is."""
    return {
        "change": world.changes,
        "now": world.clock.now().isoformat(),
        "leaps": world.clock.told is not None,
        "inside": world.inside is not None,
        "people": [{**who.as_json(), "role": who.role} for who in world.people.values()],
        "bots": [bot.as_me() for bot in world.bots.values()],
        "groups": [_chat(c) for c in world.chats.values() if c.kind != "private"],
        "hints": world.hints,
    }


@act
async def inside(world: World, code: str) -> Any:
    """What rests in the product's database of the case with this code."""
    if world.inside is None:
        raise CannotError("这里看不到数据库")
    return await world.inside(code)


@act
async def changes(world: World, since: int = 0, seconds: float = 25) -> dict[str, int]:
    """The number of the latest change, waiting so long for one after `since`."""
    real = asyncio.get_running_loop().time
    end = real() + seconds
    while world.changes <= since and (left := end - real()) > 0:
        await world.bell.wait(left)
    return {"change": world.changes}
