"""Danger rings: the group and who is on duty, then the lead, then the deputy; no content."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from domain.cases import Act, Case, Stage
from domain.notices import UrgentRaised
from domain.people import Reviewer, Role, Room
from handlers.desk import links
from handlers.desk.context import Desk
from handlers.desk.press import actor_of, data
from handlers.texts.office import texts
from storage import Session, cases, duty, journal, outbox, people, screens, topics
from storage.opening import Opening
from storage.screens import Screen

STEP = timedelta(minutes=15)
LAST_STEP = 2
TAKING = frozenset({Act.TAKE_ON.value, Act.CLAIM.value})


@dataclass(frozen=True)
class Ring:
    """One step of a ring: whom it reaches, and whom of them it has reached already."""

    case: Case
    room: Room | None
    thread: int | None
    people: tuple[Reviewer, ...]
    on_duty: bool
    reached: frozenset[int]


async def deliver(desk: Desk, notice: UrgentRaised) -> None:
    """Ring, and have the next step come unless somebody takes the case on."""
    now = desk.now()
    ring = await desk.store.read(look, desk.opening, notice, now)
    room = ring.case.room
    if room is not None:
        await settle(desk, room)
    if notice.step and not waits(ring.case):
        return
    text = _words(desk, notice, ring)
    chat = ring.room.chat_id if ring.room is not None and not notice.step else None
    if chat is not None and chat not in ring.reached:
        await _send(desk, ring, notice, chat, text, now)
    for reviewer in ring.people:
        account = reviewer.chat_id
        if account is not None and account not in ring.reached:
            await _send(desk, ring, notice, account, text, now)
    if notice.step < LAST_STEP and waits(ring.case):
        following = replace(notice, step=notice.step + 1)
        await desk.store.write(outbox.put, following, not_before=now + STEP)


async def settle(desk: Desk, room_id: str) -> None:
    """Put right every ring of a room whose case somebody has taken on."""
    say = texts(desk.language)
    for case, rung, label in await desk.store.read(answered, room_id):
        taken = rung["taken"]
        began = datetime.fromisoformat(rung["at"])
        minutes = max(1, int((taken - began).total_seconds() // 60)) if taken else 0
        text = say.ring_taken(case.code, label, minutes) if label else say.ring_over(case.code)
        for chat, message, _ in rung["told"]:
            try:
                await desk.bot.edit_message_text(text, chat_id=chat, message_id=message)
            except (BadRequest, Forbidden):  # deleted, or blocked: nobody is misled by it
                continue
        await desk.store.remember(forget, room_id, case.id)


def waits(case: Case) -> bool:
    """Whether an urgent case still needs somebody."""
    open_ = case.stage in {Stage.RECEIVED, Stage.ACCEPTED, Stage.REFERRED}
    return case.urgent and open_ and (case.stage is Stage.RECEIVED or case.holder is None)


def look(session: Session, opening: Opening, notice: UrgentRaised, now: datetime) -> Ring:
    """Whom a step reaches: duty, lead or deputy of the roster, else all leads; never tied ones."""
    case = cases.load(session, notice.case)
    enterprise, _ = cases.tags(session, case.id)
    free = {
        r.id: r
        for r in people.reviewers(session)
        if r.chat_id is not None and not actor_of(opening, r, enterprise).tied
    }
    ranked = [s.reviewer for s in duty.at(session, now) if s.rank == notice.step]
    reached = [free[who] for who in dict.fromkeys(ranked) if who in free]
    leads = [r for r in free.values() if r.role is Role.LEAD]
    topic = topics.find(session, case.id)
    called = reached or leads
    if case.holder in free and free[case.holder] not in called:
        called = [*called, free[case.holder]]
    rung = _rings(session, case.room or "").get(case.id, {"told": []})
    return Ring(
        case=case,
        room=people.room(session, case.room) if case.room else None,
        thread=topic.thread if topic else None,
        people=tuple(called),
        on_duty=bool(reached),
        reached=frozenset(chat for chat, _, step in rung["told"] if step == _occasion(notice)),
    )


def answered(session: Session, room_id: str) -> list[tuple[Case, dict[str, Any], str]]:
    """The rings of a room that nobody needs to answer any more, and who did."""
    found = []
    names = people.labels(session)
    for case_id, rung in _rings(session, room_id).items():
        case = cases.load(session, case_id)
        if not waits(case):
            taken = [e for e in journal.of(session, case_id) if e.act in TAKING]
            by = names.get(taken[-1].by, "") if taken else ""
            found.append((case, rung | {"taken": taken[-1].at if taken else None}, by))
    return found


def remember(
    session: Session, room_id: str, case_id: str, told: tuple[int, int, str], now: datetime
) -> None:
    """Remember a ring's message, so that it can be put right later."""
    rings = _rings(session, room_id)
    rung = rings.get(case_id, {"at": now.isoformat(), "told": []})
    rings[case_id] = rung | {"told": [*rung["told"], list(told)]}
    screens.remember(session, Screen(_name(room_id), 0, 0, rings))


def forget(session: Session, room_id: str, case_id: str) -> None:
    """A ring was put right."""
    rings = _rings(session, room_id)
    rings.pop(case_id, None)
    screens.remember(session, Screen(_name(room_id), 0, 0, rings))


async def _send(
    desk: Desk, ring: Ring, notice: UrgentRaised, chat: int, text: str, now: datetime
) -> None:
    try:
        sent = await desk.bot.send_message(
            chat, text, reply_markup=_keys(desk, ring, chat), disable_notification=False
        )
    except Forbidden:  # whoever has blocked the bot must not keep it from the others
        return
    told = (chat, sent.message_id, _occasion(notice))
    await desk.store.remember(remember, ring.case.room or "", ring.case.id, told, now)


def _words(desk: Desk, notice: UrgentRaised, ring: Ring) -> str:
    say, code = texts(desk.language), ring.case.code
    if notice.step:
        return say.ring_again(code, notice.step * int(STEP.total_seconds() // 60))
    return say.ring(code) if ring.on_duty else say.ring_nobody(code)


def _keys(desk: Desk, ring: Ring, chat: int) -> InlineKeyboardMarkup:
    names, case = texts(desk.language).buttons, ring.case
    rows = []
    if waits(case):
        verb = "take" if case.stage is Stage.RECEIVED else "claim"
        rows.append([InlineKeyboardButton(names["take"], callback_data=data(verb, case))])
    if chat > 0:
        shown = InlineKeyboardButton(names["look"], callback_data=f"walk:open:{case.id}")
        rows.append([shown])
    elif ring.thread is not None:
        url = links.to_topic(chat, ring.thread)
        rows.append([InlineKeyboardButton(names["look"], url=url)])
    return InlineKeyboardMarkup(rows)


def _rings(session: Session, room_id: str) -> dict[str, Any]:
    screen = screens.find(session, _name(room_id))
    return dict(screen.facts) if screen else {}


def _name(room_id: str) -> str:
    return f"rings:{room_id}"


def _occasion(notice: UrgentRaised) -> str:
    return f"{notice.occasion}-{notice.step}"
