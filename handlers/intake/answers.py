"""What a reporter answers when asked: whether it is solved, and whether anybody makes trouble."""

from dataclasses import replace
from datetime import datetime

from domain import conversation, posting, receipts
from domain.conversation import Do
from domain.drafts import Draft, Screen
from domain.notices import LetterArrived
from domain.reading import CONCLUSIONS, Line, LineKind, asks_after, may_answer
from domain.receipts import ReceiptCode
from handlers.intake import keeping
from handlers.intake.kit import Kit
from handlers.intake.opened import closed, reopen
from handlers.intake.showing import Came, show
from storage import letters, outbox
from storage.store import Session


async def solved(kit: Kit, came: Came, draft: Draft, do: Do) -> None:
    """解决了 or 没解决 was pressed: told to the desk once, also where two phones hold the code."""
    now = kit.now()
    opened = await reopen(kit, draft)
    after = replace(draft, turn=draft.turn + 1, touched=now)
    if not opened.found:
        after = closed(after)
    elif do is Do.UNSOLVED:
        after = replace(after, screen=Screen.UNSOLVED)
    line = None
    if may_answer(opened.lines):
        kind = LineKind.SOLVED if do is Do.SOLVED else LineKind.UNSOLVED
        line = Line(kind=kind, day=now.date())
    concluded = sum(line.kind in CONCLUSIONS for line in opened.lines)
    letter = receipts.line_id(ReceiptCode(draft.code), f"solved:{concluded}")
    moment = posting.not_before(now, kit.posting_hours)
    await kit.store.write(_tell, kit, came.chat, after, opened.case, letter, line, moment)
    texts = kit.texts(draft.language)
    thanks = texts.noted if opened.found and do is Do.SOLVED else ""
    await show(kit, came, after, remark=thanks)


async def afterwards(kit: Kit, came: Came, draft: Draft, do: Do) -> None:
    """没有 or 有 was pressed: that it was asked is remembered for the mailbox alone, not what."""
    opened = await reopen(kit, draft)
    harmed = do is Do.YES
    after = conversation.press(draft, Do.RETALIATION if harmed else Do.MAILBOX)
    after = replace(after, turn=draft.turn + 1, touched=kit.now())
    if not opened.found:
        after = closed(after)
    day = asks_after(opened.lines, today=kit.now().date())
    line = Line(kind=LineKind.AFTERWARDS, day=day) if day else None
    letter = receipts.line_id(ReceiptCode(draft.code), f"afterwards:{day}")
    await kit.store.write(_remember, kit, came.chat, after, opened.case, letter, line)
    await show(kit, came, after)


def _tell(
    session: Session,
    kit: Kit,
    chat: int,
    after: Draft,
    case: str,
    letter: str,
    line: Line | None,
    not_before: datetime,
) -> None:
    if line is not None and not letters.there(session, letter):
        _write(session, kit, case, letter, line)
        outbox.put(session, LetterArrived(case, letter), not_before=not_before)
    keeping.keep(session, kit, chat, after)


def _remember(
    session: Session, kit: Kit, chat: int, after: Draft, case: str, letter: str, line: Line | None
) -> None:
    if line is not None and not letters.there(session, letter):
        _write(session, kit, case, letter, line)
        letters.mark_posted(session, letter, seen=True)  # nothing of it is for the desk
    keeping.keep(session, kit, chat, after)


def _write(session: Session, kit: Kit, case: str, letter: str, line: Line) -> None:
    letters.write(
        session,
        case,
        line,
        sealing=kit.sealing,
        visible_from=None,
        inward=True,
        letter=letter,
    )
