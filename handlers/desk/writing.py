"""Texts a reviewer is asked for: whoever pressed for one, their next message here is taken.

Plain messages and replies in a topic stay inside and are not kept; only what was asked for by a
button, `/reply` or `/note` is taken, and within half an hour.
"""

from dataclasses import replace

from telegram import Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from domain.errors import FileUncleanableError, OldButtonError, TextMissingError
from domain.lengths import cut
from handlers.desk import after, drafts, enterprise, inside, outgoing, photos
from handlers.desk.commands import LONGEST
from handlers.desk.context import DeskContext
from handlers.desk.drafts import Draft, Held
from handlers.desk.press import Press, pattern, seat_of, thread_of
from handlers.desk.previews import Shown, show
from handlers.desk.review import Office
from handlers.desk.showing import Done, answer, take_away, tell_done
from handlers.texts.case import Catalogue, texts
from storage import Session, cases
from storage.attachments import File

ASKING = ("ask", "reply", *outgoing.OUTCOMES, "ext", "open", "note", "chased", inside.FILES)


def handlers() -> list[BaseHandler[Update, DeskContext, None]]:
    """The handlers of presses that ask for a text, and of the text; they belong last of all.

    A press that nobody else took is answered here too.
    """
    heard = filters.UpdateType.MESSAGE & ~filters.COMMAND & ~filters.StatusUpdate.ALL
    return [
        CallbackQueryHandler(on_ask, pattern(*ASKING)),
        CallbackQueryHandler(on_ask, r"^(?:decr|refd):[^:]+:[^:]+:."),
        CallbackQueryHandler(on_ask, r"^(?:into|seek):[^:]+:[^:]+\Z"),
        CallbackQueryHandler(on_nothing),
        MessageHandler(heard, on_words),
    ]


async def on_ask(update: Update, context: DeskContext) -> None:
    """A reviewer wants to write: from now on their next message here is taken."""
    desk, press = context.desk, Press.of(update)
    say = texts(desk.language)
    shown = await desk.store.write(_begin, press, say, Office.of(desk))
    await answer(update)
    if press.arg or press.verb in ("into", "seek"):
        await take_away(desk, press)
    await show(desk, shown)


async def on_nothing(_: Update, __: DeskContext) -> None:
    """Somebody pressed a button that stands for nothing (any more)."""
    raise OldButtonError


async def on_words(update: Update, context: DeskContext) -> None:
    """Somebody wrote a message: taken if it was asked for, else left alone."""
    desk, message = context.desk, update.message
    if message is None or message.from_user is None:
        return
    place = {"by": message.from_user.id, "chat": message.chat.id, "thread": thread_of(message)}
    held = await desk.store.read(drafts.find, desk.opening, **place, now=desk.now())
    if held is None:
        return
    if not _wanted(held, message):
        if message.chat.id > 0:  # there everything is for the desk; in a topic people talk
            case = await desk.store.read(cases.load, held.pending.case)
            await show(desk, Shown(held, case), former=held.pending.message)
        return
    words = cut(message.text or message.caption or "", LONGEST)
    if held.pending.purpose == "seek":
        await enterprise.found(desk, held, words, by=place["by"])
        return
    if held.pending.purpose == inside.FILES:
        file = await photos.kept_of(message)
        result: Shown | Done = await desk.store.write(
            _file, held, words, file, Office.of(desk), **place
        )
    else:
        photo = await photos.sent_with(message)
        if photo is not None and held.pending.purpose not in outgoing.TAKES_PHOTOS:
            raise FileUncleanableError
        album = message.media_group_id is not None
        result = await desk.store.write(
            _words, held, words, photo, Office.of(desk), album=album, **place
        )
    if isinstance(result, Shown):
        await show(desk, result, former=held.pending.message)
    else:
        await tell_done(desk, result, chat=place["chat"], thread=place["thread"])
        await after.words(desk, result, by=place["by"], chat=place["chat"])


def _wanted(held: Held, message: Message) -> bool:
    """Whether a message is what was asked for: once shown, only an album's other photos are.

    Where files are asked for, plain words are ordinary talk.
    """
    if held.pending.purpose == inside.FILES:
        return message.text is None
    if held.draft.empty:
        return True
    return held.pending.purpose in outgoing.WITH_PHOTOS and bool(
        message.photo and message.media_group_id
    )


def _begin(session: Session, press: Press, say: Catalogue, office: Office) -> Shown:
    found = seat_of(session, office.opening, press)
    purpose, draft = press.verb, Draft()
    if press.verb == "decr":
        purpose = "dec"
        reason = say.reasons.get(press.arg)
        draft = Draft(text=reason[1]) if reason else draft
    elif press.verb == "refd":
        purpose = "refer" if press.arg == "other" else "restate"
        draft = Draft(department="" if press.arg == "other" else press.arg)
    outgoing.check_purpose(session, found, purpose)
    kept = drafts.begin(
        session,
        office.sealing,
        reviewer=found.reviewer.id,
        chat=press.chat,
        thread=press.thread,
        case=found.case.id,
        purpose=purpose,
        draft=draft,
        at=office.at,
    )
    return Shown(Held(kept, draft, found.reviewer), found.case)


def _file(
    session: Session,
    before: Held,
    words: str,
    file: File,
    office: Office,
    *,
    by: int,
    chat: int,
    thread: int,
) -> Shown:
    held = _still(session, before, office, by=by, chat=chat, thread=thread)
    return Shown(*inside.add(session, held, words, file, office, by=by))


def _words(
    session: Session,
    before: Held,
    words: str,
    photo: File | None,
    office: Office,
    *,
    album: bool,
    by: int,
    chat: int,
    thread: int,
) -> "Shown | Done":
    held = _still(session, before, office, by=by, chat=chat, thread=thread)
    draft = held.draft.with_words(words, photo)
    if draft.empty:
        raise TextMissingError
    if held.pending.purpose == "refer":
        held = replace(held, pending=replace(held.pending, purpose="restate"))
        draft = Draft(department=draft.text)
    held = drafts.change(session, office.sealing, held, draft, at=office.at)
    if draft.empty or held.pending.purpose in outgoing.PREVIEWED:
        return Shown(held, cases.load(session, held.pending.case))
    done = outgoing.record(session, held, office, by=by)
    if photo is not None and album:
        return Shown(inside.more(session, held, office), done.case)
    return done


def _still(
    session: Session, before: Held, office: Office, *, by: int, chat: int, thread: int
) -> Held:
    held = drafts.find(session, office.opening, by=by, chat=chat, thread=thread, now=office.at)
    if held is None or held.pending.id != before.pending.id:
        raise TextMissingError
    return held
