"""Everything the intake bot says: a text that is missing or wrongly typed fails the type check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from domain.categories import Label
from domain.conversation import Remark
from domain.drafts import Draft
from domain.errors import RuleError
from domain.hiding import Place
from domain.reading import Line
from domain.reports import When
from domain.retention import Keeping


@dataclass(frozen=True, kw_only=True)
class Hotlines:
    """Telephone numbers that the adopter has checked; 119, 110 and 120 are fixed."""

    labour: str = "12333"
    union: str = "12351"
    legal: str = "12348"
    safety: str = "12350"
    city: str = "12345"


@dataclass(frozen=True, kw_only=True)
class Buttons:
    """What stands on the buttons; the same words, typed, do the same."""

    danger: str
    danger_here: str
    tip: str
    hazard: str
    find: str
    privacy: str
    clear: str
    back: str
    yes_danger: str
    no_danger: str
    safe_now: str
    not_danger: str
    submit: str
    next: str
    full: str
    yes_report: str
    not_report: str
    previous_page: str
    next_page: str
    elsewhere: str
    unsure: str
    unnamed: str
    change_label: str
    skip: str
    edit: str
    soon: str
    at_hour: str
    drop_files: str
    mask: str
    blacken: str
    next_photo: str
    unchoose: str
    hide_some: str
    hide: str
    leave: str
    hide_all: str
    no_label: str
    change_place: str
    add_label: str
    go_on: str
    discard: str
    check: str
    copy: str
    saved: str
    show_code: str
    lost: str
    again: str
    try_again: str
    reply: str
    letters: str
    attachments: str
    object: str
    solved: str
    unsolved: str
    reward: str
    ask: str
    identity: str
    seal_identity: str
    no_identity: str
    drop_identity: str
    keep_identity: str
    unharmed: str
    harmed: str
    kept: str
    proof: str
    retaliation: str
    withdraw: str
    cut: str
    door: str
    called: str
    uncalled: str
    look: str
    quiet: str
    burn: str
    do_burn: str
    do_not_burn: str
    fold: str
    write: str
    send: str
    rewrite: str
    to_mailbox: str
    do_withdraw: str
    do_not: str
    start: str
    resume: str
    language: str
    when: Mapping[When, str]
    labels: Mapping[Label, str]


class Words(Protocol):
    """Typed words that stand for a button whatever is on the screen."""

    buttons: Buttons
    danger_words: frozenset[str]
    clear_words: frozenset[str]
    back_words: frozenset[str]
    commands: Mapping[str, str]
    short_description: str
    description: str


class Forms(Protocol):
    """The screens up to the receipt."""

    home: str
    place_of_site: str
    danger: str
    nowhere: str
    elsewhere: str
    place: str
    category: str
    found_none: str
    rewrite: str
    check: str
    urgent_rings: str
    no_photos: str

    def last_month(self, received: int, answered: int | None) -> str:
        """How many reports came last month, and, where it may be told, how many were answered."""

    def safe(self, site: str) -> str:
        """The first question."""

    def urgent(
        self, draft: Draft, *, on_duty: bool, next_shift: datetime | None, giveaways: int
    ) -> str:
        """One sentence or photo is enough."""

    def story(self, draft: Draft) -> str:
        """What happened, and how much of it has been taken in."""

    def enterprise(self, query: str, *, found: int) -> str:
        """Which enterprise."""

    def extras(self, draft: Draft) -> str:
        """Category and time, both skippable."""

    def preview(self, draft: Draft, *, giveaways: int) -> str:
        """Before it is sent off."""

    def posting(self, hour: datetime, *, today: date, soon: bool) -> str:
        """When it reaches the desk, and what that tells; `soon` where its writer wants no hour."""

    def files(self, draft: Draft) -> str:
        """Which files there are."""

    def mask(self, position: int, count: int, *, chosen: int) -> str:
        """A photo under its grid, and how many of its cells are chosen."""

    def hazard(self, draft: Draft, *, giveaways: int) -> str:
        """One photo is enough."""

    def found(self, draft: Draft, *, now: datetime) -> str:
        """Something was begun and not finished."""

    def receipt(self, lines: Sequence[str], *, due: date | None, rings: bool) -> str:
        """The receipt code, in HTML."""

    def knock(self, hour: time) -> str:
        """Whether one wants to be knocked for, at which hour, and what that means."""

    def full(self, draft: Draft) -> str:
        """All that was written."""


class Hiding(Protocol):
    """The screen on which a place that might tell who writes is masked or left."""

    nothing_to_mask: str

    def giveaway(self, place: Place, *, left: int) -> str:
        """A place, and what is seen of it once it is masked; `left` are still to be decided."""


class Mailbox(Protocol):
    """The screens behind a receipt code."""

    ask_code: str
    miss: str
    lost: str
    reply: str
    object: str
    withdraw: str
    withdrawn: str
    burn: str
    burnt: str
    letter_kept: str
    letter_waiting: str
    letter_lost: str
    no_letters: str
    noted: str
    reward: str
    afterwards: str
    knocking: str
    knocked_at: str
    never_knocked: str
    identity: str
    identity_sealed: str
    no_identity: str
    identity_destroyed: str

    def identity_typed(self, text: str, officers: tuple[str, str]) -> str:
        """Who they are, before it is sealed to two officers."""

    def cut(self, *, may_withdraw: bool) -> str:
        """Which line is to be cut: the mailbox, or all of it while nobody has looked."""

    def parts(self, count: int) -> str:
        """Some lines of a code have come."""

    def slip(self, line: int | None) -> str:
        """A slip that the check characters tell, whatever was or was not filed."""

    def stage(self, lines: Sequence[Line]) -> str:
        """How it stands now, in one plain sentence, and the next date."""

    def happened(self, line: Line) -> str:
        """One line of what has happened so far."""

    def quoted(self, line: Line) -> str:
        """One letter with its day."""

    def newest(self, line: Line, *, count: int) -> str:
        """The newest letter of the desk."""

    def letter(self, draft: Draft, *, giveaways: int) -> str:
        """A letter before it is sent."""

    def sent(self, due: date | None) -> str:
        """A letter was sent."""

    def unsolved(self, *, again: bool) -> str:
        """It is not solved; `again` while a second look can be asked for."""

    def retaliation(self, hotlines: Hotlines) -> str:
        """What to do against retaliation."""


class Remarks(Protocol):
    """One sentence with the way out, on top of the next screen or as a toast."""

    folded: str
    cleared: str
    privacy: str
    language: str
    tips: Sequence[str]
    cleared_toast: str
    not_all_cleared: str
    old_button: str
    unknown_command: str
    unknown_site: str
    practice: str
    practice_over: str
    code_right: str
    code_wrong: str
    download_failed: str
    blackened: str
    press_failed: str
    message_failed: str
    slow_down: str
    late: str
    perhaps_twice: str
    refused: Mapping[str, str]

    def proof(self, source: str) -> str:
        """How it can be checked; `source` is where the program is published, if anywhere."""

    def kept(self, keeping: Keeping, backups: int) -> str:
        """How long things are kept, and for how many days more in backups."""

    def help(self, hotlines: Hotlines) -> str:
        """What this is for."""

    def remark(self, remark: Remark) -> str:
        """What became of what was sent."""

    def refusal(self, error: RuleError) -> str:
        """A rule's refusal and the way out."""


class Catalogue(Words, Forms, Hiding, Mailbox, Remarks, Protocol):
    """All of it."""
