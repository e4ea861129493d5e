"""Who wrote what, and whether they had a right to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from domain.people import Reviewer
from storage import contacts, people
from storage.case_rows import case_of
from storage.store import Session
from storage.tables import CaseRow, ReturnRow
from tests.fuzz.cast import BY_ACCOUNT
from tests.fuzz.mutate import Raw
from tests.fuzz.origin import accounts, in_groups, places
from tests.fuzz.town import Town

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


@dataclass(frozen=True)
class Kept:
    """A case as it was kept: in which room, which accounts may see it, who is tied."""

    row: str
    room: str | None
    readers: set[int | None]
    tied: set[str | None]


@dataclass
class Rights:
    """What is kept of cases, returns and people, and what an update may change of it.

    `with_codes` gives the accounts that know a receipt code.
    """

    town: Town
    with_codes: Callable[[], set[int]]
    cases: dict[str, Kept] = field(default_factory=dict)
    returns: dict[str, str] = field(default_factory=dict)
    reviewers: dict[int, Reviewer] = field(default_factory=dict)
    inside: set[int | None] = field(default_factory=set)
    contacts: dict[int, set[str]] = field(default_factory=dict)

    async def learn(self) -> None:
        """Reads everything."""
        await self.town.store.read(self._learn)
        await self.town.store.read(self._snapshot)

    async def look(self, written: set[str]) -> None:
        """Reads again what stands in tables that were written."""
        if written & SEEN:
            await self.town.store.read(self._snapshot)

    def may_see(self, chat: int, case_id: str) -> bool:
        """Whether a case may be shown in a chat."""
        found = self.cases.get(case_id)
        if found is None:  # it was filed or posted just now
            return True
        group = next((name for name, one in self.town.groups.items() if one.id == chat), None)
        return group == found.room or chat in found.readers

    async def broken(self, bot: str, raw: Raw, written: set[str]) -> list[str]:
        """What was written that this update's author had no right to write."""
        written = written - ALWAYS
        if not written:
            return []
        found = [f"{bot} wrote {table}" for table in written & NEVER]
        actors = set(accounts(raw))
        reviewing = [self.reviewers[one] for one in actors if one in self.reviewers]
        reporting = set().union(*(self.contacts.get(one, set()) for one in actors))
        if bot == "intake":
            found += [f"the intake wrote {table}" for table in written - OF_INTAKE]
        elif not reviewing:
            allowed = set(OF_CONTACTS if reporting or "contacts" in written else ())
            if in_groups(raw):
                allowed |= OF_GROUPS
            if "my_chat_member" in raw:
                allowed |= {"contacts", "outbox", "reminded", "askings"}
            found += [f"who is no reviewer wrote {table}" for table in written - allowed]
        before_cases, before_returns = dict(self.cases), dict(self.returns)
        await self.look(written)
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
            if not set(accounts(raw)) & self.with_codes():
                yield "a case was changed by somebody without its code"
            return
        chats = {chat for chat, _ in places(raw)}
        rooms = {self.town.groups[was.room].id} if was.room else set()
        inside = bool(chats & rooms)
        if not any(
            one.chat_id in was.readers or (inside and one.id not in was.tied) for one in reviewing
        ):
            yield "a case was changed by somebody who may not see it"
        if not chats & (rooms | was.readers):
            yield "a case was changed from a chat where it is not"

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
