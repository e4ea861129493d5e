"""The desk as it is registered, a wire that shows what each chat shows, and people with phones."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from telegram import Update
from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest

from bot.desk import register
from domain.contacts import Contact, Part
from domain.people import Enterprise, Reviewer, Role, Room
from domain.weeks import Rhythm, Week, Weekly
from handlers.desk.context import Desk, DeskContext
from handlers.desk.deliver import deliver
from handlers.desk.pace import how_to_go_on
from handlers.desk.refusals import FAILED
from scheduler import reminders
from scheduler.outbox import Drain
from storage import codes, contacts, people, reporting
from storage.calendar import known
from storage.opening import Opening

ZONE = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
W48 = Week(2026, 48)
BOT = {"id": 42, "is_bot": True, "first_name": "desk", "username": "desk_bot"}
GROUP = -1001
MAIN, BACKUP, REVIEWER = 71, 72, 101
IDS = {"东胜燃气": "gas", "东胜热力": "heat"}


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


@dataclass
class Phone:
    """A chat as one person sees it; `presses` and `messages` are counted."""

    town: "Town"
    account: int
    chat: int
    presses: int = 0
    messages: int = 0

    @property
    def shown(self):
        """What stands in the chat, the oldest first."""
        return list(self.town.wire.chats.get(self.chat, {}).values())

    @property
    def text(self):
        return self.shown[-1]["text"]

    @property
    def names(self):
        return list(buttons(self.shown[-1]))

    async def says(self, text=None, **more):
        self.messages += 1
        message = {
            "message_id": next(self.town.wire.numbers),
            "date": 1,
            "chat": {"id": self.chat, "type": "private"},
            "from": person(self.account),
        } | more
        if text is not None:
            message["text"] = text
            if text.startswith("/"):
                length = len(text.split()[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        await self.town.feed(message=message)

    async def sends_file(self, name, content):
        self.town.wire.files[name] = content
        file = {"file_id": name, "file_unique_id": name, "file_name": name}
        await self.says(document=file | {"file_size": len(content)})

    async def taps(self, name):
        """Press the newest button of that name."""
        for number, data in reversed(self.town.wire.chats[self.chat].items()):
            if name in buttons(data):
                await self.taps_old(number, buttons(data)[name], data["text"])
                return
        raise AssertionError(f"{name} is on no message: {[d['text'] for d in self.shown]}")

    async def taps_old(self, number, button, text="shown"):
        self.presses += 1
        kind = "supergroup" if self.chat < 0 else "private"
        message = {
            "message_id": number,
            "date": 1,
            "chat": {"id": self.chat, "type": kind},
            "text": text,
        }
        await self.town.feed(
            callback_query={
                "id": "1",
                "from": person(self.account),
                "chat_instance": "1",
                "message": message,
                "data": button["callback_data"],
            }
        )


@dataclass
class Town:
    """The desk, the enterprises, and the people."""

    desk: Desk
    application: Application
    wire: Telegram
    clock: list
    drain: Drain
    numbers: count = field(default_factory=lambda: count(1))

    @property
    def store(self):
        return self.desk.store

    @property
    def now(self):
        return self.clock[0]

    def phone(self, account, chat=None):
        return Phone(self, account, chat or account)

    async def feed(self, **update):
        errors = []
        self.application.bot_data[FAILED] = errors.append
        raw = {"update_id": next(self.numbers)} | update
        await self.application.process_update(Update.de_json(raw, self.application.bot))
        if errors:
            raise errors[0]

    async def at(self, text):
        """It is that moment in the office: the clock's jobs run and what waits is told."""
        self.clock[0] = datetime.fromisoformat(text).replace(tzinfo=ZONE)
        await self.ticks()

    async def ticks(self):
        await self.store.write(reminders.remind_contacts, self.now, self.desk.weekly)
        await self.store.write(reminders.tell_weeks_due, self.now, self.desk.weekly)
        while await self.drain.once():
            pass

    async def enterprise(self, name, main=None, backup=None, since=W48):
        """An enterprise that reports, with contacts who have enrolled."""

        def work(session):
            known_as = IDS.get(name, name)
            named = Enterprise(id=known_as, name=f"{name}有限公司", short=name)
            people.put_enterprise(session, named)
            reporting.begin(session, known_as, since)
            for part, account in ((Part.MAIN, main), (Part.BACKUP, backup)):
                if account is not None:
                    known_already = contacts.at(session, account)
                    contact = known_already or Contact(id=f"c{account}", chat_id=account)
                    contacts.put(session, contact)
                    contacts.appoint(session, known_as, part, contact.id)

        await self.store.write(work)

    async def code(self, code, subject):
        await self.store.write(
            codes.put,
            code,
            purpose=codes.CONTACT,
            subject=subject,
            expires_at=self.now + timedelta(days=7),
        )


@pytest.fixture
async def town(store):
    wire, clock = Telegram(), [WEDNESDAY]
    application = (
        Application.builder()
        .token("42:TEST")
        .request(wire)
        .get_updates_request(wire)
        .job_queue(None)
        .context_types(ContextTypes(context=DeskContext))
        .build()
    )
    opening, calendar = Opening.make(), known()
    desk = Desk(
        store=store,
        sealing=opening.sealing,
        opening=opening,
        bot=application.bot,
        now=lambda: clock[0],
        is_workday=calendar.is_workday,
        weekly=Weekly(Rhythm(), calendar.is_workday, ZONE, calendar.certain),
        language="zh",
        intake="safe_bot",
    )
    register(application, desk)
    await application.initialize()
    drain = Drain(store, partial(deliver, desk), how_to_go_on, desk.now)
    made = Town(desk, application, wire, clock, drain)

    def people_of_the_desk(session):
        room = Room(id="room", chat_id=GROUP, ready=True)
        people.put_room(session, room)
        reviewer = Reviewer(id="r1", label="审核员 1", role=Role.REVIEWER, chat_id=REVIEWER)
        people.put_reviewer(session, reviewer)
        people.seen_in(session, room.id, REVIEWER, reviewer.id)

    await store.write(people_of_the_desk)
    yield made
    await application.shutdown()


@pytest.fixture
async def gas(town):
    """东胜燃气 with a main contact and a backup; their phones."""
    await town.enterprise("东胜燃气", MAIN, BACKUP)
    return town.phone(MAIN), town.phone(BACKUP)


@pytest.fixture
def group(town):
    return town.phone(REVIEWER, GROUP)


@pytest.fixture
def reviewer(town):
    return town.phone(REVIEWER)
