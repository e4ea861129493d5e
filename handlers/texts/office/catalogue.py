"""What every language of the office texts has; a missing or wrongly typed text fails mypy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.people import Role
from domain.rooms import Fault


@dataclass(frozen=True, kw_only=True)
class Counts:
    """The numbers of a board: cases nobody has, cases in work, what waits for a lead.

    `unseen` of those nobody has are waiting for longer than may be; `unsent` intents could not be
    told.
    """

    waiting: int
    urgent: int
    today: int
    unseen: int
    in_work: int
    soon: int
    overdue: int
    extensions: int
    unsent: int


class Catalogue(Protocol):
    """Texts of the office; all of them plain."""

    buttons: Mapping[str, str]
    lists: Mapping[str, tuple[str, str]]
    """Each list's name, and what stands there when it is empty."""
    enrol_voided: str
    code_wrong: str
    help: str
    link_where: str
    link_enrol_first: str
    link_done: str
    link_cure: str
    room_open: str
    room_lost: str
    room_rights_lost: str
    back: str
    perhaps_twice: str
    perhaps_empty_topic: str
    room_moved: str
    case_usage: str
    digest_hello: str
    commands: Mapping[str, str]
    short_description: str
    description: str
    orphans_gone: str

    def enrol_ask(self, label: str, role: Role) -> str:
        """Who somebody is about to be."""
        ...

    def enrol_done(self, label: str) -> str:
        """They are."""
        ...

    def stranger(self, intake: str) -> str:
        """To whoever is not enrolled, whatever they sent."""
        ...

    def stranger_press(self, intake: str) -> str:
        """To whoever is no reviewer and pressed a reviewer's button."""

    def misplaced(self, intake: str) -> str:
        """To a reviewer who wrote where nothing was asked."""
        ...

    def open_intake(self, intake: str) -> str:
        """The button to the intake bot."""
        ...

    def link_missing(self, count: int) -> str:
        """How many things are missing."""
        ...

    def check(self, fault: Fault, count: int) -> str:
        """One line of the group's check; count 0: it is fine."""
        ...

    def room_closed(self, strangers: int) -> str:
        """Somebody in the group is not enrolled."""
        ...

    def room_tied(self) -> str:
        """Somebody in the group is tied to an enterprise whose cases come here."""
        ...

    def orphaned(self, label: str, count: int) -> str:
        """Somebody left; their cases wait."""
        ...

    def orphans_taken(self, label: str, count: int) -> str:
        """Somebody took them."""
        ...

    def orphans_dealt(self, count: int) -> str:
        """They were dealt out."""
        ...

    def walk_place(self, number: int, left: int) -> str:
        """Which case of the walk this is, and how many follow."""
        ...

    def walk_end(self, kind: str, left: int) -> str:
        """Everything of a list was shown; what was put aside is left."""
        ...

    def show_files(self, count: int) -> str:
        """The button to a case's files."""
        ...

    def listed(self, head: str, count: int) -> str:
        """A list's first line."""
        ...

    def item(self, code: str, due: str, *, urgent: bool) -> str:
        """A list's line."""
        ...

    def more(self, count: int) -> str:
        """What a list has no place for."""
        ...

    def stats(self, stages: Mapping[str, int], *, looked: int, in_time: int) -> str:
        """How many cases stand where, and how many first looks were in time."""
        ...

    def board(self, today: date, counts: Counts) -> str:
        """The board."""
        ...

    def digest_waiting(self, count: int, code: str, due: str) -> str:
        """What nobody has; code "" when there is none."""
        ...

    def unseen(self, count: int) -> str:
        """How many cases nobody has looked at for longer than may be."""
        ...

    def digest_mine(self, count: int, code: str, due: str) -> str:
        """What the reader has; code "" when none of it is due soon."""
        ...

    def digest_letters(self, count: int) -> str:
        """How many letters of reporters wait unread."""
        ...

    def digest_unsent(self, codes: Sequence[str]) -> str:
        """What could not be told, and what to do: a code a notice, "" where it is of no case."""
        ...

    def look_late(self, code: str) -> str:
        """To leads: nobody has looked at a case for longer than may be."""
        ...

    def conclusion_late(self, code: str, day: date) -> str:
        """To the holder: the time for a conclusion is over."""
        ...

    def conclusion_late_of(self, code: str, day: date, label: str) -> str:
        """The same to leads; label "" when nobody holds the case."""
        ...

    def answer_late(self, code: str, day: date) -> str:
        """To leads: a department has still not answered."""
        ...

    def chain_broken(self, number: int) -> str:
        """A line: the journal does not fit together from this entry on."""

    def backup_missing(self, last: date | None) -> str:
        """A line: backups are wanted, and the last one is too old, or there is none."""

    def digest_room(self, waiting: int, overdue: int) -> str:
        """The room's one line."""
        ...

    def chain(self, number: int, digest: str) -> str:
        """Where the journal stands, to be compared with yesterday's."""
        ...

    def ring(self, code: str) -> str:
        """Somebody is in danger; no content."""
        ...

    def ring_again(self, code: str, minutes: int) -> str:
        """Nobody has answered the ring."""
        ...

    def ring_nobody(self, code: str) -> str:
        """To leads: nobody is on duty."""
        ...

    def ring_homeless(self, code: str, minutes: int) -> str:
        """Somebody is in danger and no group fits the case; after so many minutes, 0 at first."""
        ...

    def ring_outside(self, code: str) -> str:
        """To a lead who cannot take it: nobody who can was reached."""
        ...

    def ring_taken(self, code: str, label: str, minutes: int) -> str:
        """Somebody has taken it on."""
        ...

    def ring_over(self, code: str) -> str:
        """It needs nobody any more."""
        ...
