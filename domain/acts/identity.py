"""Who a reporter is, sealed for a reward: that it rests, that it is gone, that it was opened."""

from datetime import datetime

from domain.cases import REPORTER, Case
from domain.change import Change, Entry
from domain.notices import CardChanged
from domain.reading import Line, LineKind

OFFICERS = "officers"
"""How the journal calls the two who open an identity together."""


def identify(case: Case, *, kept: bool, at: datetime) -> Change[Case]:
    """The reporter has sealed who they are to the two officers, or had that destroyed."""
    entry = Entry("identity" if kept else "identity_gone", REPORTER.id, at, case.id)
    return Change(case, entry, (CardChanged(case.id),))


def open_identity(
    case: Case, *, first: str, second: str, reason: str, at: datetime
) -> Change[Case]:
    """Two officers open who the reporter is; the reporter reads who did, when and what for."""
    entry = Entry("open_identity", OFFICERS, at, case.id, {"first": first, "second": second})
    line = Line(
        kind=LineKind.IDENTITY_OPENED, day=at.date(), department=f"{first}、{second}", text=reason
    )
    return Change(case, entry, (CardChanged(case.id),), (line,))
