"""Methods about chats and who is in them."""

from typing import Any

from playground.bot_api.call import Call, method
from playground.chats import PRESENT, Chat
from playground.refusals import bad_request


@method("getChat")
def get_chat(call: Call) -> dict[str, Any]:
    """What a chat is."""
    chat = call.find_chat()
    full = chat.as_full_json()
    if chat.pinned:
        latest = chat.messages[chat.pinned[-1]]
        full["pinned_message"] = latest.as_json(call.bot, call.world.files, nested=True)
    return full


@method("getChatMember")
def get_chat_member(call: Call) -> dict[str, Any]:
    """Somebody's place in a chat; who once was there has left, who never was is not found."""
    chat = call.chat()
    user = call.number("user_id")
    if user in chat.members:
        return chat.members[user].as_json()
    person = call.world.people.get(user)
    if person is None:
        raise bad_request("user not found")
    return {"status": "left", "user": person.as_json()}


def _group(call: Call) -> Chat:
    chat = call.chat()
    if chat.kind == "private":
        raise bad_request("method is available only for supergroup and channel chats")
    return chat


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    """How many are in a chat now, bots included."""
    return sum(member.status in PRESENT for member in call.chat().members.values())


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[dict[str, Any]]:
    """A group's creator and administrators; other bots are left out, as Telegram does."""
    chat = call.chat()
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        member.as_json()
        for member in chat.members.values()
        if member.status in {"creator", "administrator"}
        and (not member.account.is_bot or member.account is call.bot)
    ]


@method("leaveChat")
def leave_chat(call: Call) -> bool:
    """The bot goes out of a group."""
    chat = _group(call)
    call.world.set_status(chat, call.bot, "left", by=call.bot)
    return True


@method("banChatMember")
def ban_chat_member(call: Call) -> bool:
    """Somebody is put out of a group for good; the creator cannot be."""
    chat = _group(call)
    call.need(chat, "can_restrict_members", "restrict/unrestrict chat member")
    member = chat.members.get(call.number("user_id"))
    if member is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if member.status in {"creator", "administrator"}:
        raise bad_request("user is an administrator of the chat")
    call.world.set_status(chat, member.account, "kicked", by=call.bot)
    return True


@method("unbanChatMember")
def unban_chat_member(call: Call) -> bool:
    """Somebody may come back."""
    chat = _group(call)
    call.need(chat, "can_restrict_members", "restrict/unrestrict chat member")
    member = chat.members.get(call.number("user_id"))
    if member is not None and (member.status == "kicked" or not call.flag("only_if_banned")):
        call.world.set_status(chat, member.account, "left", by=call.bot)
    return True
