"""Methods about the topics of a forum."""

from typing import Any

from playground.bot_api.call import Call, method
from playground.chats import Chat, Topic
from playground.markup import units
from playground.refusals import bad_request

_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
_EMOJI = "❗‼⚡🔥❓⁉✅📝🔎📁📆🏛💬📣🆒📈📉💰🚗🏠🏆📚🏭🔧🩺💊💡🗳🔬🧪🏁📰"
ICONS = {str(5_309_832_892_262_654_000 + n): emoji for n, emoji in enumerate(_EMOJI)}


def _forum(call: Call, purpose: str) -> Chat:
    chat = call.chat()
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    call.need(chat, "can_manage_topics", purpose)
    return chat


def _topic(call: Call, chat: Chat) -> Topic:
    topic = chat.topics.get(call.number("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def _name(call: Call) -> str:
    name = call.text("name").strip()
    if not 1 <= units(name) <= 128:
        raise bad_request("topic name is invalid")
    return name


def _icon(call: Call) -> str:
    icon = call.text("icon_custom_emoji_id")
    if icon and icon not in ICONS:
        raise bad_request("DOCUMENT_INVALID")
    return icon


@method("createForumTopic")
def create_forum_topic(call: Call) -> dict[str, Any]:
    """A new topic, opened by a service message whose id becomes the topic's."""
    chat = _forum(call, "create a topic")
    name, icon = _name(call), _icon(call)
    color = call.number("icon_color", _COLORS[0])
    if color not in _COLORS:
        raise bad_request("invalid forum topic icon color specified")
    topic = Topic(chat.next_id, name, color, icon)
    chat.topics[topic.id] = topic
    facts: dict[str, Any] = {"name": name, "icon_color": color}
    if icon:
        facts["icon_custom_emoji_id"] = icon
    call.world.post(
        chat, call.bot, service=True, topic=topic.id, facts={"forum_topic_created": facts}
    )
    return {"message_thread_id": topic.id, **facts}


@method("editForumTopic")
def edit_forum_topic(call: Call) -> bool:
    """Another name or icon."""
    chat = _forum(call, "edit the topic")
    topic = _topic(call, chat)
    before, facts = (topic.name, topic.icon_emoji), dict[str, Any]()
    name = _name(call) if call.text("name") else topic.name
    icon = _icon(call) if "icon_custom_emoji_id" in call.parameters else topic.icon_emoji
    if (name, icon) == before:
        raise bad_request("TOPIC_NOT_MODIFIED")
    if name != topic.name:
        facts["name"] = name
    if icon != topic.icon_emoji:
        facts["icon_custom_emoji_id"] = icon
    topic.name, topic.icon_emoji = name, icon
    call.world.post(
        chat, call.bot, service=True, topic=topic.id, facts={"forum_topic_edited": facts}
    )
    return True


def _toggle(call: Call, purpose: str, fact: str, *, closed: bool) -> bool:
    chat = _forum(call, purpose)
    topic = _topic(call, chat)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    call.world.post(chat, call.bot, service=True, topic=topic.id, facts={fact: {}})
    return True


@method("closeForumTopic")
def close_forum_topic(call: Call) -> bool:
    """Only administrators may write in the topic from now on."""
    return _toggle(call, "close the topic", "forum_topic_closed", closed=True)


@method("reopenForumTopic")
def reopen_forum_topic(call: Call) -> bool:
    """Everybody may write in the topic again."""
    return _toggle(call, "reopen the topic", "forum_topic_reopened", closed=False)


@method("deleteForumTopic")
def delete_forum_topic(call: Call) -> bool:
    """The topic and all its messages gone; needs the right to delete messages."""
    chat = call.chat()
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    call.need(chat, "can_delete_messages", "delete the topic")
    topic = _topic(call, chat)
    call.world.delete_topic(chat, topic.id)
    return True


@method("getForumTopicIconStickers")
def get_forum_topic_icon_stickers(call: Call) -> list[dict[str, Any]]:
    """The icons a topic may have."""
    del call
    return [
        {
            "file_id": f"CAACAgUAAxICON{icon}",
            "file_unique_id": f"AgADICON{icon[-4:]}",
            "type": "custom_emoji",
            "width": 100,
            "height": 100,
            "is_animated": True,
            "is_video": False,
            "emoji": emoji,
            "custom_emoji_id": icon,
        }
        for icon, emoji in ICONS.items()
    ]
