"""A button press, already checked and typed: `verb:case:version[:arg]`, at most 64 bytes."""

import re
from dataclasses import dataclass
from typing import Final

from telegram import Message, Update

from domain.cases import MOVES, Act, Actor, Case
from domain.errors import (
    NotAllowedError,
    NotFoundError,
    OldButtonError,
    OvertakenError,
    TiedError,
)
from domain.people import Reviewer
from handlers.desk.sight import visible
from storage import Session, cases, people
from storage.opening import Opening

LONGEST = 64
TAKING: Final = {"take": Act.TAKE_ON, "claim": Act.CLAIM}
"""The verbs by which a case that waits for somebody gets a holder."""
_SHAPE = re.compile(r"([a-z]{2,7}):([0-9a-f]{24}):([0-9]{1,9})(?::([A-Za-z0-9_-]{1,32}))?")


@dataclass(frozen=True, kw_only=True)
class Press:
    """Who pressed what, and where: `by` is a Telegram id, `thread` 0 outside of topics.

    `version` is the case's as the button's card showed it; `arg` is "" where there is none.
    """

    verb: str
    case_id: str
    version: int
    arg: str
    by: int
    chat: int
    thread: int
    message: int

    @property
    def private(self) -> bool:
        """Whether it was pressed in a private chat; a group's id is negative."""
        return self.chat > 0

    @classmethod
    def of(cls, update: Update) -> "Press":
        """The press in an update; OldButtonError when it is none of ours."""
        query = update.callback_query
        shape = _SHAPE.fullmatch(query.data or "") if query else None
        if query is None or shape is None or not isinstance(query.message, Message):
            raise OldButtonError
        return cls(
            verb=shape[1],
            case_id=shape[2],
            version=int(shape[3]),
            arg=shape[4] or "",
            by=query.from_user.id,
            chat=query.message.chat.id,
            thread=thread_of(query.message),
            message=query.message.message_id,
        )


@dataclass(frozen=True)
class Seat:
    """What a unit of work starts from: the case as it is now, and who acts in it."""

    case: Case
    actor: Actor
    reviewer: Reviewer


def data(verb: str, case: Case, arg: str = "") -> str:
    """What a button carries; it is old as soon as the case has changed."""
    text = f"{verb}:{case.id}:{case.version}" + (f":{arg}" if arg else "")
    if len(text.encode()) > LONGEST or not _SHAPE.fullmatch(text):
        raise ValueError("a button cannot carry this")
    return text


def pattern(*verbs: str) -> str:
    """The pattern by which a handler of these verbs is found."""
    return rf"^(?:{'|'.join(verbs)}):"


def thread_of(message: Message) -> int:
    """The topic a message stands in, 0 where there is none."""
    return message.message_thread_id or 0 if message.is_topic_message else 0


def seat(
    session: Session, opening: Opening, case_id: str, by: int, *, private: bool = False
) -> Seat:
    """The case and the reviewer behind a Telegram id, as the rules see them.

    NotAllowedError for somebody who is not (or no longer) enrolled, NotFoundError for no case,
    TiedError for who is tied to its enterprise: they do not even look. Outside the topic
    (`private`) there is nothing either for who is not in the case's room.
    """
    reviewer = people.reviewer_at(session, by)
    if reviewer is None:
        raise NotAllowedError("reviewer")
    case = cases.load(session, case_id)
    enterprise, _ = cases.tags(session, case_id)
    actor = actor_of(opening, reviewer, enterprise)
    if actor.tied:
        raise TiedError
    if private and not visible(session, opening, reviewer, [case]):
        raise NotFoundError
    return Seat(case, actor, reviewer)


def seat_at(session: Session, opening: Opening, case_id: str, press: Press) -> Seat:
    """The same where a button was pressed: in another desk's group there is no such case.

    Buttons can be forged, so it counts where the press came from, not what it carries.
    """
    found = seat(session, opening, case_id, press.by, private=press.private)
    if not press.private:
        here = people.room_at(session, press.chat)
        if here is None or here.id != found.case.room:
            raise NotFoundError
    return found


def actor_of(opening: Opening, reviewer: Reviewer, enterprise_tag: str | None) -> Actor:
    """A reviewer as the rules see them before a case with this tag."""
    tied = enterprise_tag in {opening.tag("enterprise", tie) for tie in reviewer.ties}
    return Actor(id=reviewer.id, role=reviewer.role, tied=tied)


def seat_of(session: Session, opening: Opening, press: Press) -> Seat:
    """The same for a press; OldButtonError when its card was old.

    Whoever wanted to take a case on that somebody else has just taken is told by whom. While it
    waits for somebody it can be taken from an old card too: else any change would silence a ring.
    """
    found = seat_at(session, opening, press.case_id, press)
    case, taking = found.case, TAKING.get(press.verb)
    if case.version == press.version:
        return found
    if taking is not None and case.holder not in (None, found.actor.id):
        raise OvertakenError(case.holder)
    if taking is None or case.holder is not None or case.stage not in MOVES[taking].stages:
        raise OldButtonError
    return found
