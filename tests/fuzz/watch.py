"""What must be true after every update, and in the end."""

import asyncio
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import openpyxl
from sqlalchemy import event

from playground.markup import parse_html
from playground.refusals import RefusalError
from storage import journal, outbox
from tests.fuzz.cast import BY_ACCOUNT, CAST, Part, Somebody
from tests.fuzz.lines import Lines
from tests.fuzz.mutate import Raw
from tests.fuzz.origin import accounts, places
from tests.fuzz.rights import Rights
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

_SPOKEN: Final = ("send", "edit", "answercallbackquery", "copy")


@dataclass(frozen=True)
class Breach:
    """Something that was promised and did not hold."""

    promise: str
    detail: str


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
    albums: set[tuple[str, int, str]] = field(default_factory=set)
    receipts: set[tuple[str, ...]] = field(default_factory=set)
    workbooks: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rights = Rights(self.town, self._with_codes)

    async def begin(self) -> None:
        """Hears which tables are written from now on."""
        engine = self.town.store._engine._writer.engine

        @event.listens_for(engine, "before_cursor_execute")
        def hear(connection, cursor, statement, parameters, context, many):
            found = _STATEMENT.match(statement)
            if found:
                self.written.add(found[2])

        await self.rights.learn()

    def expects(self, bot: str, raw: Raw) -> None:
        """What an update brings is known to whoever sent it, and may be shown to them."""
        for chat, author in places(raw):
            said = json.dumps(raw, ensure_ascii=False)
            owners = {_OWNERS[mark].name for mark in _MARKS.findall(said)}
            owners |= {owner for code, owner in self.codes.items() if code in said}
            self.knows[chat] |= owners
            if bot == "desk":
                self.seen_at_desk |= {chat, author}
        if bot == "desk":
            self.seen_at_desk |= set(accounts(raw))
        else:
            self.seen_at_intake |= set(accounts(raw))

    async def after(self, bot: str, raw: Raw, impossible: str) -> list[Breach]:
        """What did not hold for one update that was fed."""
        breaches = [*self._logged(impossible)]
        asked = list(self._asked())
        breaches += [] if impossible else [*asked, *self._answered(bot, raw)]
        found = await self.rights.broken(bot, raw, self.written)
        breaches += [Breach("no right", one) for one in found]
        self.town.telegram.asked.clear()
        self.lines.lines.clear()
        self.written.clear()
        return breaches

    async def after_telling(self) -> list[Breach]:
        """What did not hold while the outbox was told."""
        await self.rights.look(self.written)
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
        await self.rights.learn()
        dead = await self.town.store.read(outbox.dead)
        missing = len(self.receipts) - len(self.rights.cases)
        unposted = sum(case.room is None for case in self.rights.cases.values())
        self.counts |= Counter(reports=len(self.rights.cases), returns=len(self.rights.returns))
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
            if not self.rights.may_see(number, case):
                to = BY_ACCOUNT[number].name if number in BY_ACCOUNT else chat
                yield Breach("leak", f"a case's buttons, {asked.method} to {to}")

    def _may_read(self, bot: str, chat: int, owner: Somebody) -> bool:
        """Whose words may stand where: rooms and reviewers read all, reporters the reviewers."""
        if bot == "intake_bot":
            return owner.part is Part.REVIEWER
        reader = BY_ACCOUNT.get(chat)
        rooms = {self.town.groups["room"].id, self.town.groups["other"].id}
        if chat in rooms or chat in self.rights.inside:
            return owner.part is not Part.STRANGER or owner.account in self.seen_at_intake
        return reader is not None and reader.part is owner.part is Part.CONTACT

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

    def _with_codes(self) -> set[int]:
        names = set(self.codes.values())
        return {account for account, known in [*self.knows.items()] if known & names} | {
            CAST[name].account for name in names
        }
