"""The desk, and what people do at it: they write and press; cases are filed and posted by hand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import count

from telegram import Update
from telegram.ext import Application

from domain import acts
from domain.cases import new
from domain.people import Enterprise, Reviewer, Role, Room
from domain.reading import Line, LineKind
from domain.reports import Kind, Report
from handlers.desk.context import Desk
from storage import cases, codes, people
from storage.cases import Filing
from storage.ids import fresh
from storage.mailbox_keys import mailbox_public
from tests.handlers.desk_office.telegram import GROUP, Telegram, buttons, person

OFFICE = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE)


@dataclass
class Office:
    """The desk, and what people do at it."""

    desk: Desk
    application: Application
    wire: Telegram
    clock: list
    errors: list = field(default_factory=list)
    numbers: count = field(default_factory=lambda: count(1))

    @property
    def now(self):
        return self.clock[0]

    def forward(self, **time):
        self.clock[0] += timedelta(**time)

    async def feed(self, **update):
        self.errors.clear()
        raw = {"update_id": next(self.numbers)} | update
        await self.application.process_update(Update.de_json(raw, self.application.bot))

    async def says(self, account, text=None, *, chat=None, **more):
        where = {"id": chat or account, "type": "supergroup" if chat else "private"}
        message = {
            "message_id": next(self.numbers), "date": 1, "chat": where, "from": person(account),
        } | more  # fmt: skip
        if text is not None:
            message["text"] = text
            if text.startswith("/"):
                length = len(text.split()[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        await self.feed(message=message)

    async def presses(self, account, data, *, chat=None, message=1):
        where = {"id": chat or account, "type": "supergroup" if chat else "private"}
        shown = {"message_id": message, "date": 1, "chat": where, "text": "shown"}
        await self.feed(
            callback_query={
                "id": "1", "from": person(account), "chat_instance": "1",
                "message": shown, "data": data,
            }
        )  # fmt: skip

    async def presses_on(self, account, sent, name, *, chat=None):
        """Press the button of that name under a message that was sent."""
        (button,) = [b for b in buttons(sent) if b["text"] == name]
        await self.presses(account, button["callback_data"], chat=chat)

    async def reviewer(self, label, account=None, *, role=Role.REVIEWER, ties=(), inside=True):
        reviewer = Reviewer(
            id=fresh(), label=label, role=role, chat_id=account, ties=frozenset(ties)
        )
        await self.desk.store.write(people.put_reviewer, reviewer)
        if account and inside:
            self.wire.members.add(account)
        return reviewer

    async def code(self, code, *, purpose, subject=""):
        await self.desk.store.write(
            codes.put,
            code,
            purpose=purpose,
            subject=subject,
            expires_at=self.now + timedelta(hours=1),
        )

    async def enterprise(self, id_="gas", room=None):
        enterprise = Enterprise(id=id_, name=id_, short=id_, room=room)
        await self.desk.store.write(people.put_enterprise, enterprise)

    async def room(self, *insiders, chat=GROUP):
        """A ready desk with these reviewers in its group."""
        room = Room(id=fresh(), chat_id=chat, ready=True)

        def work(session):
            people.put_room(session, room)
            for reviewer in insiders:
                people.seen_in(session, room.id, reviewer.chat_id, reviewer.id)

        await self.desk.store.write(work)
        return room

    async def case(self, room, code, *, text="secret", urgent=False, enterprise="gas", rings=True):
        """A report that was filed and posted."""
        desk, case_id = self.desk, fresh()
        report = Report(kind=Kind.TIP, texts=(text,), enterprise=enterprise, urgent=urgent)
        filing = Filing(
            case=new(case_id=case_id, code=code, kind=Kind.TIP, day=self.now.date(), urgent=urgent),
            report=desk.sealing.seal(report.to_bytes(), cases.PLACE, case_id),
            locator=fresh(),
            mailbox_key=mailbox_public(bytes(32)),
            files=(),
            first_line=Line(kind=LineKind.RECEIVED, day=self.now.date()),
        )

        def work(session):
            cases.file(session, filing, sealing=desk.sealing, not_before=self.now)
            tag = desk.opening.tag("enterprise", enterprise)
            cases.tag(session, case_id, enterprise=tag, category=None)
            change = acts.post(
                cases.load(session, case_id),
                room=room.id, rings=rings, at=self.now, is_workday=desk.is_workday,
            )  # fmt: skip
            return cases.record(session, change, sealing=desk.sealing, hold=False)

        return await desk.store.write(work)

    async def stored(self, case):
        return await self.desk.store.read(cases.load, case.id)

    async def rooms(self):
        return await self.desk.store.read(people.rooms)
