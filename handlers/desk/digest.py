"""The morning's digest: to each member privately, one line to the room; silent, also when empty."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from domain.cases import Case
from domain.notices import DigestDue
from domain.people import Reviewer, Room
from domain.reminders import unseen
from domain.weeks import Due, Weekly
from domain.workdays import IsWorkday
from handlers.desk.context import Desk
from handlers.desk.queue import due
from handlers.desk.returns.lines import owing
from handlers.desk.sight import listed, visible
from handlers.desk.unsent import unsent
from handlers.texts.office import texts
from handlers.texts.returns import texts as return_texts
from storage import Session, cases, docket, journal, letters, people, screens
from storage.journal import Head
from storage.opening import Opening
from storage.screens import Screen

SOON = timedelta(days=3)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Morning:
    """What one reviewer is told."""

    reviewer: Reviewer
    waiting: tuple[Case, ...]
    mine: tuple[Case, ...]
    unseen: int
    letters: int


@dataclass(frozen=True)
class Digest:
    """What a room and those of its members are told who were not told yet that day."""

    room: Room
    told: bool
    waiting: int
    overdue: int
    unseen: int
    unsent: tuple[str, ...]
    owing: tuple[tuple[Due, list[str]], ...]
    mornings: tuple[Morning, ...]
    head: Head


async def deliver(desk: Desk, notice: DigestDue) -> None:
    """Tell a room and its members what the day holds, each once."""
    now = desk.now()
    digest = await desk.store.read(look, desk.opening, notice, now, desk.weekly)
    if digest is None:
        return
    say = texts(desk.language)
    weeks = return_texts(desk.language)
    last = [weeks.owing(due, names, now.date()) for due, names in digest.owing]
    last.append(say.chain(digest.head.number, digest.head.digest[:8]))
    for morning in digest.mornings:
        await _tell(desk, morning, last, notice.day, now)
    if not digest.told:
        lines = [say.digest_room(digest.waiting, digest.overdue)]
        lines += [say.unseen(digest.unseen)] if digest.unseen else []
        lines += [say.digest_unsent(digest.unsent)] if digest.unsent else []
        lines += await _backup(desk, now.date())
        lines += await _chain(desk)
        sent = await desk.bot.send_message(
            digest.room.chat_id, "\n".join([*lines, *last]), disable_notification=True
        )
        await _done(desk, digest.room.id, digest.room.chat_id, sent.message_id, notice.day)


async def _backup(desk: Desk, today: date) -> list[str]:
    """A line when backups are wanted and neither yesterday nor today brought one."""
    if desk.last_backup is None:
        return []
    last = await asyncio.to_thread(desk.last_backup)
    if last is not None and last >= today - timedelta(days=1):
        return []
    return [texts(desk.language).backup_missing(last)]


async def _chain(desk: Desk) -> list[str]:
    """A line when the journal is not whole any more, read each morning from its first entry on."""
    broken = await desk.store.read(journal.verify)
    return [] if broken is None else [texts(desk.language).chain_broken(broken.number)]


def look(
    session: Session, opening: Opening, notice: DigestDue, now: datetime, weekly: Weekly
) -> Digest | None:
    """What is to be told; None while nothing may be shown in the room."""
    room = people.room(session, notice.room)
    if room is None or not room.ready:
        return None
    is_workday = weekly.is_workday
    inside = {reviewer for _, reviewer in people.members(session, room.id)}
    here = [case for case in docket.in_work(session) if case.room == room.id]
    return Digest(
        room=room,
        told=_told(session, room.id, notice.day),
        waiting=sum(case.holder is None for case in here),
        overdue=sum(case.due is not None and case.due.over(now) for case in here),
        unseen=sum(unseen(case, now.date(), is_workday) for case in here),
        unsent=tuple(unsent(session, room.id)),
        owing=tuple(owing(session, weekly, now)),
        mornings=tuple(
            _morning(session, opening, reviewer, now, is_workday)
            for reviewer in people.reviewers(session)
            if reviewer.id in inside and not _told(session, reviewer.id, notice.day)
        ),
        head=journal.head(session),
    )


def _morning(
    session: Session, opening: Opening, reviewer: Reviewer, now: datetime, is_workday: IsWorkday
) -> Morning:
    waiting = listed(session, opening, reviewer, "queue", now)
    mine = listed(session, opening, reviewer, "mine", now)
    return Morning(
        reviewer,
        tuple(waiting),
        tuple(mine),
        sum(unseen(case, now.date(), is_workday) for case in waiting),
        _unread(session, opening, reviewer),
    )


def _unread(session: Session, opening: Opening, reviewer: Reviewer) -> int:
    """How many letters wait for one reviewer, in cases of theirs and in those nobody holds."""
    found = letters.unread(session)
    theirs = [
        case
        for case in (cases.load(session, case_id) for case_id in found)
        if case.holder in {None, reviewer.id}
        and reviewer.id not in case.excluded
        and not case.muted
    ]
    return sum(found[case.id] for case in visible(session, opening, reviewer, theirs))


async def _tell(desk: Desk, morning: Morning, last: list[str], day: str, now: datetime) -> None:
    account = morning.reviewer.chat_id
    if account is None:
        return
    say = texts(desk.language)
    first = next(iter(morning.waiting), None)
    soon = [c for c in morning.mine if c.due and c.due.day <= now.date() + SOON]
    mine = next(iter(soon), None)
    lines = [
        say.digest_hello,
        say.digest_waiting(
            len(morning.waiting),
            first.code if first else "",
            due(desk, first, now) if first else "",
        ),
        *([say.unseen(morning.unseen)] if morning.unseen else []),
        say.digest_mine(
            len(morning.mine), mine.code if mine else "", due(desk, mine, now) if mine else ""
        ),
        say.digest_letters(morning.letters),
        *last,
    ]
    keys = [
        [InlineKeyboardButton(say.buttons["start"], callback_data="walk:start:queue")],
        [InlineKeyboardButton(say.buttons["mine"], callback_data="walk:start:mine")],
    ]
    try:
        sent = await desk.bot.send_message(
            account,
            "\n".join(lines),
            reply_markup=InlineKeyboardMarkup(keys),
            disable_notification=True,
        )
    except (BadRequest, Forbidden) as error:  # who cannot be told does not keep it from the others
        _log.warning("a digest was not told to one member: %s", type(error).__name__)
        return
    await _done(desk, morning.reviewer.id, account, sent.message_id, day)


async def _done(desk: Desk, whom: str, chat: int, message: int, day: str) -> None:
    screen = Screen(f"digest:{whom}", chat, message, {"day": day})
    await desk.store.remember(screens.remember, screen)


def _told(session: Session, whom: str, day: str) -> bool:
    screen = screens.find(session, f"digest:{whom}")
    return screen is not None and screen.facts["day"] == day
