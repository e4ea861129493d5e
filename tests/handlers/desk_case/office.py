"""The desk, and what people do at it: they write and press, the outbox is told by hand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import count

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot.loop import Failure, _failure
from domain.cases import new
from domain.delivery import NotYetError
from domain.notices import LetterArrived
from domain.people import Reviewer, Role, Room
from domain.reading import Line, LineKind
from domain.reports import Kind, Report
from handlers.desk.context import Desk
from handlers.desk.deliver import deliver
from storage import attachments, cases, journal, letters, outbox, people, topics
from storage.attachments import Attachment, File
from storage.cases import Filing
from storage.envelope import unseal
from storage.ids import fresh
from storage.mailbox_keys import mailbox_private, mailbox_public
from tests.handlers.desk_case.telegram import GROUP, Telegram, buttons, jpeg

OFFICE = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE)
SEED = bytes(32)


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

    async def taken(self, somebody, code="K7QM", **more):
        """A report is filed, shown, and taken on, which its reporter reads."""
        case = await self.posted(code, **more)
        await self.presses_card(somebody, "受理，我来办", case)
        await self.tells(seconds=61)
        return case

    async def sets_enterprise(self, somebody, name, case):
        """Choose an enterprise for a case in its topic."""
        thread = (await self.topic(case)).thread
        await self.presses_more(somebody, "改单位", case)
        await self.presses(somebody, buttons(self.wire.last())[name], thread=thread)

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

    async def entries(self, case):
        return await self.store.read(journal.of, case)

    async def topic(self, case):
        return await self.store.read(topics.find, case)
