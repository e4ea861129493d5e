"""What every language of the case texts has; a missing or wrongly typed text fails mypy."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from domain.cases import Case, Due, Outcome
from domain.errors import RuleError
from domain.reading import Line
from domain.reports import When


class Catalogue(Protocol):
    """Texts of cards, acts, letters and refusals; those with HTML take escaped values only."""

    categories: Mapping[str, str]
    when: Mapping[When, str]
    departments: Mapping[str, str]
    reasons: Mapping[str, tuple[str, str]]
    """Why a report is not taken on: the choice, and what the reporter reads."""
    templates: Mapping[Outcome, str]
    buttons: Mapping[str, str]
    asks: Mapping[str, str]
    """What to write next, by purpose."""
    done: Mapping[str, str]
    """What was done, in a word or two, by verb."""

    no_category: str
    chosen_by_reporter: str
    chosen_by_reviewer: str
    no_enterprise: str
    urgent_mark: str
    death_mark: str
    death_ask: str
    muted_mark: str
    objected_mark: str
    question_mark: str
    extension_mark: str
    answered_mark: str
    content_gone: str
    content_cut: str
    nothing_written: str
    saved_inside: str
    given_up: str
    text_wanted: str
    no_notes: str
    no_letters: str
    only_files: str
    files_kept: str
    commands_in_topic: str
    commands_in_private: str
    reason_wanted: str
    whom: str
    which_case: str
    which_category: str
    which_department: str
    which_enterprise: str
    enterprise_set: str
    enterprise_moved: str
    out_of_sight: str
    left_room: str
    not_deleted: str
    lead_called: str
    no_other_lead: str
    sends: Mapping[str, str]
    """What sends a text that does not go to the reporter at once, by purpose."""
    template_head: str
    taken_back: str
    mailbox_burnt: str
    burnt_mark: str
    went_out: str
    old_card: str
    went_wrong: str
    say_again: str
    recorded: str
    letter_retaliation: str
    with_files: str
    photos_only: str
    no_room: str

    def head(self, case: Case, *, holder: str | None) -> str:
        """The first line of a card: the code and where it stands, and nothing of the content."""
        ...

    def title(self, case: Case, *, category: str | None) -> str:
        """The name of a topic."""
        ...

    def due(self, due: Due, *, now: datetime, workdays: int) -> str:
        """How long there is; `workdays` left count for a first look and a chase."""
        ...

    def enterprise(self, name: str, place: str, *, by_reviewer: bool) -> str:
        """Where it is, and whether a reviewer said so."""
        ...

    def elsewhere(self, name: str) -> str:
        """What the reporter had written for it."""
        ...

    def enterprises(self, word: str, count: int) -> str:
        """How many enterprises are like what was typed."""
        ...

    def category(self, name: str, *, by_reporter: bool) -> str:
        """What it is, and who said so."""
        ...

    def danger(self, *, when: When | None, urgent: bool) -> str:
        """Since when, and whether somebody is said to be in danger."""
        ...

    def files(self, count: int) -> str:
        """How many attachments."""
        ...

    def letters(self, *, inward: int, outward: int, read: bool | None, knockable: bool) -> str:
        """How many letters, whether the last one out was read, whether its reader is told of it."""
        ...

    def new_letters(self, count: int) -> str:
        """Letters nobody has answered."""
        ...

    def alike(self, codes: list[str]) -> str:
        """Cases that are perhaps the same."""
        ...

    def merged(self, code: str) -> str:
        """With which case it is worked on."""
        ...

    def held(self, verb: str, code: str, *, hidden: bool) -> str:
        """What was done; `hidden` while the reporter cannot see it yet."""
        ...

    def chased(self, day: date) -> str:
        """A line: by when a department's answer is expected, and that it will be asked after."""

    def preview(self, purpose: str, *, department: str) -> tuple[str, str]:
        """The lines over and under what somebody is about to read, and who that is."""
        ...

    def files_taken(self, count: int) -> str:
        """How many files have been kept inside; more may come."""
        ...

    def line(self, line: Line) -> str:
        """One line of the mailbox as the desk reads it, plain."""
        ...

    def letter_arrived(self, code: str, day: date) -> str:
        """The first line of a letter in a topic."""
        ...

    def part(self, head: str, number: int, total: int) -> str:
        """The first line of one of the messages that a long letter takes; alone it is the head."""
        ...

    def objected(self, code: str) -> str:
        """The first line of an objection in a topic."""
        ...

    def retaliated(self, code: str) -> str:
        """The first line of a letter about retaliation."""
        ...

    def answered(self, code: str, *, solved: bool) -> str:
        """The reporter said whether the matter is solved; without a code on its own card."""
        ...

    def identity(self, code: str, *, kept: bool) -> str:
        """The reporter sealed who they are for a reward, or had that destroyed."""

    def letter_waits(self, code: str) -> str:
        """The holder is told of a letter; no content."""
        ...

    def holder_told(self, code: str, *, refused: bool) -> str:
        """Somebody is told that a case is theirs, or that thirty days were refused."""
        ...

    def chase(self, code: str, day: date) -> str:
        """A department has not answered."""
        ...

    def extension(self, code: str, *, holder: str, reason: str, until: date) -> str:
        """Thirty more days are asked for."""
        ...

    def remade(self, code: str) -> str:
        """A topic was deleted and made again."""
        ...

    def slip(self, number: str, department: str, *, day: date, until: date) -> tuple[str, str]:
        """A referral slip's words above and below the restatement."""

    def lead_wanted(self, code: str) -> str:
        """To a lead, privately: a reviewer asks them to look at a case; no content."""

    def homeless(self, code: str) -> str:
        """A case for which no group can be chosen; told to a lead, without content."""
        ...

    def page(self, code: str, number: int, total: int) -> str:
        """The head of one of several messages with the whole content."""
        ...

    def note(self, *, by: str, day: date, text: str, purpose: str, files: int) -> str:
        """One note, and how many files it has."""
        ...

    def refusal(self, error: RuleError, *, names: Mapping[str, str], code: str) -> str:
        """What a refused person is told; `names` are the reviewers' labels by id."""
        ...
