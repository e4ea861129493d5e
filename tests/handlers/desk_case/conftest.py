"""The whole desk over a recorded wire: robots write and press, the outbox is told by hand."""

import io
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import count

import pytest
from PIL import Image
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest

from bot.desk import register
from bot.loop import Failure, _failure
from domain.cases import new
from domain.delivery import NotYetError
from domain.notices import LetterArrived
from domain.people import Enterprise, Reviewer, Role, Room
from domain.reading import Line, LineKind
from domain.reports import Kind, Report
from domain.weeks import Rhythm, Weekly
from handlers.desk.context import Desk, DeskContext
from handlers.desk.deliver import deliver
from storage import attachments, cases, letters, outbox, people, topics
from storage.attachments import Attachment, File
from storage.cases import Filing
from storage.envelope import unseal
from storage.ids import fresh
from storage.mailbox_keys import mailbox_private, mailbox_public
from storage.opening import Opening
from tests.handlers.desk_office.conftest import Telegram as Group
from tests.handlers.desk_office.conftest import person

OFFICE = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE)
BOT = {"id": 42, "is_bot": True, "first_name": "desk", "username": "desk_bot"}
GROUP = -1001
SEED = bytes(32)


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
            return 200, self.photo
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


@dataclass
class Office:
    """The desk, and what people do at it."""

    desk: Desk
    application: Application
    wire: Telegram
    clock: list
    errors: list = field(default_factory=list)
    numbers: count = field(default_factory=lambda: count(1))
    room: Room | None = None

    @property
    def store(self):
        return self.desk.store

    def forward(self, **time):
        self.clock[0] += timedelta(**time)

    async def feed(self, **update):
        failure = Failure()
        token = _failure.set(failure)
        raw = {"update_id": next(self.numbers)} | update
        try:
            await self.application.process_update(Update.de_json(raw, self.application.bot))
        finally:
            _failure.reset(token)
        if failure.error is not None:
            raise failure.error

    async def presses_shown(self, somebody, name, shown, *, thread=None):
        """Press a button of a message that was sent before."""
        chat = shown["chat_id"]
        await self.presses(
            somebody, buttons(shown)[name], thread=thread, chat=chat, message=shown["sent_as"]
        )

    async def says(self, somebody, text=None, *, thread=None, chat=GROUP, **more):
        private = chat > 0
        message = {
            "message_id": next(self.numbers),
            "date": 1,
            "chat": {"id": chat, "type": "private" if private else "supergroup"},
            "from": {"id": somebody.chat_id, "is_bot": False, "first_name": "A"},
        } | more
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if text is not None:
            message["text"] = text
            if text.startswith("/"):
                length = len(text.split()[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        await self.feed(message=message)

    async def sends_photo(self, somebody, *, thread, album=None, caption=None):
        photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
        more = {"photo": photo}
        if album:
            more["media_group_id"] = album
        if caption:
            more["caption"] = caption
        await self.says(somebody, thread=thread, **more)

    async def presses(self, somebody, data, *, thread=None, chat=GROUP, message=1):
        private = chat > 0
        shown = {
            "message_id": message,
            "date": 1,
            "chat": {"id": chat, "type": "private" if private else "supergroup"},
            "text": "shown",
        }
        if thread is not None:
            shown |= {"message_thread_id": thread, "is_topic_message": True}
        query = {
            "id": "1",
            "from": {"id": somebody.chat_id, "is_bot": False, "first_name": "A"},
            "chat_instance": "1",
            "message": shown,
            "data": data,
        }
        await self.feed(callback_query=query)

    async def presses_card(self, somebody, name, case):
        """Press a button of the card in the topic as it was shown last."""
        topic = await self.topic(case)
        await self.presses(
            somebody, await self.on_card(case, name), thread=topic.thread, message=topic.card
        )

    async def presses_more(self, somebody, name, case):
        """Open the second menu of the card and press there."""
        await self.presses_card(somebody, "更多", case)
        shown = buttons(self.wire.sent("editMessageReplyMarkup")[-1])
        topic = await self.topic(case)
        await self.presses(somebody, shown[name], thread=topic.thread, message=topic.card)

    async def presses_last(self, somebody, name, case):
        """Press a button of the message sent last."""
        topic = await self.topic(case)
        shown = self.wire.last()
        await self.presses(
            somebody, buttons(shown)[name], thread=topic.thread, message=shown["sent_as"]
        )

    async def on_card(self, case, name):
        topic = await self.topic(case)
        shown = [
            d
            for n, d in self.wire.asked
            if n in {"sendMessage", "editMessageText"}
            and "reply_markup" in d
            and (d.get("message_id") == topic.card or d.get("message_thread_id") == topic.thread)
            and "<blockquote" in d.get("text", "")
            and name in buttons(d)
        ]
        return buttons(shown[-1])[name]

    async def tells(self, **time):
        """Tell everything the outbox has by now; what must wait or fails stays waiting."""
        self.forward(**time)
        failed = []
        for _ in range(10):
            waiting = await self.store.write(outbox.claim, self.desk.now())
            if not waiting:
                return failed
            for each in waiting:
                try:
                    await deliver(self.desk, each.notice)
                except (NotYetError, TelegramError) as error:
                    failed.append(error)
                    until = self.desk.now() + timedelta(seconds=1)
                    await self.store.write(outbox.postpone, each, until=until)
                else:
                    await self.store.write(outbox.delivered, each)
        return failed

    async def reviewer(self, label, account, *, role=Role.REVIEWER, ties=(), inside=True):
        person = Reviewer(id=fresh(), label=label, role=role, chat_id=account, ties=frozenset(ties))

        def work(session):
            people.put_reviewer(session, person)
            if inside:
                people.seen_in(session, self.room.id, account, person.id)

        await self.store.write(work)
        return person

    async def files(
        self,
        code="K7QM",
        *,
        text="门一直锁着",
        urgent=False,
        photos=0,
        enterprise="gas",
        elsewhere="",
        practice=False,
    ):
        """A report is filed by the intake."""
        desk, case_id = self.desk, fresh()
        report = Report(
            kind=Kind.TIP,
            texts=(text,),
            enterprise=enterprise,
            elsewhere=elsewhere,
            urgent=urgent,
            category="FR",
            files=photos,
        )
        sealed = []
        for _ in range(photos):
            name = fresh()
            file = File("image/jpeg", jpeg())
            content = desk.sealing.seal_file(file.to_bytes(), attachments.PLACE, name)
            sealed.append(Attachment(name, content))
        filing = Filing(
            case=new(
                case_id=case_id,
                code=code,
                kind=Kind.TIP,
                day=desk.now().date(),
                urgent=urgent,
                practice=practice,
            ),
            report=desk.sealing.seal(report.to_bytes(), cases.PLACE, case_id),
            locator=case_id,
            mailbox_key=mailbox_public(SEED),
            files=tuple(sealed),
            first_line=Line(kind=LineKind.RECEIVED, day=desk.now().date()),
        )
        await self.store.write(cases.file, filing, sealing=desk.sealing, not_before=desk.now())
        return case_id

    async def posted(self, code="K7QM", **more):
        """A report is filed and shown in its topic."""
        case = await self.files(code, **more)
        assert await self.tells() == []
        return case

    async def writes_back(self, case, text, kind=LineKind.OWN, *, photos=0):
        """The reporter writes."""
        desk, letter, sealed = self.desk, fresh(), []
        for _ in range(photos):
            name = fresh()
            content = desk.sealing.seal_file_for(
                mailbox_public(SEED),
                File("image/jpeg", jpeg()).to_bytes(),
                attachments.PLACE,
                name,
            )
            sealed.append(Attachment(name, content))
        files = tuple(file.id for file in sealed)
        line = Line(kind=kind, day=self.desk.now().date(), text=text, files=files)

        def work(session):
            letters.write(
                session,
                case,
                line,
                sealing=self.desk.sealing,
                visible_from=None,
                inward=True,
                letter=letter,
            )
            attachments.put(session, case, sealed, letter=letter)
            outbox.put(session, LetterArrived(case, letter), not_before=self.desk.now())

        await self.store.write(work)

    async def mailbox(self, case):
        """The lines as the reporter opens them now, with the paper in hand."""
        found = await self.store.read(letters.find, case, now=self.desk.now())
        private = mailbox_private(SEED)
        return [
            Line.from_bytes(
                unseal(letter.body, private=private, place=letters.PLACE, item=letter.id)
            )
            for letter in found.letters
        ]

    async def case(self, case):
        return await self.store.read(cases.load, case)

    async def topic(self, case):
        return await self.store.read(topics.find, case)


@pytest.fixture
def database_url(sqlite_url):
    """The handlers ask the store for nothing its own tests do not ask of both engines."""
    return sqlite_url


@pytest.fixture
def pace():
    """How fast the desk speaks; as fast as it likes where a test does not say otherwise."""


@pytest.fixture
async def office(store, pace):
    wire, clock = Telegram(), [MORNING]
    application = (
        Application.builder()
        .rate_limiter(pace)
        .token("42:TEST")
        .request(wire)
        .job_queue(None)
        .updater(None)
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
    register(application, desk)
    made = Office(desk, application, wire, clock)
    made.room = Room(id=fresh(), chat_id=GROUP, ready=True)

    def work(session):
        people.put_room(session, made.room)
        people.put_enterprise(
            session, Enterprise(id="gas", name="东胜燃气", short="东胜燃气", room=None)
        )

    await store.write(work)
    await application.initialize()
    yield made
    await application.shutdown()


@pytest.fixture
async def one(office):
    return await office.reviewer("审核员 1", 101)


@pytest.fixture
async def two(office):
    return await office.reviewer("审核员 2", 102)


@pytest.fixture
async def lead(office):
    return await office.reviewer("组长", 201, role=Role.LEAD)
