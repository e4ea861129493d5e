"""What is said about the weeks of all enterprises, at the desk, in English."""

from collections.abc import Sequence
from datetime import date

from domain.contacts import Part
from domain.forms import rate
from domain.returns import Standing
from domain.weeks import Due, Week
from handlers.texts.returns import en_words as words
from handlers.texts.returns.catalogue import Line

_STANDING = {
    Standing.EXCUSED: "➖ excused",
    Standing.ON_TIME: "✅ on time",
    Standing.LATE: "⏱ late",
    Standing.OPEN: "◻️ not due yet",
    Standing.OVERDUE: "❗ overdue",
    Standing.MISSING: "❌ missing",
}
_TURNED_IN = (Standing.ON_TIME, Standing.LATE)
_NAMED = 3  # enterprises that a digest names
_OWING = (Standing.OPEN, Standing.OVERDUE, Standing.MISSING)


class EnglishOffice:
    """The words of the weeks of all enterprises, at the desk."""

    def why_excuse(self, enterprise: str) -> str:
        """Why is nothing asked of this enterprise?"""
        return f"Why is {enterprise} excused this week?"

    def week(self, due: Due, lines: Sequence[Line], page: int, pages: int) -> str:
        """A week at the desk: counts, and one line per enterprise."""
        shown = [_week_head(due, lines)]
        if pages > 1:
            shown.append(f"Page {page + 1} of {pages}")
        return "\n".join([*shown, *(self._row(line) for line in lines[page * 10 : page * 10 + 10])])

    def week_due(self, due: Due, lines: Sequence[Line]) -> str:
        """The due moment has come: who has handed in and who has not."""
        missing = [line.enterprise for line in lines if line.standing in _OWING]
        said = "All have handed in." if not missing else "Not handed in yet:"
        listed = [f"{number} {name}" for number, name in enumerate(missing[:40], 1)]
        return "\n".join([_week_head(due, lines), said, *listed])

    def reminded(self, count: int) -> str:
        """So many were reminded."""
        return f"{count} reminded." if count else "All were reminded within this hour."

    def remind_missing(self, count: int) -> str:
        """A button: remind those who have not handed in."""
        return f"Remind the {count} missing"

    def change_asked(self, week: Week, enterprise: str, wish: str) -> str:
        """An enterprise asks to change a locked return."""
        return f"{enterprise} asks to change week {week.number}.\nWhy: {wish}"

    def change_settled(self, week: Week, enterprise: str, label: str, *, granted: bool) -> str:
        """Somebody at the desk has decided on it."""
        said = "lets" if granted else "does not let"
        return f"{label} {said} {enterprise}\nchange week {week.number}."

    def lost(self, enterprises: Sequence[str], part: Part, *, taken_over: bool) -> str:
        """A contact cannot be reached any more."""
        said = "the other one takes over." if taken_over else "and there is no other."
        return f"The {words.PARTS[part]} of {', '.join(enterprises)}\ncannot be reached; {said}"

    def calling(self, label: str) -> str:
        """A reviewer takes it on to telephone."""
        return f"{label} will call."

    def vacant(self, enterprise: str, week: Week) -> str:
        """Nobody of an enterprise can be reached."""
        return f"{enterprise} has no contact who hears us.\nNobody is asked for week {week.number}."

    def board(self, handed_in: int, asked: int) -> str:
        """The board's line about the week."""
        return f"Returns: {handed_in} of {asked} handed in"

    def owing(self, due: Due, names: Sequence[str], today: date) -> str:
        """The digest's words about a week that is due today or late: who has not handed in."""
        when = "due today" if due.at.date() == today else "late"
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        return (
            f"Week {due.week.number} is {when}, {len(names)} still to hand in:\n"
            f"{', '.join(names[:_NAMED])}{more}"
        )

    def punctual(self, on_time: int, late: int, missing: int) -> str:
        """The numbers' line about punctuality."""
        share = rate(on_time, on_time + late + missing)
        said = "none yet" if share is None else f"{share}%"
        return f"Returns on time: {said} (on time {on_time}, late {late}, missing {missing})"

    def standing(self, line: Line) -> str:
        """How a week stands, in a sign and words."""
        if line.standing is Standing.LATE and line.late:
            return f"⏱ {line.late} days late"
        return _STANDING[line.standing]

    def _row(self, line: Line) -> str:
        sign, _, words = self.standing(line).partition(" ")
        said = [words]
        if line.draft:
            said.append("begun")
        if line.vacant:
            said.append("no contact")
        if line.before and line.standing in {Standing.LATE, Standing.OVERDUE, Standing.MISSING}:
            said.append(f"time {line.before + 1}")
        if line.reason:
            said.append(f"why: {line.reason}")
        return f"{sign} {line.enterprise} {', '.join(said)}"


def _week_head(due: Due, lines: Sequence[Line]) -> str:
    asked = [line for line in lines if line.standing is not Standing.EXCUSED]
    handed_in = sum(line.standing in _TURNED_IN for line in asked)
    excused = len(lines) - len(asked)
    more = f", {excused} excused" if excused else ""
    return (
        f"Week {due.week.number}, due {words.moment(due.at)}\n"
        f"{handed_in} of {len(asked)} handed in{more}"
    )
