"""What must be said about weekly returns, in every language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.contacts import Part
from domain.errors import ReturnError
from domain.forms import Doubt, Fault, Form, Values
from domain.returns import Standing
from domain.weeks import Due, Week


@dataclass(frozen=True, kw_only=True)
class Figures:
    """An enterprise's week in figures: as they are now, and the totals with them."""

    form: Form
    due: Due
    enterprise: str
    values: Values
    totals: Mapping[str, int]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """How a week stands with an enterprise: `late` days, `before` how often late or missing."""

    enterprise: str
    standing: Standing
    late: int = 0
    before: int = 0
    reason: str = ""
    vacant: bool = False
    draft: bool = False


class Catalogue(Protocol):
    """Every sentence and button about weekly returns."""

    buttons: Mapping[str, str]
    parts: Mapping[Part, str]
    code_voided: str
    code_wrong: str
    not_yours: str
    nothing_owed: str
    which_week: str
    which_part: str
    help: str
    reviewer_too: str
    put_by: str
    reminder_gone: str
    type_note: str
    type_reason: str
    type_wish: str
    type_excuse: str
    which_excuse: str
    asked_again: str
    reason_kept: str
    wish_kept: str
    excuse_kept: str
    passed_on: str
    handed_over: str
    excuses: Mapping[str, str]

    def why_excuse(self, enterprise: str) -> str:
        """Why is nothing asked of this enterprise?"""

    def enrol_ask(self, enterprise: str, part: Part) -> str:
        """Is it you who does this part for this enterprise?"""

    def enrol_done(self, due: Due) -> str:
        """Enrolled; when the form comes and by when it is asked for."""

    def remind(self, due: Due, enterprises: Sequence[str], now: datetime) -> str:
        """The reminder of a week."""

    def guess(self, year: int) -> str:
        """A line: the year's days off are not published, so the due day is a guess."""

    def form(self, figures: Figures) -> str:
        """The form as it is filled in so far."""

    def ask(self, figures: Figures, key: str) -> str:
        """One figure is asked for."""

    def zero(self, figures: Figures, still_open: int) -> str:
        """Is it true that nothing is new?"""

    def fault(self, form: Form, fault: Fault) -> str:
        """Two figures cannot both be true."""

    def doubt(self, form: Form, doubt: Doubt) -> str:
        """A figure is unusual; was it meant?"""

    def summary(self, figures: Figures) -> str:
        """The whole return before it is handed in."""

    def forward(self, figures: Figures) -> str:
        """The return as a text to pass on to a superior."""

    def receipt(
        self, number: str, filed: datetime, due: Due, following: Due | None, *, locked: bool
    ) -> str:
        """It was taken; until when it can be changed, when the next is due."""

    def later(self, *, last: datetime) -> str:
        """When should the contact be called again?"""

    def called_again(self, at: datetime) -> str:
        """The contact will be called again."""

    def option(self, at: datetime, now: datetime) -> str:
        """A button: when to be called again."""

    def filed_by_other(self, part: Part, at: datetime) -> str:
        """The other contact handed it in."""

    def locked(self, week: Week) -> str:
        """The week is locked; how to change it all the same."""

    def excused(self, week: Week, reason: str) -> str:
        """Nothing is asked for this week."""

    def year(self, enterprise: str, lines: Sequence[tuple[Week, Line]]) -> str:
        """All weeks of an enterprise, the newest first."""

    def owed(self, lines: Sequence[tuple[Due, str]]) -> str:
        """What a contact has still to hand in."""

    def handover(self, enterprise: str, part: Part, code: str) -> str:
        """The code for whoever takes over."""

    def handover_ask(self, enterprise: str, part: Part) -> str:
        """Is the contact sure to hand over?"""

    def answer_change(self, week: Week, enterprise: str, *, granted: bool) -> str:
        """The desk granted or declined a change."""

    def week(self, due: Due, lines: Sequence[Line], page: int, pages: int) -> str:
        """A week at the desk: counts, and one line per enterprise."""

    def week_due(self, due: Due, lines: Sequence[Line]) -> str:
        """The due moment has come: who has handed in and who has not."""

    def reminded(self, count: int) -> str:
        """So many were reminded."""

    def remind_missing(self, count: int) -> str:
        """A button: remind those who have not handed in."""

    def change_asked(self, week: Week, enterprise: str, wish: str) -> str:
        """An enterprise asks to change a locked return."""

    def change_settled(self, week: Week, enterprise: str, label: str, *, granted: bool) -> str:
        """Somebody at the desk has decided on it."""

    def lost(self, enterprises: Sequence[str], part: Part, *, taken_over: bool) -> str:
        """A contact cannot be reached any more."""

    def calling(self, label: str) -> str:
        """A reviewer takes it on to telephone."""

    def vacant(self, enterprise: str, week: Week) -> str:
        """Nobody of an enterprise can be reached."""

    def board(self, handed_in: int, asked: int) -> str:
        """The board's line about the week."""

    def owing(self, due: Due, names: Sequence[str], today: date) -> str:
        """The digest's words about a week that is due today or late: who has not handed in."""

    def punctual(self, on_time: int, late: int, missing: int) -> str:
        """The numbers' line about punctuality."""

    def standing(self, line: Line) -> str:
        """How a week stands, in a sign and words."""

    def refusal(self, error: ReturnError) -> str:
        """Why a figure or a press was not taken, and what to do."""

    def sheet(self, week: Week) -> str:
        """The name of a week's workbook, without its ending."""
