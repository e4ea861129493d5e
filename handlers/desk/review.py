"""Acts done by one press: taking on, handing back, marking, muting, deciding, taking back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain import acts
from domain.cases import Case
from domain.change import Change, Entry
from domain.errors import NotFoundError, OldButtonError, StageError, TiedError
from domain.notices import CardChanged
from domain.workdays import IsWorkday
from handlers.desk import after, told
from handlers.desk.called import called
from handlers.desk.context import Desk, DeskContext
from handlers.desk.press import Press, Seat, actor_of, pattern, seat, seat_at, seat_of
from handlers.desk.showing import Done, answer, done, take_away, tell_done
from handlers.desk.sight import visible
from handlers.texts.case import texts
from storage import Session, cases, journal, outbox, people
from storage.opening import Opening
from storage.sealing import Sealing

ACTS = ("take", "claim", "back", "exty", "extn", "urge", "calm", "gov", "mute", "loud")
CHOSEN = ("over", "into", "cat")


@dataclass(frozen=True)
class Office:
    """What every unit of work of an act needs: both keys, the moment, the calendar."""

    opening: Opening
    sealing: Sealing
    at: datetime
    is_workday: IsWorkday

    @classmethod
    def of(cls, desk: Desk) -> "Office":
        """The office as it is now."""
        return cls(desk.opening, desk.sealing, desk.now(), desk.is_workday)


Work = Callable[[Session, Press, Office], Done]


def handlers() -> list[BaseHandler[Update, DeskContext, None]]:
    """The handlers of acts by one press."""
    return [
        CallbackQueryHandler(on_act, pattern(*ACTS)),
        CallbackQueryHandler(on_choice, rf"^(?:{'|'.join(CHOSEN)}):[^:]+:[^:]+:."),
        CallbackQueryHandler(on_undo, pattern("undo")),
    ]


async def on_act(update: Update, context: DeskContext) -> None:
    """A reviewer pressed an act that needs nothing more."""
    await _do(update, context, act)


async def on_choice(update: Update, context: DeskContext) -> None:
    """A reviewer chose to whom, with which case, or which category."""
    await _do(update, context, _choice)


async def on_undo(update: Update, context: DeskContext) -> None:
    """A reviewer took the last act back, or was too late."""
    desk, press = context.desk, Press.of(update)
    await desk.store.write(_undo, press, Office.of(desk))
    await answer(update, texts(desk.language).taken_back)
    await take_away(desk, press)
    await after.undone(desk, press)


async def _do(update: Update, context: DeskContext, work: Work) -> None:
    desk, press = context.desk, Press.of(update)
    what = await desk.store.write(work, press, Office.of(desk))
    said = texts(desk.language).held(what.verb, what.case.code, hidden=what.hidden)
    await answer(update, said)
    if press.arg or press.verb == "gov":
        await take_away(desk, press)
    if what.hidden:
        await tell_done(desk, what, chat=press.chat, thread=press.thread)
    await after.act(desk, press)


def act(session: Session, press: Press, office: Office) -> Done:
    """Decide and record what one press of ACTS asks for."""
    found = seat_of(session, office.opening, press)
    change = _decide(session, press, found, office)
    case = cases.record(session, change, sealing=office.sealing)
    return done(session, press.verb, case, now=office.at)


def _decide(session: Session, press: Press, found: Seat, office: Office) -> Change[Case]:
    case, by, at = found.case, found.actor, office.at
    match press.verb:
        case "take":
            return acts.take_on(case, by=by, at=at)
        case "claim":
            return acts.claim(case, by=by, at=at)
        case "back":
            return acts.return_referral(case, by=by, at=at)
        case "exty":
            asked = told.asked_extension(session, office.opening, case.id)
            if asked is None:
                raise StageError
            return acts.grant_extension(case, by=by, text=asked.reason, at=at)
        case "extn":
            return acts.refuse_extension(case, by=by, at=at)
        case "urge":
            rings = bool(called(session, office.opening, case, at).on_duty)
            return acts.mark_urgent(case, by=by, rings=rings, at=at, is_workday=office.is_workday)
        case "calm":
            return acts.unmark_urgent(case, by=by, at=at, is_workday=office.is_workday)
        case "gov":
            return acts.report_death(case, by=by, at=at)
        case "mute":
            return acts.mute(case, by=by, at=at)
        case "loud":
            return acts.unmute(case, by=by, at=at)
        case _:
            raise OldButtonError


def _choice(session: Session, press: Press, office: Office) -> Done:
    found = seat_of(session, office.opening, press)
    case, by, at = found.case, found.actor, office.at
    match press.verb:
        case "over":
            person = people.reviewer(session, press.arg)
            if not person.active:
                raise NotFoundError
            to = actor_of(office.opening, person, cases.tags(session, case.id)[0])
            if not visible(session, office.opening, person, [case]):
                raise TiedError
            change = acts.hand_over(case, by=by, to=to, at=at)
        case "into":
            return merge(session, found, press.arg, by=press.by, office=office)
        case "cat":
            return _categorise(session, press, found, office)
        case _:
            raise OldButtonError
    return done(session, press.verb, cases.record(session, change, sealing=office.sealing), now=at)


def merge(session: Session, found: Seat, code: str, *, by: int, office: Office) -> Done:
    """Merge a case into the one under a code; whoever may not see that one finds nothing."""
    into = cases.find(session, code)
    if into is None:
        raise NotFoundError
    other = seat(session, office.opening, into.id, by, private=True).case
    change = acts.merge(found.case, into=other, by=found.actor, at=office.at)
    case = cases.record(session, change, sealing=office.sealing)
    return done(session, "merge", case, now=office.at)


def _categorise(session: Session, press: Press, found: Seat, office: Office) -> Done:
    enterprise, _ = cases.tags(session, found.case.id)
    category = office.opening.tag("category", press.arg)
    cases.tag(session, found.case.id, enterprise=enterprise, category=category)
    journal.append(session, Entry("category", found.actor.id, office.at, found.case.id))
    outbox.put(session, CardChanged(found.case.id), not_before=office.at)
    return Done("cat", cases.load(session, found.case.id))


def _undo(session: Session, press: Press, office: Office) -> Case:
    found = seat_at(session, office.opening, press.case_id, press)
    return cases.take_back(session, found.case.id, press.arg, by=found.actor, at=office.at)
