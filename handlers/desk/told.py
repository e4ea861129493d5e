"""What is told unprompted about a case: to its holder, to leads, into its topic."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden

from domain.cases import EXTEND_BY, Case, DueKind, Extension, Stage
from domain.notices import ChaseDue, ExtensionAsked, HolderTold, LeadAsked, LeadTold, UndoOver
from domain.people import Reviewer, Role
from handlers.desk import leads, topic
from handlers.desk.buttons import button
from handlers.desk.context import Desk
from handlers.desk.sight import visible
from handlers.texts.case import texts
from storage import Session, cases, notes, outbox, people
from storage.opening import Opening

EXTENSION = "extension"
CHASE = "chase-"
"""How the occasions begin on which a holder is reminded to ask a department."""


@dataclass(frozen=True)
class Asked:
    """Thirty more days are asked for: the reason in plain text, and the leads who may decide."""

    case: Case
    holder: str
    reason: str
    leads: tuple[Reviewer, ...]


async def deliver(
    desk: Desk, notice: HolderTold | ExtensionAsked | LeadAsked | LeadTold | ChaseDue | UndoOver
) -> None:
    """Tell one of these, as things stand now."""
    match notice:
        case HolderTold():
            await tell_holder(desk, notice)
        case ExtensionAsked():
            await tell_of_extension(desk, notice)
        case LeadAsked():
            await ask_lead(desk, notice)
        case LeadTold():
            await leads.deliver(desk, notice)
        case ChaseDue():
            await tell_to_chase(desk, notice)
        case UndoOver():
            await take_line_away(desk, notice)


async def tell_holder(desk: Desk, notice: HolderTold) -> None:
    """Tell somebody privately that a case of theirs needs them; no content."""
    say = texts(desk.language)
    case, person = await desk.store.read(_holder, notice.case, notice.reviewer)
    if person is None or person.chat_id is None:
        return
    if notice.occasion.startswith(CHASE):
        if not _unanswered(case) or case.due is None:
            return
        text = say.chase(case.code, case.due.day)
    elif notice.occasion.startswith("letter-"):
        text = say.letter_waits(case.code)
    else:
        text = say.holder_told(case.code, refused=notice.occasion.startswith("refused-"))
    await _privately(desk, person.chat_id, text, [[button(say, "card", case)]])


async def tell_of_extension(desk: Desk, notice: ExtensionAsked) -> None:
    """Ask for the second person's nod in the topic, and have every lead asked who may give it."""
    asked = await desk.store.read(asked_extension, desk.opening, notice.case)
    if asked is None:
        return
    await desk.store.write(_have_asked, notice, asked.leads, at=desk.now())
    text, rows = _question(desk, asked)
    await topic.say(desk, notice.case, escape(text), InlineKeyboardMarkup(rows))


async def ask_lead(desk: Desk, notice: LeadAsked) -> None:
    """Ask one lead privately for as long as it is theirs to decide."""
    asked = await desk.store.read(asked_extension, desk.opening, notice.case)
    lead = next((r for r in asked.leads if r.id == notice.reviewer), None) if asked else None
    if asked is None or lead is None or lead.chat_id is None:
        return
    text, rows = _question(desk, asked)
    opened = button(texts(desk.language), "card", asked.case)
    with suppress(Forbidden):  # who has blocked the bot sees it in the topic
        await _privately(desk, lead.chat_id, text, [*rows, [opened]])


async def tell_to_chase(desk: Desk, notice: ChaseDue) -> None:
    """Remind of a referral that nobody has answered, unless somebody has meanwhile.

    The holder is told by a notice of their own: who cannot be reached has nobody told twice.
    """
    case = await desk.store.read(cases.load, notice.case)
    if not _unanswered(case) or case.due is None:
        return
    if case.holder is not None:
        privately = HolderTold(case.id, case.holder, f"{CHASE}{notice.occasion}")
        await desk.store.write(outbox.put, privately, not_before=desk.now())
    say = texts(desk.language)
    rows = [[button(say, "chased", case), button(say, "back", case)]]
    text = escape(say.chase(case.code, case.due.day))
    await topic.say(desk, case.id, text, InlineKeyboardMarkup(rows))


async def take_line_away(desk: Desk, notice: UndoOver) -> None:
    """The offer to take an act back is over and goes; so it may be gone already."""
    try:
        await desk.bot.delete_message(notice.chat, notice.message)
    except BadRequest:
        return


def asked_extension(session: Session, opening: Opening, case_id: str) -> Asked | None:
    """What a lead decides on; None when nothing is asked (any more)."""
    case = cases.load(session, case_id)
    if case.stage is not Stage.ACCEPTED or case.extension is not Extension.ASKED:
        return None
    reasons = [note for note in notes.of(session, case_id) if note.purpose == EXTENSION]
    reason = opening.open(reasons[-1].body, notes.PLACE, reasons[-1].id).decode()
    leads = tuple(
        person
        for person in people.reviewers(session)
        if person.role is Role.LEAD
        and person.chat_id is not None
        and person.id != case.holder
        and person.id not in case.excluded
        and visible(session, opening, person, [case])
    )
    return Asked(case, people.labels(session).get(case.holder or "", ""), reason, leads)


def _have_asked(
    session: Session, notice: ExtensionAsked, leads: Sequence[Reviewer], *, at: datetime
) -> None:
    for lead in leads:
        outbox.put(session, LeadAsked(notice.case, lead.id, notice.occasion), not_before=at)


def _question(desk: Desk, asked: Asked) -> tuple[str, list[list[InlineKeyboardButton]]]:
    say = texts(desk.language)
    base = asked.case.due.day if asked.case.due else desk.now().date()
    text = say.extension(
        asked.case.code, holder=asked.holder, reason=asked.reason, until=base + EXTEND_BY
    )
    return text, [[button(say, "exty", asked.case), button(say, "extn", asked.case)]]


def _unanswered(case: Case) -> bool:
    """Whether a department still owes an answer."""
    due = case.due.kind if case.due else None
    return case.stage is Stage.REFERRED and due is DueKind.CHASE


def _holder(session: Session, case_id: str, reviewer_id: str) -> tuple[Case, Reviewer | None]:
    people_now = {person.id: person for person in people.reviewers(session)}
    return cases.load(session, case_id), people_now.get(reviewer_id)


async def _privately(
    desk: Desk, chat: int, text: str, rows: list[list[InlineKeyboardButton]]
) -> None:
    await desk.bot.send_message(
        chat,
        escape(text),
        parse_mode=ParseMode.HTML,
        reply_markup=InlineKeyboardMarkup(rows),
        protect_content=True,
        disable_notification=True,
    )
