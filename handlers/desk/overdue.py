"""What is overdue is told privately, to the holder or to the room's leads; no content."""

from dataclasses import dataclass, replace
from datetime import datetime

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.cases import Case, DueKind
from domain.notices import DueOver
from domain.people import Reviewer, Role
from domain.reminders import unseen
from domain.workdays import IsWorkday
from handlers.desk.context import Desk
from handlers.desk.press import actor_of
from handlers.desk.sight import visible
from handlers.texts.office import texts
from storage import Session, cases, outbox, people
from storage.opening import Opening


@dataclass(frozen=True)
class Late:
    """An overdue case and who is told of it; `inside`: they may look at it."""

    case: Case
    holder: str
    told: tuple[Reviewer, ...]
    inside: bool


async def deliver(desk: Desk, notice: DueOver) -> None:
    """Tell the holder, or have every lead told once, unless it was done meanwhile."""
    late = await desk.store.read(_look, desk.opening, notice)
    if not _over(late.case, notice, desk.now(), desk.is_workday):
        return
    if notice.to == "leads":
        await desk.store.write(_tell_each, notice, late.told, desk.now())
        return
    for person in late.told:
        if person.chat_id is not None:
            await desk.bot.send_message(
                person.chat_id,
                _words(desk, notice, late),
                reply_markup=_keys(desk, late),
                protect_content=True,
                disable_notification=True,
            )


def leads(session: Session, opening: Opening, case: Case) -> tuple[list[Reviewer], bool]:
    """The leads who may see a case; failing those, all that may know of it, and False."""
    enterprise, _ = cases.tags(session, case.id)
    able = [
        person
        for person in people.reviewers(session)
        if person.role is Role.LEAD
        and person.chat_id is not None
        and not actor_of(opening, person, enterprise).tied
    ]
    inside = [person for person in able if visible(session, opening, person, [case])]
    return (inside, True) if inside else (able, False)


def _look(session: Session, opening: Opening, notice: DueOver) -> Late:
    case = cases.load(session, notice.case)
    able, inside = leads(session, opening, case)
    everybody = {person.id: person for person in people.reviewers(session)}
    holder = everybody.get(case.holder or "")
    told = {
        "holder": [holder] if holder else [],
        "leads": [person for person in able if person.id != case.holder],
    }.get(notice.to, [everybody[notice.to]] if notice.to in everybody else [])
    may = inside or notice.to == "holder"
    return Late(case, holder.label if holder else "", tuple(told), may)


def _over(case: Case, notice: DueOver, now: datetime, is_workday: IsWorkday) -> bool:
    if notice.what == DueKind.LOOK:
        return unseen(case, now.date(), is_workday)
    return case.due is not None and case.due.kind == notice.what and case.due.over(now)


def _tell_each(
    session: Session, notice: DueOver, told: tuple[Reviewer, ...], now: datetime
) -> None:
    for person in told:
        outbox.put(session, replace(notice, to=person.id), not_before=now)


def _words(desk: Desk, notice: DueOver, late: Late) -> str:
    say, case = texts(desk.language), late.case
    if case.due is None or notice.what == DueKind.LOOK:
        return say.look_late(case.code)
    if notice.what == DueKind.CHASE:
        return say.answer_late(case.code, case.due.day)
    if notice.to == "holder":
        return say.conclusion_late(case.code, case.due.day)
    return say.conclusion_late_of(case.code, case.due.day, late.holder)


def _keys(desk: Desk, late: Late) -> InlineKeyboardMarkup | None:
    if not late.inside:
        return None
    look = texts(desk.language).buttons["look"]
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(look, callback_data=f"walk:open:{late.case.id}")]]
    )
