"""What has had its time is destroyed, once a night; what was missed is made up for."""

from datetime import datetime

from domain.cases import CLOCK, Case
from domain.retention import Keeping, files_over, over
from storage import erasing
from storage.store import Session


def destroy_over(session: Session, now: datetime, keeping: Keeping) -> int:
    """Destroy the cases, and of others the files, whose time is over; how many cases that were.

    A case that was merged lives as long as the one it was merged into: what is concluded there is
    read in its mailbox too.
    """
    today = now.date()
    ended = erasing.ended(session)
    due = {case.id for case in ended if over(case, keeping, today)}
    destroyed = [case for case in ended if _goes(case, due)]
    for case in destroyed:
        erasing.destroy(session, case, act="destroy", by=CLOCK.id, at=now)
    filed = erasing.with_files(session)
    stripped = [
        case
        for case in ended
        if case.id in filed and case not in destroyed and files_over(case, keeping, today)
    ]
    for case in stripped:
        erasing.destroy_files(session, case, by=CLOCK.id, at=now)
    return len(destroyed) + len(stripped)


def _goes(case: Case, due: set[str]) -> bool:
    return case.id in due and (case.merged_into is None or case.merged_into in due)
