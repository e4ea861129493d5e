"""What a reporter writes comes to the desk: applied once, then shown in the case's topic."""

from datetime import datetime
from functools import partial
from html import escape
from typing import Final

from domain import acts
from domain.delivery import NotYetError
from domain.errors import RuleError
from domain.reading import ANSWERS, IDENTITIES, Line, LineKind
from domain.workdays import IsWorkday
from handlers.desk import topic
from handlers.desk.card import line_of
from handlers.desk.context import Desk
from handlers.texts.case import texts
from storage import Session, attachments, cases, letters
from storage.letters import Letter
from storage.sealing import Sealing

POSTED_AGAIN: Final = 30.0  # seconds until a case that has not been posted is looked at again


async def letter_arrives(desk: Desk, case_id: str, letter_id: str) -> None:
    """Apply what a letter means, once, and show it; while its case is muted it waits."""
    letter = await desk.store.read(_find, case_id, letter_id)
    if letter is None:  # erased with its case
        return
    heard = await desk.store.write(
        _hear,
        letter,
        line_of(desk, letter),
        sealing=desk.sealing,
        at=desk.now(),
        is_workday=desk.is_workday,
    )
    if not heard:
        raise NotYetError(POSTED_AGAIN)
    await topic.show(desk, case_id)


async def mailbox_burnt(desk: Desk, case_id: str) -> None:
    """Tell a case's topic that no answer reaches the reporter any more."""
    if not (await desk.store.read(cases.load, case_id)).posted:
        raise NotYetError(POSTED_AGAIN)
    await topic.show(desk, case_id)
    await topic.say(desk, case_id, escape(texts(desk.language).mailbox_burnt))


def _find(session: Session, case_id: str, letter_id: str) -> Letter | None:
    return next((each for each in letters.of(session, case_id) if each.id == letter_id), None)


def _hear(
    session: Session,
    letter: Letter,
    line: Line,
    *,
    sealing: Sealing,
    at: datetime,
    is_workday: IsWorkday,
) -> bool:
    case = cases.load(session, letter.case)
    if not case.posted:
        return False
    now = _find(session, letter.case, letter.id)
    if now is None or now.posted:
        return True
    letters.mark_posted(session, letter.id)
    files = [file.content for file in attachments.of_letter(session, letter.id)]
    record = partial(
        cases.record, session, sealing=sealing, hold=False, about=[letter.body, *files]
    )
    if line.kind is LineKind.OBJECTED:
        try:
            change = acts.object_to(case, at=at, is_workday=is_workday, written=line.day)
        except RuleError:  # the case moved on while the objection waited: it stays a letter
            pass
        else:
            record(change)
            return True
    if line.kind in ANSWERS:
        solved = line.kind is LineKind.SOLVED
        record(acts.answered(case, letter=letter.id, solved=solved, at=at))
    elif line.kind in IDENTITIES:
        record(acts.identify(case, kept=line.kind is LineKind.IDENTITY, at=at))
    else:
        record(acts.hear(case, letter=letter.id, at=at))
    return True
