"""Methods that change, remove, pin or answer what is already there."""

from datetime import timedelta
from typing import Any

from playground.bot_api.call import Call, method
from playground.bot_api.content import attachment, caption, message_text
from playground.chats import Chat
from playground.keyboards import checked
from playground.markup import units
from playground.messages import Message
from playground.refusals import bad_request

_DELETABLE = timedelta(hours=48)
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def _own(call: Call) -> Message:
    chat = call.chat()
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not call.bot or message.service:
        raise bad_request("message can't be edited")
    return message


def _change(call: Call, message: Message, text: str, entities: list[dict[str, Any]]) -> Any:
    keyboard = checked(call.value("reply_markup"))
    same_text = (text, entities) == (message.text, message.entities)
    if same_text and (keyboard or None) == (message.keyboard or None):
        raise bad_request(_SAME)
    message.text, message.entities, message.keyboard = text, entities, keyboard
    if not same_text:
        message.edited = call.world.clock.now()
    call.world.changed()
    return message.as_json(call.bot, call.world.files)


@method("editMessageText")
def edit_message_text(call: Call) -> Any:
    """Another text; buttons not given again are gone."""
    message = _own(call)
    if message.attachment:
        raise bad_request("there is no text in the message to edit")
    return _change(call, message, *message_text(call))


@method("editMessageCaption")
def edit_message_caption(call: Call) -> Any:
    """Another caption; buttons not given again are gone."""
    message = _own(call)
    if not message.attachment:
        raise bad_request("there is no caption in the message to edit")
    return _change(call, message, *caption(call))


@method("editMessageMedia")
def edit_message_media(call: Call) -> Any:
    """Another photo or file with its caption; buttons not given again are gone."""
    message = _own(call)
    media = call.value("media") or {}
    if message.attachment is None:
        raise bad_request("there is no media in the message to edit")
    file = attachment(call, str(media.get("type")), media.get("media"))
    text, entities = caption(call, media)
    if [one.sha256 for one in file.files] != [one.sha256 for one in message.attachment.files]:
        message.attachment, message.edited = file, call.world.clock.now()
        message.text, message.entities = text, entities
        message.keyboard = checked(call.value("reply_markup"))
        call.world.changed()
        return message.as_json(call.bot, call.world.files)
    return _change(call, message, text, entities)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Any:
    """Other buttons under the same words."""
    message = _own(call)
    return _change(call, message, message.text, message.entities)


def _refuse_deletion(call: Call, chat: Chat, message: Message) -> None:
    young = call.world.clock.now() - message.date < _DELETABLE
    own = message.sender is call.bot or chat.kind == "private"
    opens_topic = message.id in chat.topics
    if not young or opens_topic or not (own or chat.may(call.bot, "can_delete_messages")):
        raise bad_request("message can't be deleted for everyone")


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    """One message gone: the bot's own, in private chats any, in groups with the right any."""
    chat = call.chat()
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    _refuse_deletion(call, chat, message)
    call.world.delete(chat, [message.id])
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    """Up to 100 messages gone; those that are not there are passed over."""
    chat = call.chat()
    ids = call.value("message_ids") or []
    if not 1 <= len(ids) <= 100:
        raise bad_request("wrong number of messages to delete specified")
    found = [chat.messages[i] for i in ids if i in chat.messages]
    for message in found:
        _refuse_deletion(call, chat, message)
    call.world.delete(chat, [message.id for message in found])
    return True


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    """Stops the button's spinning and shows a short text; only within 150 s of the press."""
    press = call.world.presses.get(call.text("callback_query_id"))
    now = call.world.clock.now()
    if press is None or press.bot is not call.bot or press.lapsed(now):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if units(call.text("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if not press.answered:
        press.answered, press.text = True, call.text("text")
        press.alert, press.url = call.flag("show_alert"), call.text("url")
    call.world.changed()
    return True


@method("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    """A message on top of the chat, with a service message that says so."""
    chat = call.chat()
    call.need(chat, "can_pin_messages", "manage pinned messages in the chat")
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        call.world.post(
            chat,
            call.bot,
            service=True,
            topic=message.topic,
            silent=call.flag("disable_notification"),
            facts={"pinned_message": message.id},
        )
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    """The given message, or the latest pinned one, comes off."""
    chat = call.chat()
    call.need(chat, "can_pin_messages", "manage pinned messages in the chat")
    wanted = call.number("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if wanted not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(wanted)
    call.world.changed()
    return True


@method("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    """The bot's reaction to a message."""
    message = call.chat().messages.get(call.number("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    message.reactions[call.bot.id] = call.value("reaction") or []
    call.world.changed()
    return True
