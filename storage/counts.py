"""Numbers over all cases but those of practice."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.cases import Stage
from storage.tables import CaseRow, JournalRow


@dataclass(frozen=True)
class FirstLook:
    """When a case was posted and when somebody first did something with it."""

    urgent: bool
    posted: datetime
    looked: datetime


@dataclass(frozen=True)
class Month:
    """How many reports came in a month, and how many of them were answered since."""

    received: int
    answered: int


def month(session: Session, first: date, last: date) -> Month:
    """The reports posted on the days from `first` to `last`; no content."""
    stages = session.execute(
        select(CaseRow.stage, func.count())
        .where(
            CaseRow.day.between(first, last),
            CaseRow.posted.is_(True),
            CaseRow.practice.is_(False),
        )
        .group_by(CaseRow.stage)
    ).all()
    received = sum(count for _, count in stages)
    waiting = sum(count for stage, count in stages if stage == Stage.RECEIVED)
    return Month(received, received - waiting)


def first_looks(session: Session, since: datetime, acts: frozenset[str]) -> list[FirstLook]:
    """The first looks at cases posted since a moment; `acts` are those that count as a look."""
    rows = session.execute(
        select(JournalRow.subject, JournalRow.act, JournalRow.at, CaseRow.urgent)
        .join(CaseRow, CaseRow.id == JournalRow.subject)
        .where(JournalRow.act.in_(acts | {"post"}), CaseRow.practice.is_(False))
        .order_by(JournalRow.number)
    )
    posted: dict[str, datetime] = {}
    looks: dict[str, FirstLook] = {}
    for subject, act, text, urgent in rows:
        at = datetime.fromisoformat(text)
        if act == "post" and at >= since:
            posted[subject] = at
        elif subject in posted and subject not in looks:
            looks[subject] = FirstLook(urgent, posted[subject], at)
    return list(looks.values())
