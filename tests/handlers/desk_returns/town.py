"""The desk, the enterprises, and people with phones."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import Application

from domain.contacts import Contact, Part
from domain.people import Enterprise
from domain.weeks import Week
from handlers.desk.context import Desk
from handlers.desk.refusals import FAILED
from scheduler import reminders
from scheduler.outbox import Drain
from storage import codes, contacts, people, reporting
from tests.handlers.desk_returns.telegram import Telegram, buttons, person

ZONE = ZoneInfo("Asia/Shanghai")
W48 = Week(2026, 48)
GROUP = -1001
MAIN, BACKUP, REVIEWER = 71, 72, 101
IDS = {"东胜燃气": "gas", "东胜热力": "heat"}


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
