"""A report is filed: sealed for the desk, once, however often the answer is lost."""

import asyncio
from dataclasses import replace
from datetime import datetime

from domain import cases as rules
from domain import categories, conversation, posting, receipts
from domain.cases import Case
from domain.drafts import Draft
from domain.reading import Line, LineKind
from domain.reports import Report
from handlers.intake import keeping
from handlers.intake.kit import Kit
from handlers.intake.showing import Came, show
from storage import attachments, cases, drafts, duty
from storage.attachments import Attachment
from storage.cases import Filing
from storage.mailbox_keys import mailbox_public
from storage.store import Session

_LONGEST_CODE = 12


async def submit(kit: Kit, came: Came, draft: Draft) -> None:
    """提交 was pressed: what was written becomes a case, and the receipt is shown."""
    now = kit.now()
    after = conversation.submit(draft)
    kit.memory.check_filings(came.chat, now, most=kit.limits.filings)
    rings = draft.urgent and await kit.store.read(duty.staffed, now)
    at_once = draft.urgent or draft.practice or draft.soon
    moment = posting.not_before(now, kit.posting_hours, at_once=at_once)
    due = now.date() if rings else posting.look_by(moment.date(), kit.is_workday)
    after = replace(after, due=due, rings=rings, turn=draft.turn + 1, touched=now, filed_at=now)
    filing = await _sealed(kit, draft, after, now)
    seed = draft.derived("code")
    await kit.store.write(_file, kit, came.chat, after, filing, seed, moment)
    kit.memory.filed(came.chat, now)
    await show(kit, came, after)


def _file(
    session: Session,
    kit: Kit,
    chat: int,
    after: Draft,
    filing: Filing,
    seed: bytes,
    not_before: datetime,
) -> None:
    code = next(
        code
        for code in (receipts.case_code(seed, length) for length in range(4, _LONGEST_CODE))
        if not cases.code_taken(session, code)
    )
    named = replace(filing, case=replace(filing.case, code=code))
    cases.file(session, named, sealing=kit.sealing, not_before=not_before)
    keeping.keep(session, kit, chat, after)


async def _sealed(kit: Kit, draft: Draft, after: Draft, now: datetime) -> Filing:
    code = receipts.make(after.receipt_secret)
    case = rules.new(
        case_id=draft.id("case"),
        code="",
        kind=draft.kind,
        day=now.date(),
        urgent=draft.urgent,
        practice=draft.practice,
    )
    return Filing(
        case=case,
        report=kit.sealing.seal_report(_report(draft).to_bytes(), cases.PLACE, case.id),
        locator=receipts.locator(code),
        mailbox_key=mailbox_public(receipts.mailbox_seed(code)),
        files=await _files(kit, draft, case),
        first_line=Line(kind=LineKind.RECEIVED, day=now.date(), due=after.due),
    )


def _report(draft: Draft) -> Report:
    return Report(
        kind=draft.kind,
        texts=tuple(text.text for text in draft.report.texts),
        enterprise=draft.enterprise,
        elsewhere=draft.elsewhere,
        site=draft.site,
        place=draft.place,
        category=categories.category(draft.label, draft.report.whole),
        when=draft.when,
        urgent=draft.urgent,
        files=len(draft.report.files),
    )


async def _files(kit: Kit, draft: Draft, case: Case) -> tuple[Attachment, ...]:
    """Under new ids, so that no draft can be told from a case by its files."""
    ids = [file.id for file in draft.report.files]
    found = await kit.store.read(drafts.files, ids)

    def reseal() -> tuple[Attachment, ...]:
        sealed = []
        for position, id_ in enumerate(ids):
            plain = keeping.unlock_file(draft, id_, found[id_])
            new = draft.id(f"file:{case.id}:{position}")
            sealed.append(Attachment(new, kit.sealing.seal_file(plain, attachments.PLACE, new)))
        return tuple(sealed)

    return await asyncio.to_thread(reseal)
