"""A desk with the office's handlers over a recorded wire, and robots who write and press."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import count

import pytest
from telegram import Update
from telegram.ext import Application, ApplicationHandlerStop, ContextTypes
from telegram.request import BaseRequest

from domain import acts
from domain.cases import new
from domain.people import Enterprise, Reviewer, Role, Room
from domain.reading import Line, LineKind
from domain.reports import Kind, Report
from domain.weeks import Rhythm, Weekly
from handlers.desk import board, enrol, link, members, orphans, queue, stats, strangers, walk
from handlers.desk.context import Desk, DeskContext
from storage import cases, codes, people
from storage.cases import Filing
from storage.ids import fresh
from storage.mailbox_keys import mailbox_public
from storage.opening import Opening

OFFICE = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE)
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


@pytest.fixture
async def office(store):
    wire, clock = Telegram(), [MORNING]
    application = (
        Application.builder()
        .token("42:TEST")
        .request(wire)
        .get_updates_request(wire)
        .job_queue(None)
        .context_types(ContextTypes(context=DeskContext))
        .build()
    )

    def worked(day):
        return day.weekday() < 5

    opening = Opening.make()
    desk = Desk(
        store=store,
        sealing=opening.sealing,
        opening=opening,
        bot=application.bot,
        now=lambda: clock[0],
        is_workday=worked,
        weekly=Weekly(Rhythm(), worked, OFFICE, lambda day: True),
        language="zh",
        intake="safe_bot",
    )
    application.bot_data["desk"] = desk
    application.add_handlers(members.handlers(), group=-2)
    application.add_handlers(strangers.handlers(), group=-1)
    for module in (enrol, link, queue, walk, stats, board, orphans):
        application.add_handlers(module.handlers())
    made = Office(desk, application, wire, clock)

    async def on_error(update, context):
        made.errors.append(context.error)
        raise ApplicationHandlerStop

    application.add_error_handler(on_error)
    await application.initialize()
    yield made
    await application.shutdown()
