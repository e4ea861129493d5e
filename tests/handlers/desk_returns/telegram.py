"""A wire that shows what each chat shows."""

import json
from itertools import count

from telegram.request import BaseRequest

BOT = {"id": 42, "is_bot": True, "first_name": "desk", "username": "desk_bot"}


class Telegram(BaseRequest):
    """Keeps every chat as its members see it."""

    read_timeout = 1.0

    def __init__(self):
        self.numbers = count(1000)
        self.chats = {}
        self.documents = []
        self.files = {}
        self.uploaded = []
        self.toasts = []
        self.blocked = set()
        self.sounds = []

    async def initialize(self):
        pass

    async def shutdown(self):
        pass

    async def do_request(self, url, method, request_data=None, **more):
        name = url.rsplit("/", 1)[1]
        if name in self.files:
            return 200, self.files[name]
        data = dict(request_data.parameters) if request_data else {}
        if request_data and request_data.contains_files:
            self.uploaded += [part[1] for part in request_data.multipart_data.values()]
        if data.get("chat_id") in self.blocked:
            return refused(403, "Forbidden: bot was blocked by the user")
        result = getattr(self, name, lambda data: True)(data)
        if isinstance(result, tuple):
            return result
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def getMe(self, data):  # noqa: N802 - Telegram's name
        return BOT

    def sendMessage(self, data):  # noqa: N802
        number = next(self.numbers)
        self.chats.setdefault(data["chat_id"], {})[number] = data
        if not data.get("disable_notification"):
            self.sounds.append(data["chat_id"])
        where = {"id": data["chat_id"], "type": "private"}
        return {"message_id": number, "date": 1, "chat": where, "text": data["text"]}

    def getFile(self, data):  # noqa: N802
        name = data["file_id"]
        if name not in self.files:
            return refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        return {"file_id": name, "file_unique_id": name, "file_path": f"documents/{name}"}

    def sendDocument(self, data):  # noqa: N802
        self.documents.append(data)
        return {"message_id": next(self.numbers), "date": 1, "chat": {"id": 1, "type": "private"}}

    def editMessageText(self, data):  # noqa: N802
        shown = self.chats.get(data["chat_id"], {})
        if data["message_id"] not in shown:
            return refused(400, "Bad Request: message to edit not found")
        shown[data["message_id"]] = data
        where = {"id": data["chat_id"], "type": "private"}
        return {"message_id": data["message_id"], "date": 1, "chat": where, "text": data["text"]}

    def deleteMessage(self, data):  # noqa: N802
        self.chats.get(data["chat_id"], {}).pop(data["message_id"], None)
        return True

    def answerCallbackQuery(self, data):  # noqa: N802
        self.toasts.append(data.get("text", ""))
        return True


def refused(code, words):
    body = {"ok": False, "error_code": code, "description": words}
    return code, json.dumps(body).encode()


def person(account):
    return {"id": account, "is_bot": False, "first_name": f"CANARY-NAME-{account}"}


def buttons(data):
    markup = data.get("reply_markup") or {"inline_keyboard": []}
    return {b["text"]: b for row in markup["inline_keyboard"] for b in row}
