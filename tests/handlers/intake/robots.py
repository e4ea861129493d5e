"""A Telegram of one bot in memory, and people who say, press and send."""

import io
import itertools
from dataclasses import dataclass, field

from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessages,
    EditMessageMedia,
    EditMessageText,
    GetFile,
    LeaveChat,
    SendDocument,
    SendMessage,
    SendPhoto,
)
from aiogram.types import Chat, Message
from aiogram.types import File as TelegramFile
from PIL import Image

from handlers.intake import keeping

BOT_ID = 42
PERSON = {"id": 1, "is_bot": False, "first_name": "李"}
FILE = {"file_id": "f", "file_unique_id": "f"}
SIZE = {"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}


@dataclass
class Shown:
    """One message as it stands in a chat."""

    id: int
    text: str
    rows: list = field(default_factory=list)
    protect: bool = False
    silent: bool = True
    mine: bool = False
    photo: bytes = b""

    @property
    def labels(self):
        return [button.text for row in self.rows for button in row]


class Wire(BaseSession):
    """Takes every request of the bot and plays Telegram; nothing else of it is replaced."""

    def __init__(self):
        super().__init__()
        self.chats = {}
        self.calls = []
        self.toasts = []
        self.files = {}
        self.faults = []
        self.left = []
        self.too_old = set()
        self.numbers = itertools.count(100)
        self.updates = itertools.count(1000)

    async def close(self):
        pass

    async def stream_content(self, url, *args, **kwargs):
        yield self.files[url.rsplit("/", 1)[-1]]

    async def make_request(self, bot, method, timeout=None):  # noqa: ASYNC109 - the library asks so
        self.calls.append(method)
        for fault in self.faults:
            if fault[0] is type(method):
                self.faults.remove(fault)
                raise fault[1](method)
        match method:
            case SendMessage() | SendDocument() | SendPhoto():
                return self._sent(method)
            case EditMessageText() | EditMessageMedia():
                return self._edited(method)
            case DeleteMessages():
                if self.too_old & set(method.message_ids):
                    raise TelegramBadRequest(method, "Bad Request: message can't be deleted")
                for number in method.message_ids:
                    self.chats.get(method.chat_id, {}).pop(number, None)
            case AnswerCallbackQuery():
                self.toasts.append(method.text)
            case GetFile():
                return TelegramFile(
                    file_id=method.file_id, file_unique_id="u", file_path=method.file_id
                )
            case LeaveChat():
                self.left.append(method.chat_id)
        return True

    def count(self, kind):
        return sum(isinstance(call, kind) for call in self.calls)

    def _sent(self, method):
        text = getattr(method, "text", None) or getattr(method, "caption", None) or "(file)"
        assert len(text) <= 4096
        rows = method.reply_markup.inline_keyboard if method.reply_markup else []
        _check(rows)
        shown = Shown(
            next(self.numbers),
            text,
            rows,
            protect=bool(method.protect_content),
            silent=bool(method.disable_notification),
            mine=True,
            photo=method.photo.data if isinstance(method, SendPhoto) else b"",
        )
        self.chats.setdefault(method.chat_id, {})[shown.id] = shown
        return Message(
            message_id=shown.id, date=0, chat=Chat(id=method.chat_id, type="private"), text=text
        )

    def _edited(self, method):
        shown = self.chats.get(method.chat_id, {}).get(method.message_id)
        if shown is None:
            raise TelegramBadRequest(method, "Bad Request: message to edit not found")
        rows = method.reply_markup.inline_keyboard if method.reply_markup else []
        _check(rows)
        if isinstance(method, EditMessageMedia):
            assert shown.photo
            shown.text, shown.rows = method.media.caption, rows
            shown.photo = method.media.media.data
            return True
        if shown.photo:
            raise TelegramBadRequest(method, "Bad Request: there is no text in the message to edit")
        if (shown.text, shown.rows) == (method.text, rows):
            raise TelegramBadRequest(method, "Bad Request: message is not modified")
        shown.text, shown.rows = method.text, rows
        return True


def _check(rows):
    assert all(len(row) <= 8 for row in rows)
    assert sum(map(len, rows)) <= 100
    for button in (button for row in rows for button in row):
        assert button.copy_text or len(button.callback_data.encode()) <= 64


class Robot:
    """A person with a phone, in a private chat with the bot."""

    def __init__(self, wire, reception, errands, chat=7001, clock=None):
        self.wire, self.reception, self.errands, self.chat = wire, reception, errands, chat
        self.clock = clock
        self.presses = self.messages = 0

    @property
    def screen(self):
        """All messages left in the chat, in their order."""
        return list(self.wire.chats.get(self.chat, {}).values())

    @property
    def form(self):
        """The last message, which must be the bot's."""
        last = self.screen[-1]
        assert last.mine
        return last

    async def say(self, text, **more):
        self.messages += 1
        return await self.send(text=text, **more)

    async def send(self, *, settle=True, **content):
        number = next(self.wire.numbers)
        self.wire.chats.setdefault(self.chat, {})[number] = Shown(number, content.get("text", ""))
        raw = self.raw("message", number, **content)
        await self.reception.take(raw)
        if settle:
            await self.errands.settle()
        return raw

    async def photo(self, content=None, *, caption=None, settle=True, **more):
        name = f"photo{len(self.wire.files)}"
        self.wire.files[name] = content or jpeg()
        size = {"file_id": name, "file_unique_id": name, "width": 90, "height": 90, "file_size": 9}
        if caption:
            more["caption"] = caption
        self.messages += 1
        return await self.send(photo=[size], settle=settle, **more)

    async def document(self, content, *, size=None, **more):
        name = f"document{len(self.wire.files)}"
        self.wire.files[name] = content
        file = {"file_id": name, "file_unique_id": name, "file_size": size or len(content)}
        return await self.send(document=file, **more)

    async def press(self, label, *, message=None):
        self.presses += 1
        raw = self.pressing(label, message=message)
        await self.reception.take(raw)
        await self.errands.settle()
        return raw

    def pressing(self, label, *, message=None):
        shown = message or self.form
        button = next(
            (b for row in shown.rows for b in row if label in {b.text, b.text.partition(" ")[2]}),
            None,
        )
        assert button is not None, (label, shown.labels)
        return {
            "update_id": next(self.wire.updates),
            "callback_query": {
                "id": "c",
                "chat_instance": "i",
                "from": self.person,
                "data": button.callback_data,
                "message": {
                    "message_id": shown.id,
                    "date": 1,
                    "chat": {"id": self.chat, "type": "private"},
                }
                | ({"photo": [SIZE]} if shown.photo else {"text": "x"}),
            },
        }

    def blocking(self):
        """What Telegram tells when this person blocks the bot."""
        bot = {"id": BOT_ID, "is_bot": True, "first_name": "b"}
        change = {
            "chat": {"id": self.chat, "type": "private"},
            "from": self.person,
            "date": 1,
            "old_chat_member": {"status": "member", "user": bot},
            "new_chat_member": {"status": "kicked", "user": bot, "until_date": 0},
        }
        return {"update_id": next(self.wire.updates), "my_chat_member": change}

    def raw(self, kind, number, **content):
        chat = {"id": self.chat, "type": "private", "first_name": "王"}
        sent = int(self.clock().timestamp()) if self.clock else 2**31 - 1
        message = {"message_id": number, "date": sent, "chat": chat, "from": self.person} | content
        return {"update_id": next(self.wire.updates), kind: message}

    @property
    def person(self):
        return {"id": self.chat, "is_bot": False, "first_name": "王", "username": "canary_wang"}

    async def receives(self, raw):
        await self.reception.take(raw)
        await self.errands.settle()

    def code(self):
        """The receipt code on the screen, as its three lines."""
        lines = [line for line in self.form.text.splitlines() if line.startswith("<code>")]
        assert len(lines) == 3
        return [line.removeprefix("<code>").removesuffix("</code>") for line in lines]


def jpeg(size=(64, 48)):
    target = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(target, "JPEG")
    return target.getvalue()


async def begin(robot, *texts):
    await robot.say("/start")
    await robot.press("反映问题")
    await robot.press("没有，接着说")
    for text in texts:
        await robot.say(text)


async def draft_of(kit, robot):
    draft, _ = await keeping.load(kit, robot.chat)
    return draft
