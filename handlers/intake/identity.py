"""Who a reporter is, for a reward: sealed to the two officers, or destroyed, with a line of it."""

from dataclasses import replace
from datetime import datetime

from domain import conversation, posting
from domain.drafts import Draft
from domain.errors import OldButtonError, TextMissingError
from domain.notices import LetterArrived
from domain.reading import CONCLUSIONS, Line, LineKind, identity_kept, state
from handlers.intake import keeping
from handlers.intake.kit import Kit
from handlers.intake.opened import Opened
from handlers.intake.showing import Came, show
from storage import identities, letters, outbox
from storage.identities import Identity
from storage.store import Session


async def seal(kit: Kit, came: Came, draft: Draft, opened: Opened) -> None:
    """封好 was pressed: what was typed goes to the officers' seals and is kept nowhere else."""
    now = state(opened.lines)
    concluded = now is not None and now.kind in CONCLUSIONS
    if kit.officers is None or not concluded:
        raise OldButtonError
    if draft.identity.empty:
        raise TextMissingError
    item = draft.id(f"identity:{draft.turn}")
    plain = draft.identity.whole.encode()
    identity = Identity(item, kit.officers.seal(plain, item))
    remark = kit.texts(draft.language).identity_sealed
    await _record(kit, came, draft, opened, identity, remark=remark)


async def destroy(kit: Kit, came: Came, draft: Draft, opened: Opened) -> None:
    """销毁 was pressed: nobody can open it any more."""
    if not identity_kept(opened.lines):
        raise OldButtonError
    remark = kit.texts(draft.language).identity_destroyed
    await _record(kit, came, draft, opened, None, remark=remark)


async def _record(
    kit: Kit, came: Came, draft: Draft, opened: Opened, identity: Identity | None, *, remark: str
) -> None:
    now = kit.now()
    kind = LineKind.IDENTITY if identity is not None else LineKind.IDENTITY_GONE
    line = Line(kind=kind, day=now.date())
    letter = draft.id(f"{kind.value}-line:{draft.turn}")
    after = replace(conversation.identified(draft), turn=draft.turn + 1, touched=now)
    moment = posting.not_before(now, kit.posting_hours)
    await kit.store.write(
        _write, kit, came.chat, after, opened.case, identity, letter, line, moment
    )
    await show(kit, came, after, remark=remark)


def _write(
    session: Session,
    kit: Kit,
    chat: int,
    after: Draft,
    case: str,
    identity: Identity | None,
    letter: str,
    line: Line,
    not_before: datetime,
) -> None:
    if identity is not None:
        identities.put(session, case, identity)
    else:
        identities.destroy(session, case)
    letters.write(
        session, case, line, sealing=kit.sealing, visible_from=None, inward=True, letter=letter
    )
    outbox.put(session, LetterArrived(case, letter), not_before=not_before)
    keeping.keep(session, kit, chat, after)
