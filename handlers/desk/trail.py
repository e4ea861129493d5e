"""Where somebody's walk through a list stands, and what is ahead of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.cases import Case
from domain.errors import NotAllowedError, NotFoundError
from handlers.desk.sight import listed, visible
from storage import Session, cases, people, screens
from storage.opening import Opening
from storage.screens import Screen

REMEMBERED = 100  # cases one can walk back


@dataclass(frozen=True)
class Walk:
    """Where somebody stands: the list, the case shown (None: at its end), and the way back."""

    account: int
    kind: str
    case: str | None = None
    trail: tuple[str, ...] = ()
    message: int | None = None

    @property
    def name(self) -> str:
        """The screen's name."""
        return f"walk:{self.account}"

    @property
    def alone(self) -> bool:
        """Whether it is one case by itself and no list."""
        return self.kind == "one"

    def screen(self, message: int) -> Screen:
        """The walk as it is kept."""
        facts = {"kind": self.kind, "case": self.case, "trail": list(self.trail)}
        return Screen(self.name, self.account, message, facts)

    def back_at(self, case: str) -> "Walk":
        """The walk returned to a case."""
        trail = tuple(before for before in self.trail if before != case)
        return replace(self, case=case, trail=trail)


def standing(session: Session, account: int) -> Walk | None:
    """Where somebody's walk stands."""
    screen = screens.find(session, Walk(account, "").name)
    if screen is None:
        return None
    facts = screen.facts
    trail = tuple(facts["trail"])
    return Walk(account, facts["kind"], facts["case"], trail, screen.message)


def moved(session: Session, opening: Opening, walk: Walk, now: datetime, *, forward: bool) -> Walk:
    """One step on to what was not shown yet, or one step back."""
    if not forward:
        if not walk.trail:
            return walk
        return replace(walk, case=walk.trail[-1], trail=walk.trail[:-1])
    trail = (*walk.trail, walk.case) if walk.case else walk.trail
    ahead = left(session, opening, replace(walk, trail=trail), now)
    return replace(walk, case=ahead[0].id if ahead else None, trail=trail[-REMEMBERED:])


def left(session: Session, opening: Opening, walk: Walk, now: datetime) -> list[Case]:
    """What of the list was not shown yet."""
    found = whole(session, opening, walk, now)
    return [case for case in found if case.id != walk.case and case.id not in walk.trail]


def whole(session: Session, opening: Opening, walk: Walk, now: datetime) -> list[Case]:
    """The list as it is now, also what was put aside."""
    reviewer = people.reviewer_at(session, walk.account)
    if reviewer is None:
        raise NotAllowedError("reviewer")
    return [] if walk.alone else listed(session, opening, reviewer, walk.kind, now)


def seen(session: Session, opening: Opening, account: int, case_id: str) -> Case:
    """A case that may be shown privately; NotFoundError for one that may not, as for none."""
    reviewer = people.reviewer_at(session, account)
    found = [cases.load(session, case_id)]
    if reviewer is None or not visible(session, opening, reviewer, found):
        raise NotFoundError
    return found[0]
