"""What a reporter writes comes to the desk: applied once, then shown in the case's topic."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape
from typing import Final

from domain import acts
from domain.cases import Case
from domain.delivery import NotYetError
from domain.errors import RuleError
from domain.reading import Line, LineKind
from domain.workdays import IsWorkday
from handlers.desk import files, topic
from handlers.desk.card import line_of
from handlers.desk.context import Desk
from handlers.desk.topic import Place
from handlers.texts.case import texts
from storage import Session, attachments, cases, letters
from storage.letters import Letter
from storage.sealing import Sealing

POSTED_AGAIN: Final = 30.0  # seconds until a case that has not been posted is looked at again


@dataclass(frozen=True)
class Heard:
    """The case after a letter was applied; `objected` tells that a second look was granted."""

    case: Case
    objected: bool


async def letter_arrives(desk: Desk, case_id: str, letter_id: str) -> None:
    """Apply what a letter means, once, and show it; a muted case's letters are only counted."""
    letter = await desk.store.read(_find, case_id, letter_id)
    if letter is None:  # erased with its case
        return
    line = line_of(desk, letter)
    heard = await desk.store.write(
        _hear,
        letter,
        line,
        sealing=desk.sealing,
        at=desk.now(),
        is_workday=desk.is_workday,
    )
    if heard is None:
        raise NotYetError(POSTED_AGAIN)
    if not heard.case.muted:
        await _show(desk, heard, letter, line)
    await topic.show(desk, case_id)


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
) -> Heard | None:
    case = cases.load(session, letter.case)
    if not case.posted:
        return None
    now = _find(session, letter.case, letter.id)
    if now is None or now.posted:
        return Heard(case, objected=line.kind is LineKind.OBJECTED and case.objected)
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
            return Heard(record(change), objected=True)
    change = acts.hear(case, letter=letter.id, at=at)
    return Heard(record(change), objected=False)


async def _show(desk: Desk, heard: Heard, letter: Letter, line: Line) -> None:
    say = texts(desk.language)
    code = heard.case.code
    head = say.letter_arrived(code, line.day)
    if line.kind is LineKind.RETALIATION:
        head = say.retaliated(code)
    elif heard.objected:
        head = say.objected(code)
    body = f"\n<blockquote>{escape(line.text)}</blockquote>" if line.text else ""
    await topic.say(desk, heard.case.id, escape(head) + body)
    sealed = await desk.store.read(attachments.of_letter, letter.id)
    if not sealed:
        return

    async def post(place: Place) -> None:
        opened = files.opened(desk, sealed)
        await files.post(desk, opened, chat=place.room.chat_id, thread=place.topic.thread)

    await topic.in_topic(desk, heard.case.id, post)
