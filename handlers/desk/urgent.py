"""Danger rings: who is on duty and the group, then the lead, then the deputy; no content."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, TelegramError

from domain.cases import OPEN, Case, Stage
from domain.notices import HOMELESS, POSTED, UrgentRaised
from domain.people import Reviewer, Room
from handlers.desk import links, rings
from handlers.desk.called import Called, called
from handlers.desk.context import Desk
from handlers.desk.press import data
from handlers.desk.rings import Told, waits
from handlers.texts.office import texts
from storage import Session, cases, outbox, people, topics
from storage.opening import Opening

STEP: Final = timedelta(minutes=15)
LAST_STEP: Final = 2


@dataclass(frozen=True)
class Ring:
    """One step of a ring: the case and its place, whom it may reach, who was told before."""

    case: Case
    room: Room | None
    thread: int | None
    called: Called
    told: tuple[Told, ...]


async def deliver(desk: Desk, notice: UrgentRaised) -> None:
    """Ring, people before the group; the next step comes unless somebody takes the case on.

    Nobody keeps a ring from the others: what went wrong in one chat is raised at the end.
    """
    now = desk.now()
    await desk.store.remember(rings.bring, notice.case)
    ring = await desk.store.read(look, desk.opening, notice, now)
    if wanted(notice, ring.case):
        if notice.step < LAST_STEP and waits(ring.case):
            following = replace(notice, step=notice.step + 1)
            await desk.store.write(outbox.put, following, not_before=now + STEP)
        await _Bell(desk, notice, ring, now).rings()
    await settle(desk, ring.case.room)


async def settle(desk: Desk, room_id: str | None) -> None:
    """Put right every ring of a room (None: of cases without one) that needs nobody any more."""
    say = texts(desk.language)
    for over in await desk.store.read(rings.answered, room_id):
        code = over.case.code
        text = say.ring_taken(code, over.by, over.minutes) if over.by else say.ring_over(code)
        for chat, message in dict.fromkeys((told.chat, told.message) for told in over.told):
            try:
                await desk.bot.edit_message_text(text, chat_id=chat, message_id=message)
            except (BadRequest, Forbidden):  # deleted, or blocked: nobody is misled by it
                continue
        await desk.store.remember(rings.forget, room_id, over.case.id)


def wanted(notice: UrgentRaised, case: Case) -> bool:
    """Whether a step is still to be rung; once there is a room, the ring there goes on instead."""
    if notice.occasion == HOMELESS and case.posted:
        return False
    marked = notice.occasion not in {HOMELESS, POSTED}
    if marked and not notice.step:  # it may have a holder, who is to know as well
        return case.urgent and case.stage in OPEN
    return waits(case)


def look(session: Session, opening: Opening, notice: UrgentRaised, now: datetime) -> Ring:
    """Whom a step may reach, and whom the case's rings have reached."""
    case = cases.load(session, notice.case)
    topic = topics.find(session, case.id)
    return Ring(
        case=case,
        room=people.room(session, case.room) if case.room else None,
        thread=topic.thread if topic else None,
        called=called(session, opening, case, now, rank=notice.step),
        told=rings.told(session, case),
    )


@dataclass(frozen=True)
class _Bell:
    """One step on its way to everybody; `errors` are those after which it is tried again."""

    desk: Desk
    notice: UrgentRaised
    ring: Ring
    now: datetime
    errors: list[TelegramError] = field(default_factory=list)

    async def rings(self) -> None:
        """Ring the first of the circles in which somebody is reached, the holder, the group."""
        call = self.ring.called
        for circle in (call.on_duty, call.leads, call.outside):
            if any([await self._person(reviewer) for reviewer in circle]):
                break
        if call.holder is not None:
            await self._person(call.holder)
        room = self.ring.room
        if room is not None and room.ready and not self.notice.step:
            await self._chat(room.chat_id, self._words(), self._group_keys(room))
        if self.errors:
            raise self.errors[0]

    async def _person(self, reviewer: Reviewer) -> bool:
        assert reviewer.chat_id is not None
        outside = reviewer in self.ring.called.outside
        if outside and self.ring.room is not None:
            text = texts(self.desk.language).ring_outside(self.ring.case.code)
            return await self._chat(reviewer.chat_id, text, None)
        return await self._chat(reviewer.chat_id, self._words(), self._keys())

    async def _chat(self, chat: int, text: str, keys: InlineKeyboardMarkup | None) -> bool:
        """Whether a chat hears of it, now or from an earlier try."""
        occasion = f"{self.notice.occasion}-{self.notice.step}"
        if any(told.chat == chat and told.occasion == occasion for told in self.ring.told):
            return True
        try:
            message = await self._edited(chat, text, keys)
            if message is None:
                sent = await self.desk.bot.send_message(
                    chat, text, reply_markup=keys, disable_notification=False
                )
                message = sent.message_id
        except Forbidden:  # whoever has blocked the bot cannot be rung by any further try
            return False
        except BadRequest as error:
            if chat < 0:  # the group may have moved; a person's account is no more
                self.errors.append(error)
            return False
        except TelegramError as error:
            self.errors.append(error)
            return False
        told = Told(chat, message, occasion, self.now)
        await self.desk.store.remember(rings.remember, self.ring.case, told)
        return True

    async def _edited(self, chat: int, text: str, keys: InlineKeyboardMarkup | None) -> int | None:
        """Who was rung a moment ago, while there was no room, is shown the button there."""
        for told in self.ring.told:
            lately = self.now - told.at < STEP and told.occasion.startswith(HOMELESS)
            if lately and told.chat == chat and self.ring.room is not None:
                try:
                    await self.desk.bot.edit_message_text(
                        text, chat_id=chat, message_id=told.message, reply_markup=keys
                    )
                except BadRequest:  # it was deleted
                    return None
                return told.message
        return None

    def _words(self) -> str:
        say, code = texts(self.desk.language), self.ring.case.code
        minutes = self.notice.step * int(STEP.total_seconds() // 60)
        if self.ring.room is None:
            return say.ring_homeless(code, minutes)
        if minutes:
            return say.ring_again(code, minutes)
        return say.ring(code) if self.ring.called.on_duty else say.ring_nobody(code)

    def _keys(self) -> InlineKeyboardMarkup | None:
        if self.ring.room is None:
            return None
        case, name = self.ring.case, texts(self.desk.language).buttons["look"]
        shown = InlineKeyboardButton(name, callback_data=f"walk:open:{case.id}")
        return InlineKeyboardMarkup([*self._taking(), [shown]])

    def _group_keys(self, room: Room) -> InlineKeyboardMarkup:
        rows = self._taking()
        if self.ring.thread is not None:
            url = links.to_topic(room.chat_id, self.ring.thread)
            name = texts(self.desk.language).buttons["look"]
            rows.append([InlineKeyboardButton(name, url=url)])
        return InlineKeyboardMarkup(rows)

    def _taking(self) -> list[list[InlineKeyboardButton]]:
        case = self.ring.case
        if not waits(case):
            return []
        verb = "take" if case.stage is Stage.RECEIVED else "claim"
        name = texts(self.desk.language).buttons["take"]
        return [[InlineKeyboardButton(name, callback_data=data(verb, case))]]
