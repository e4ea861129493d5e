"""The mailbox: opened by a code at any time; letters go out, a report can be withdrawn."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from aiogram.exceptions import TelegramForbiddenError
from aiogram.types import BufferedInputFile

from domain import acts, conversation, forgetting, posting, receipts
from domain.contents import Content
from domain.drafts import Draft, Screen
from domain.errors import OldButtonError, OnceOnlyError, ReceiptError, TextMissingError
from domain.notices import LetterArrived, MailboxBurnt
from domain.reading import Line, LineKind, asks_after, may_object
from domain.receipts import ReceiptCode
from handlers.intake import identity, keeping
from handlers.intake.kit import Kit
from handlers.intake.memory import Visit
from handlers.intake.opened import Opened, closed, look, reopen
from handlers.intake.showing import Came, litter, show
from handlers.intake.views.letters import FROM_DESK
from storage import attachments, cases, drafts, letters, outbox
from storage.attachments import Attachment
from storage.envelope import UnsealError, unseal
from storage.mailbox_keys import mailbox_private
from storage.store import Session


async def on_code(kit: Kit, came: Came, draft: Draft, typed: str) -> None:
    """A code, or lines of one, was typed."""
    texts = kit.texts(draft.language)
    try:
        code, draft = _read(draft, typed)
    except ReceiptError as error:
        asked = replace(draft, screen=Screen.ASK_CODE, parts=(), turn=draft.turn + 1)
        asked = replace(asked, touched=kit.now())
        await kit.store.write(keeping.keep, kit, came.chat, asked)
        await show(kit, came, asked, remark=texts.slip(error.line))
        return
    draft = replace(draft, turn=draft.turn + 1, touched=kit.now())
    if code is None:
        await kit.store.write(keeping.keep, kit, came.chat, draft)
        await show(kit, came, draft)
        return
    opened = await look(kit, code)
    if opened.found:
        asks = asks_after(opened.lines, today=kit.now().date())
        after = forgetting.opened(draft, code.text)
        after = replace(after, screen=Screen.AFTERWARDS) if asks else after
        _remember_visit(kit, opened.case)
    else:
        after = closed(forgetting.shut(draft))
    await kit.store.write(keeping.keep, kit, came.chat, after)
    remark = "" if after.letter.empty else texts.letter_waiting
    await show(kit, came, after, opened=opened, remark=remark)


async def send(kit: Kit, came: Came, draft: Draft) -> None:
    """发出, 烧掉, 撤回并销毁, or 封好 or 销毁 of an identity was pressed."""
    opened = await reopen(kit, draft)
    if not opened.found:
        after = replace(closed(draft), turn=draft.turn + 1, touched=kit.now())
        lost = "" if draft.letter.empty else kit.texts(draft.language).letter_lost
        await kit.store.write(keeping.keep, kit, came.chat, after)
        await show(kit, came, after, remark=lost)
    elif draft.screen is Screen.WITHDRAW:
        await _end(kit, came, draft, opened, screen=Screen.WITHDRAWN)
    elif draft.screen is Screen.BURN:
        await _end(kit, came, draft, opened, screen=Screen.BURNT)
    elif draft.screen is Screen.IDENTITY:
        await identity.seal(kit, came, draft, opened)
    elif draft.screen is Screen.NO_IDENTITY:
        await identity.destroy(kit, came, draft, opened)
    elif draft.screen in {Screen.LETTER, Screen.OBJECT, Screen.LETTER_GIVEAWAYS}:
        await _send(kit, came, draft, opened)
    else:
        raise OldButtonError


async def show_files(kit: Kit, came: Came, draft: Draft) -> None:
    """The desk's files are sent, protected; they are erased with the screen."""
    opened = await reopen(kit, draft)
    private = mailbox_private(receipts.mailbox_seed(ReceiptCode(draft.code)))
    ids = [id_ for line in opened.lines if line.kind in FROM_DESK for id_ in line.files]
    sent: list[int] = []
    for letter in await kit.store.read(_files_of, opened.case):
        if letter.id not in ids:
            continue
        with suppress(UnsealError, TelegramForbiddenError):
            plain = unseal(letter.content, private=private, place=attachments.PLACE, item=letter.id)
            file = attachments.File.from_bytes(plain)
            name = f"{len(sent) + 1}.{file.media_type.partition('/')[2][:5]}"
            message = await kit.bot.send_document(
                came.chat,
                BufferedInputFile(file.content, name),
                protect_content=True,
                disable_notification=True,
            )
            sent.append(message.message_id)
    await show(kit, replace(came, pressed=None), draft)
    await litter(kit, came.chat, sent)


def _files_of(session: Session, case: str) -> list[Attachment]:
    return [
        file
        for letter in letters.of(session, case)
        for file in attachments.of_desks_letter(session, letter.id)
    ]


def _read(draft: Draft, typed: str) -> tuple[ReceiptCode | None, Draft]:
    """The whole code, or None and a draft that remembers the lines so far."""
    if receipts.looks_like_code(typed):
        return receipts.read_code(typed), draft
    parts = (*draft.parts, typed) if draft.screen is Screen.ASK_CODE else (typed,)
    code = receipts.read_lines(parts)
    return code, replace(draft, screen=Screen.ASK_CODE, parts=parts)


def _remember_visit(kit: Kit, case: str) -> None:
    """In memory alone: a row that changed now would tell when the mailbox was opened."""
    now = kit.now()
    kit.memory.visits[case] = Visit(now, posting.not_before(now, kit.posting_hours))


async def _send(kit: Kit, came: Came, draft: Draft, opened: Opened) -> None:
    now = kit.now()
    purpose = LineKind.OBJECTED if draft.screen is Screen.OBJECT else draft.purpose
    if purpose is LineKind.OBJECTED and not may_object(opened.lines, today=now.date()):
        raise OnceOnlyError
    if draft.letter.empty and purpose is not LineKind.OBJECTED:
        raise TextMissingError
    letter = draft.id(f"letter:{draft.turn}")
    files = await _sealed(kit, draft.letter, draft, opened, letter)
    moment = posting.not_before(now, kit.posting_hours, at_once=draft.soon)
    due = posting.look_by(moment.date(), kit.is_workday)
    line = Line(
        kind=purpose,
        day=now.date(),
        due=due if purpose is LineKind.OBJECTED else None,
        text=draft.letter.whole,
        files=tuple(file.id for file in files),
    )
    after = replace(conversation.sent(draft), turn=draft.turn + 1, touched=now, letter_due=due)
    await kit.store.write(_write, kit, came.chat, after, opened.case, letter, line, files, moment)
    await show(kit, came, after)


def _write(
    session: Session,
    kit: Kit,
    chat: int,
    after: Draft,
    case: str,
    letter: str,
    line: Line,
    files: list[Attachment],
    not_before: datetime,
) -> None:
    letters.write(
        session,
        case,
        line,
        sealing=kit.sealing,
        visible_from=None,
        inward=True,
        letter=letter,
    )
    attachments.put(session, case, files, letter=letter)
    outbox.put(session, LetterArrived(case, letter), not_before=not_before)
    keeping.keep(session, kit, chat, after)


async def _sealed(
    kit: Kit, content: Content, draft: Draft, opened: Opened, letter: str
) -> list[Attachment]:
    ids = [file.id for file in content.files]
    found = await kit.store.read(drafts.files, ids)

    def reseal() -> list[Attachment]:
        sealed = []
        for position, id_ in enumerate(ids):
            plain = keeping.unlock_file(draft, id_, found[id_])
            new = draft.id(f"file:{letter}:{position}")
            content = kit.sealing.seal_file_for(opened.key, plain, attachments.PLACE, new)
            sealed.append(Attachment(new, content))
        return sealed

    return await asyncio.to_thread(reseal)


async def _end(kit: Kit, came: Came, draft: Draft, opened: Opened, *, screen: Screen) -> None:
    """Destroy the mailbox, and with a withdrawal what was filed; the code is of no use then."""
    now = kit.now()
    after = replace(closed(draft), screen=screen)
    if draft.filed and draft.code == receipts.make(draft.receipt_secret).text:
        after = replace(after, filed=False, filed_at=None, receipt=b"")
    after = replace(after, turn=draft.turn + 1, touched=now)
    if screen is Screen.WITHDRAWN:
        await kit.store.write(_take_back, kit, came.chat, after, opened.case, now)
    else:
        moment = posting.not_before(now, kit.posting_hours)
        await kit.store.write(_burn, kit, came.chat, after, opened.case, moment)
    await show(kit, came, after)


def _take_back(
    session: Session, kit: Kit, chat: int, after: Draft, case: str, now: datetime
) -> None:
    cases.withdraw(session, case, acts.withdraw, now=now)
    keeping.keep(session, kit, chat, after)


def _burn(
    session: Session, kit: Kit, chat: int, after: Draft, case: str, not_before: datetime
) -> None:
    letters.burn(session, case)
    outbox.put(session, MailboxBurnt(case), not_before=not_before)
    keeping.keep(session, kit, chat, after)
