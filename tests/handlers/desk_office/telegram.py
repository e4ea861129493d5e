"""Telegram as the office's handlers meet it: it answers, and keeps what was asked."""

import json
from itertools import count

from telegram.request import BaseRequest

BOT = {"id": 42, "is_bot": True, "first_name": "desk", "username": "desk_bot"}
GROUP = -1001


class Telegram(BaseRequest):
    """Answers as Telegram would, and keeps what was asked."""

    read_timeout = 1.0

    def __init__(self):
        self.asked = []
        self.numbers = count(1000)
        self.members = set()
        self.others = 0
        self.rights = {"can_manage_topics", "can_delete_messages", "can_pin_messages"}
        self.admin = True
        self.forum = True
        self.username = None
        self.refused = {}

    async def initialize(self):
        pass

    async def shutdown(self):
        pass

    async def do_request(self, url, method, request_data=None, **more):
        name = url.rsplit("/", 1)[1]
        data = dict(request_data.parameters) if request_data else {}
        if name != "getMe":
            self.asked.append((name, data))
        for (refused_name, chat), (code, words) in self.refused.items():
            if refused_name == name and chat in {None, data.get("chat_id")}:
                body = {"ok": False, "error_code": code, "description": words}
                return code, json.dumps(body).encode()
        result = getattr(self, name, lambda data: True)(data)
        if result is None:
            body = {"ok": False, "error_code": 400, "description": "Bad Request: user not found"}
            return 400, json.dumps(body).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def getMe(self, data):  # noqa: N802 - Telegram's name
        return BOT

    def sendMessage(self, data):  # noqa: N802
        return {
            "message_id": next(self.numbers),
            "date": 1,
            "chat": {"id": data["chat_id"], "type": "private"},
            "text": data["text"],
        }

    def getChat(self, data):  # noqa: N802
        return {
            "id": data["chat_id"],
            "type": "supergroup",
            "title": "desk",
            "is_forum": self.forum,
            "username": self.username,
            "accent_color_id": 0,
            "max_reaction_count": 1,
            "accepted_gift_types": {
                "unlimited_gifts": False,
                "limited_gifts": False,
                "unique_gifts": False,
                "premium_subscription": False,
                "gifts_from_channels": False,
            },
        }

    def getChatMember(self, data):  # noqa: N802
        if data["user_id"] == BOT["id"]:
            return me_in(self.rights) if self.admin else {"status": "member", "user": BOT}
        if data["user_id"] not in self.members:
            return None
        return {"status": "member", "user": person(data["user_id"])}

    def getChatMemberCount(self, data):  # noqa: N802
        return len(self.members) + self.others + 1

    def sent(self, chat=None, name="sendMessage"):
        return [d for n, d in self.asked if n == name and chat in {None, d.get("chat_id")}]

    def last(self, chat):
        return self.sent(chat)[-1]["text"]

    def names(self):
        return [name for name, _ in self.asked]


def person(account):
    return {"id": account, "is_bot": False, "first_name": f"CANARY-NAME-{account}"}


def me_in(rights):
    names = [
        "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
        "can_manage_video_chats", "can_restrict_members", "can_promote_members",
        "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
        "can_delete_stories", "can_pin_messages", "can_manage_topics",
        "can_manage_direct_messages", "can_manage_tags",
    ]  # fmt: skip
    return {"status": "administrator", "user": BOT} | {name: name in rights for name in names}


def buttons(data):
    return [b for row in data["reply_markup"]["inline_keyboard"] for b in row]
