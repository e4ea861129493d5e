"""Telegram as the desk meets it: it answers, and keeps what was asked."""

import io
import json
from itertools import count

from PIL import Image
from telegram.request import BaseRequest

from tests.handlers.desk_office.telegram import Telegram as Group
from tests.handlers.desk_office.telegram import person

BOT = {"id": 42, "is_bot": True, "first_name": "desk", "username": "desk_bot"}
GROUP = -1001
ELSEWHERE = -1002


def icon(emoji):
    return {
        "file_id": "f", "file_unique_id": "u", "type": "custom_emoji", "width": 1, "height": 1,
        "is_animated": False, "is_video": False, "emoji": emoji, "custom_emoji_id": emoji,
    }  # fmt: skip


def jpeg(colour="red", **more):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG", **more)
    return out.getvalue()


class Telegram(BaseRequest):
    """Answers as Telegram would, and keeps what was asked; `refusals` are used up one by one.

    So are the answers of chats that are `unwilling` to hear: error codes, and what comes with them.
    """

    read_timeout = 1.0

    def __init__(self):
        self.asked = []
        self.numbers = count(1000)
        self.threads = count(50)
        self.refusals = []
        self.unwilling = {}
        self.troubles = []
        self.group = Group()
        self.photo = jpeg()

    async def initialize(self):
        pass

    async def shutdown(self):
        pass

    async def do_request(self, url, method, request_data=None, **more):
        if "/file/" in url:
            return (404, b"{}") if self.photo is None else (200, self.photo)
        name = url.rsplit("/", 1)[1]
        data = dict(request_data.parameters) if request_data else {}
        if name != "getMe":
            self.asked.append((name, data))
        for refusal in self.refusals:
            if refusal[0] == name and self.names().count(name) > refusal[3]:
                self.refusals.remove(refusal)
                body = {"ok": False, "error_code": 400, "description": refusal[1]} | refusal[2]
                return 400, json.dumps(body).encode()
        trouble = next((t for t in self.troubles if t[0] == name), None)
        if trouble is not None:
            self.troubles.remove(trouble)
            _, error, taken = trouble
            if taken:
                self.take(name, data)
            raise error
        if name == "sendMessage" and self.unwilling.get(data["chat_id"]):
            code, more = self.unwilling[data["chat_id"]].pop()
            body = {"ok": False, "error_code": code, "description": "refused"} | more
            return code, json.dumps(body).encode()
        return 200, json.dumps({"ok": True, "result": self.take(name, data)}).encode()

    def take(self, name, data):
        """What was asked is done, and stands in the chat."""
        result = self.result(name, data)
        if isinstance(result, dict) and "message_id" in result:
            data["sent_as"] = result["message_id"]
        return result

    def trouble(self, name, error, *, times=1, taken=False):
        """The next calls come to grief, before Telegram took what was asked or after."""
        self.troubles += [(name, error, taken)] * times

    def stands(self, chat=None):
        """The messages that stand in a chat, or in all."""
        return [d for d in self.sent(chat=chat) if "sent_as" in d]

    def refuse(self, name, words, *, after=0, **parameters):
        """The next call is refused, or the first of this name that has so many before it."""
        more = {"parameters": parameters} if parameters else {}
        self.refusals.append((name, f"Bad Request: {words}", more, after))

    def result(self, name, data):
        if name == "getMe":
            return BOT
        if name in {"getChat", "getChatMember", "getChatMemberCount"}:
            return getattr(self.group, name)(data) or {"status": "left", "user": person(1)}
        if name == "getFile":
            return {"file_id": "f", "file_unique_id": "u", "file_path": "photos/1.jpg"}
        if name == "getForumTopicIconStickers":
            return [icon(emoji) for emoji in "🔎🏛✅📁"]
        if name == "createForumTopic":
            thread = next(self.threads)
            return {"message_thread_id": thread, "name": data["name"], "icon_color": 1}
        if name in {"sendMessage", "sendPhoto", "sendDocument", "editMessageText"}:
            number = data.get("message_id") or next(self.numbers)
            where = {"id": data["chat_id"], "type": "supergroup"}
            return {"message_id": number, "date": 1, "chat": where, "text": data.get("text", "")}
        if name == "sendMediaGroup":
            where = {"id": data["chat_id"], "type": "supergroup"}
            media = data["media"]
            parts = json.loads(media) if isinstance(media, str) else media
            return [
                {"message_id": next(self.numbers), "date": 1, "chat": where, "text": ""}
                for _ in parts
            ]
        return True

    def sent(self, name="sendMessage", chat=None):
        return [d for n, d in self.asked if n == name and chat in {None, d.get("chat_id")}]

    def names(self):
        return [name for name, _ in self.asked]

    def last(self, chat=None):
        return self.sent(chat=chat)[-1]

    def toast(self):
        return self.sent("answerCallbackQuery")[-1].get("text", "")

    def everything(self):
        return json.dumps(self.asked, ensure_ascii=False, default=str)


def buttons(data):
    return {
        b["text"]: b.get("callback_data")
        for row in data["reply_markup"]["inline_keyboard"]
        for b in row
    }
