"""What must be true after every update, and in the end."""

import asyncio
import io
import json
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import openpyxl
from sqlalchemy import event

from bot import logs
from bot.logs import SafeFormatter
from domain.people import Reviewer
from playground.markup import parse_html
from playground.refusals import RefusalError
from storage import contacts, journal, outbox, people
from storage.case_rows import case_of
from storage.store import Session
from storage.tables import CaseRow, ReturnRow
from tests.fuzz.cast import BY_ACCOUNT, CAST, Part, Somebody
from tests.fuzz.mutate import Raw
from tests.fuzz.town import Town
from tests.fuzz.wire import OUR_FAULT, Asked
from tests.fuzz.words import INJECTED

_MARKS: Final = re.compile("|".join(m for who in CAST.values() for m in (who.said, who.known_as)))
_OWNERS: Final = {m: who for who in CAST.values() for m in (who.said, who.known_as)}
_NAMES: Final = frozenset(who.known_as for who in CAST.values())
_IDENTIFIERS: Final = re.compile("|".join(str(account) for account in BY_ACCOUNT))
_STATEMENT: Final = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
_ASIDE: Final = (
    *("an update was set aside", "an errand failed"),
    "what became of an update could not be told to the person",
)
"""What is logged of an update that no Telegram could send, and of nothing else."""
_CASE: Final = re.compile(r"[a-z]{2,7}:([0-9a-f]{24}):\d+")
_WALKED: Final = re.compile(r"walk:open:([0-9a-f]{24})")

NEVER: Final = frozenset({"reviewers", "ties", "enterprises", "sites", "duty", "reporting"})
"""What no update changes: it is the command line's, or takes a code that nobody here has."""
ALWAYS: Final = frozenset({"handled"})
OF_GROUPS: Final = frozenset(
    {
        *("rooms", "room_members", "journal", "journal_head", "outbox", "screens", "topics"),
        "pending",
    }
)
"""What seeing somebody in a desk's group changes: it closes, which gives nobody a right."""
OF_CONTACTS: Final = frozenset(
    {
        *("returns", "askings", "reminded", "screens", "journal", "journal_head", "outbox"),
        *("contacts", "appointments", "codes"),
    }
)
OF_INTAKE: Final = frozenset(
    {
        *("drafts", "draft_files", "cases", "letters", "attachments", "outbox", "routes"),
        *("knockables", "identities", "holds"),
    }
)
SEEN: Final = frozenset({"cases", "rooms", "room_members", "returns"})
"""Of what is written here, a picture is taken anew."""
_SPOKEN: Final = ("send", "edit", "answercallbackquery", "copy")


@dataclass(frozen=True)
class Breach:
    """Something that was promised and did not hold."""

    promise: str
    detail: str


class Lines(logging.Handler):
    """What was logged, as the processes write it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(SafeFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def listening() -> Iterator[Lines]:
    """Everything from DEBUG up, of other libraries from WARNING up, as `bot.logs` sets it."""
    lines, root = Lines(), logging.getLogger()
    quiet = [logging.getLogger(name) for name in (*logs._QUIET, *logs._QUIETER)]
    before = [root.level, *(logger.level for logger in quiet)]
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    for logger in quiet:
        logger.setLevel(logging.WARNING)
    try:
        yield lines
    finally:
        root.removeHandler(lines)
        for logger, level in zip((root, *quiet), before, strict=True):
            logger.setLevel(level)


@dataclass(frozen=True)
class Kept:
    """A case as it was kept: in which room, which accounts may see it, who is tied."""

    row: str
    room: str | None
    readers: set[int | None]
    tied: set[str | None]


@dataclass
class Watch:
    """Looks at one update after the other; `counts` tells what came of how many."""

    town: Town
    lines: Lines
    counts: Counter[str] = field(default_factory=Counter)
    written: set[str] = field(default_factory=set)
    knows: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    seen_at_desk: set[int] = field(default_factory=set)
    seen_at_intake: set[int] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)
    cases: dict[str, Kept] = field(default_factory=dict)
    returns: dict[str, str] = field(default_factory=dict)
    reviewers: dict[int, Reviewer] = field(default_factory=dict)
    inside: set[int | None] = field(default_factory=set)
    contacts: dict[int, set[str]] = field(default_factory=dict)
    albums: set[tuple[str, int, str]] = field(default_factory=set)
    receipts: set[tuple[str, ...]] = field(default_factory=set)
    workbooks: list[bytes] = field(default_factory=list)

    async def begin(self) -> None:
        """Hears which tables are written from now on."""
        engine = self.town.store._engine._writing

        @event.listens_for(engine, "before_cursor_execute")
        def hear(connection, cursor, statement, parameters, context, many):
            found = _STATEMENT.match(statement)
            if found:
                self.written.add(found[2])

        await self.town.store.read(self._learn)
        await self.town.store.read(self._snapshot)

    def expects(self, bot: str, raw: Raw) -> None:
        """What an update brings is known to whoever sent it, and may be shown to them."""
        for chat, author in _places(raw):
            said = json.dumps(raw, ensure_ascii=False)
            owners = {_OWNERS[mark].name for mark in _MARKS.findall(said)}
            owners |= {owner for code, owner in self.codes.items() if code in said}
            self.knows[chat] |= owners
            if bot == "desk":
                self.seen_at_desk |= {chat, author}
        if bot == "desk":
            self.seen_at_desk |= set(_accounts(raw))
        else:
            self.seen_at_intake |= set(_accounts(raw))

    async def after(self, bot: str, raw: Raw, impossible: str) -> list[Breach]:
        """What did not hold for one update that was fed."""
        breaches = [*self._logged(impossible)]
        asked = list(self._asked())
        breaches += [] if impossible else [*asked, *self._answered(bot, raw)]
        breaches += [Breach("no right", one) for one in await self._changed(bot, raw)]
        self.town.telegram.asked.clear()
        self.lines.lines.clear()
        self.written.clear()
        return breaches

    async def after_telling(self) -> list[Breach]:
        """What did not hold while the outbox was told."""
        if self.written & SEEN:
            await self.town.store.read(self._snapshot)
        breaches = [*self._logged(""), *self._asked()]
        self.town.telegram.asked.clear()
        self.lines.lines.clear()
        self.written.clear()
        return breaches

    async def at_rest(self) -> list[Breach]:
        """What may not rest in the database, and whether the journal's chain holds."""
        breaches = []
        if (broken := await self.town.store.read(journal.verify)) is not None:
            breaches.append(Breach("chain", f"entry {broken.number}"))
        await self.town.store.scrub()
        content = await asyncio.to_thread(Path(self.town.url[10:]).read_bytes)
        breaches += [Breach("rest", found) for found in self._resting(content)]
        return breaches

    async def in_the_end(self) -> list[Breach]:
        """Nothing that was accepted is lost: a case for each receipt, a topic for each case."""
        await self.town.store.read(self._snapshot)
        dead = await self.town.store.read(outbox.dead)
        missing = len(self.receipts) - len(self.cases)
        unposted = sum(case.room is None for case in self.cases.values())
        self.counts |= Counter(reports=len(self.cases), returns=len(self.returns))
        found = [f"{len(dead)} notices were given up"] if dead else []
        found += [f"{missing} receipts without a case"] if missing > 0 else []
        found += [f"{unposted} cases that no desk was shown"] if unposted else []
        return [Breach("lost", one) for one in found]

    def _resting(self, content: bytes) -> Iterator[str]:
        for who in CAST.values():
            marks = [who.known_as]
            if who.part in {Part.REPORTER, Part.STRANGER}:
                marks.append(who.said)
            for mark in marks:
                forms = (
                    mark.encode(),
                    json.dumps(mark)[1:-1].encode(),
                )  # four bytes would be noise
                if any(form in content for form in forms):
                    yield f"{who.name}'s {'name' if mark == who.known_as else 'words'}"
            if who.part is Part.REPORTER and who.account not in self.seen_at_desk:
                forms = (str(who.account).encode(), who.account.to_bytes(6, "big"))
                if any(form in content for form in forms):
                    yield f"{who.name}'s account"

    def _logged(self, impossible: str) -> Iterator[Breach]:
        for line in self.lines.lines:
            if _MARKS.search(line) or _IDENTIFIERS.search(line):
                yield Breach("log", line)
            aside = any(words in line for words in _ASIDE)
            if (aside and not impossible) or ("ERROR" in line and not aside):
                yield Breach("crash", line)
            elif "set aside:" in line:
                self.counts["set aside"] += 1
                self.counts[f"set aside: {impossible}"] += 1

    def _asked(self) -> Iterator[Breach]:
        for asked in self.town.telegram.asked:
            if any(words in asked.refused for words in OUR_FAULT):
                yield Breach("refused", f"{asked.method}: {asked.refused}")
            yield from self._markup(asked)
            yield from self._leaks(asked)
            yield from self._workbook(asked)
            if asked.bot == "intake_bot" and asked.parameters.get("parse_mode") == "HTML":
                self._receipt(asked)

    def _receipt(self, asked: Asked) -> None:
        lines = re.findall(r"<code>([^<]+)</code>", asked.parameters["text"])
        owner = BY_ACCOUNT.get(int(asked.chat))
        if owner is not None and len(lines) == 3:
            self.codes |= dict.fromkeys(lines, owner.name)
            self.receipts.add(tuple(lines))

    def _markup(self, asked: Asked) -> Iterator[Breach]:
        """What was written by anybody has become markup."""
        if str(asked.parameters.get("parse_mode", "")).upper() != "HTML" or asked.refused:
            return
        source = str(asked.parameters.get("text") or asked.parameters.get("caption") or "")
        try:
            text, entities = parse_html(source)
        except RefusalError as error:
            yield Breach("refused", str(error))
            return
        encoded = text.encode("utf-16-le")
        for entity in entities:
            start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
            covered = encoded[start:end].decode("utf-16-le", "replace").strip()
            if covered == INJECTED or "evil" in entity.get("url", ""):
                yield Breach("markup", f"{asked.method}: {entity['type']}")

    def _leaks(self, asked: Asked) -> Iterator[Breach]:
        """Words that somebody may not read, and names that nobody may."""
        chat = asked.chat
        if not re.fullmatch(r"-?[0-9]+", chat):
            return
        number = int(chat)
        for mark in set(_MARKS.findall(asked.shown)):
            owner = _OWNERS[mark]
            if mark in _NAMES:
                yield Breach("leak", f"the name of {owner.name}, {asked.method} to {chat}")
            elif owner.name not in self.knows[number] and not self._may_read(
                asked.bot, number, owner
            ):
                to = BY_ACCOUNT[number].name if number in BY_ACCOUNT else chat
                yield Breach("leak", f"words of {owner.name}, {asked.method} to {to}")
        for case in {*_CASE.findall(asked.shown), *_WALKED.findall(asked.shown)}:
            if not self._may_see(number, case):
                to = BY_ACCOUNT[number].name if number in BY_ACCOUNT else chat
                yield Breach("leak", f"a case's buttons, {asked.method} to {to}")

    def _may_read(self, bot: str, chat: int, owner: Somebody) -> bool:
        """Whose words may stand where: rooms and reviewers read all, reporters the reviewers."""
        if bot == "intake_bot":
            return owner.part is Part.REVIEWER
        reader = BY_ACCOUNT.get(chat)
        rooms = {self.town.groups["room"].id, self.town.groups["other"].id}
        if chat in rooms or chat in self.inside:
            return owner.part is not Part.STRANGER or owner.account in self.seen_at_intake
        return reader is not None and reader.part is owner.part is Part.CONTACT

    def _may_see(self, chat: int, case_id: str) -> bool:
        found = self.cases.get(case_id)
        if found is None:  # it was filed or posted just now
            return True
        group = next((name for name, one in self.town.groups.items() if one.id == chat), None)
        return group == found.room or chat in found.readers

    def _workbook(self, asked: Asked) -> Iterator[Breach]:
        for upload in asked.uploads.values():
            if not upload.name.endswith(".xlsx"):
                continue
            self.workbooks.append(upload.data)
            del self.workbooks[:-20]
            for sheet in openpyxl.load_workbook(io.BytesIO(upload.data)).worksheets:
                for row in sheet.iter_rows():
                    for cell in row:
                        if cell.data_type == "f" or cell.hyperlink is not None:
                            yield Breach("formula", f"{cell.coordinate}: {cell.value!r}")

    def _answered(self, bot: str, raw: Raw) -> Iterator[Breach]:
        wanted = self._wanted(bot, raw)
        if wanted is None:
            return
        chat, query, what = wanted
        self.counts["answer wanted"] += 1
        for asked in self.town.telegram.asked:
            name = asked.method.lower()
            if not name.startswith(_SPOKEN):
                continue
            if asked.chat == str(chat) or (
                query and asked.parameters.get("callback_query_id") == query
            ):
                return
        yield Breach("silence", f"{bot}: {what}")

    def _wanted(self, bot: str, raw: Raw) -> tuple[int, str, str] | None:
        """The chat or the press that waits for an answer, None where nothing does."""
        query = raw.get("callback_query")
        if query is not None:
            place = (query.get("message") or {}).get("chat", {}).get("id", 0)
            return place, query["id"], "a press"
        kinds = ("message", "edited_message") if bot == "intake" else ("message",)
        message = next((raw[kind] for kind in kinds if raw.get(kind)), None)
        if message is None:
            return None
        chat = message["chat"]
        if chat["type"] == "private":
            album = str(message.get("media_group_id", ""))
            if album:
                known = (bot, chat["id"], album) in self.albums
                self.albums.add((bot, chat["id"], album))
                if known:
                    return None
            return chat["id"], "", f"a private {'edit' if 'message' not in raw else 'message'}"
        return None

    async def _changed(self, bot: str, raw: Raw) -> list[str]:
        """What was written that this update's author had no right to write."""
        written = self.written - ALWAYS
        if not written:
            return []
        found = [f"{bot} wrote {table}" for table in written & NEVER]
        actors = set(_accounts(raw))
        reviewing = [self.reviewers[one] for one in actors if one in self.reviewers]
        reporting = set().union(*(self.contacts.get(one, set()) for one in actors))
        if bot == "intake":
            found += [f"the intake wrote {table}" for table in written - OF_INTAKE]
        elif not reviewing:
            allowed = set(OF_CONTACTS if reporting or "contacts" in written else ())
            if _in_groups(raw):
                allowed |= OF_GROUPS
            if "my_chat_member" in raw:
                allowed |= {"contacts", "outbox", "reminded", "askings"}
            found += [f"who is no reviewer wrote {table}" for table in written - allowed]
        before_cases, before_returns = dict(self.cases), dict(self.returns)
        if written & SEEN:
            await self.town.store.read(self._snapshot)
        for case_id, now in self.cases.items():
            was = before_cases.get(case_id)
            if was is None and bot != "intake":
                found.append("a case came from the desk")
            elif was is not None and was.row != now.row:
                found += self._case_changed(bot, raw, was, reviewing)
        for key, row in self.returns.items():
            if before_returns.get(key) != row and bot == "desk":
                enterprise = key.partition(":")[0]
                if not reviewing and enterprise not in reporting:
                    found.append("another enterprise's return was changed")
        if written & {"contacts", "appointments"}:
            await self.town.store.read(self._learn)
        return found

    def _case_changed(
        self, bot: str, raw: Raw, was: Kept, reviewing: list[Reviewer]
    ) -> Iterator[str]:
        if bot == "intake":
            if not set(_accounts(raw)) & self._with_codes():
                yield "a case was changed by somebody without its code"
            return
        chats = {chat for chat, _ in _places(raw)}
        rooms = {self.town.groups[was.room].id} if was.room else set()
        inside = bool(chats & rooms)
        if not any(
            one.chat_id in was.readers or (inside and one.id not in was.tied) for one in reviewing
        ):
            yield "a case was changed by somebody who may not see it"
        if not chats & (rooms | was.readers):
            yield "a case was changed from a chat where it is not"

    def _with_codes(self) -> set[int]:
        names = set(self.codes.values())
        return {account for account, known in [*self.knows.items()] if known & names} | {
            CAST[name].account for name in names
        }

    def _snapshot(self, session: Session) -> None:
        """Every case with who may see it, by our own reading of the rule, and every return."""
        reviewers = {one.id: one for one in people.reviewers(session)}
        rooms = {
            room.id: {who for _, who in people.members(session, room.id) if who in reviewers}
            for room in people.rooms(session)
        }
        tied = {
            self.town.opening.tag("enterprise", tie): one.id
            for one in reviewers.values()
            for tie in one.ties
        }
        self.inside = {reviewers[one].chat_id for who in rooms.values() for one in who}
        self.cases = {}
        for row in session.query(CaseRow):
            case, barred = case_of(row), {tied.get(row.enterprise_tag)}
            inside = rooms.get(case.room, set()) - barred
            self.cases[row.id] = Kept(
                repr(case), case.room, {reviewers[one].chat_id for one in inside}, barred
            )
        self.returns = {
            f"{row.enterprise_id}:{row.week}": repr(
                [getattr(row, one.key) for one in ReturnRow.__mapper__.column_attrs]
            )
            for row in session.query(ReturnRow)
        }

    def _learn(self, session: Session) -> None:
        self.reviewers = {
            one.chat_id: one for one in people.reviewers(session) if one.chat_id is not None
        }
        self.contacts = {}
        for account in BY_ACCOUNT:
            contact = contacts.at(session, account)
            if contact is not None:
                named = contacts.appointments(session, contact.id)
                self.contacts[account] = {enterprise for enterprise, _ in named}


def _accounts(raw: Raw) -> Iterable[int]:
    """Everybody by whom an update may have been made."""
    for chat, author in _places(raw):
        yield author
        if chat > 0:
            yield chat


def _places(raw: Raw) -> Iterator[tuple[int, int]]:
    """In which chat, and by whom, as far as an update says it."""
    for kind, content in raw.items():
        if not isinstance(content, dict):
            continue
        message = content.get("message") if kind == "callback_query" else content
        chat = message.get("chat") if isinstance(message, dict) else None
        author = content.get("from")
        number = chat.get("id") if isinstance(chat, dict) else None
        by = author.get("id") if isinstance(author, dict) else None
        if isinstance(number, int) or isinstance(by, int):
            yield (
                number if isinstance(number, int) else (by if isinstance(by, int) else 0),
                by if isinstance(by, int) else 0,
            )


def _in_groups(raw: Raw) -> bool:
    return any(chat < 0 for chat, _ in _places(raw))
