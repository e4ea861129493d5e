"""A text that was written is recorded: as an act the reporter will read, or as a note inside."""

from collections.abc import Callable
from typing import Final

from domain import acts
from domain.cases import Act, Case, Outcome, check
from domain.change import Change
from domain.errors import OldButtonError
from handlers.desk import review
from handlers.desk.buttons import ACTS
from handlers.desk.drafts import Draft, Held
from handlers.desk.press import Seat, seat
from handlers.desk.review import Office
from handlers.desk.showing import Done, done
from handlers.desk.told import EXTENSION
from handlers.texts.case import Catalogue
from storage import Session, attachments, cases, letters, notes, pending
from storage.attachments import Attachment
from storage.ids import fresh
from storage.notes import Note

OUTCOMES: Final = {
    "proven": Outcome.PROVEN,
    "partly": Outcome.PARTLY,
    "unprov": Outcome.UNPROVEN,
}
PREVIEWED: Final = frozenset({"ask", "reply", "dec", "open", *OUTCOMES})
"""Purposes whose words the reporter reads, and which are shown once more before they go out."""
WITH_PHOTOS: Final = frozenset({"ask", "reply"})
_NOTES: Final = {"note": "note", "chased": "receipt", "ext": EXTENSION, "restate": "restatement"}


def check_purpose(found: Seat, purpose: str) -> None:
    """Refuse early what could not be done once it is written."""
    act = {"refer": Act.REFER, "restate": Act.REFER, "into": Act.MERGE}.get(purpose)
    act = act or ACTS.get(purpose)
    if act is not None:
        check(found.case, act, found.actor)


def send(session: Session, held: Held, office: Office, *, by: int) -> Done:
    """Record the act with exactly the words that were approved."""
    private = held.pending.chat > 0
    found = seat(session, office.opening, held.pending.case, by, private=private)
    change, files = _change(session, held, found, office)
    pending.drop(session, held.pending)
    case = cases.record(session, change, sealing=office.sealing, files=files)
    return done(session, held.pending.purpose, case, now=office.at)


def record(session: Session, held: Held, say: Catalogue, office: Office, *, by: int) -> Done:
    """Record what needs no preview: a note, a referral's restatement, a request, a merge."""
    private = held.pending.chat > 0
    found = seat(session, office.opening, held.pending.case, by, private=private)
    purpose, draft = held.pending.purpose, held.draft
    pending.drop(session, held.pending)
    if purpose == "into":
        return review.merge(session, found, draft.text.strip(), by=by, office=office)
    if purpose in _NOTES:
        note(session, found, draft.text, _NOTES[purpose], office)
    change: Change[Case] | None = None
    if purpose == "ext":
        change = acts.ask_extension(found.case, by=found.actor, at=office.at)
    elif purpose == "restate":
        change = acts.refer(
            found.case,
            by=found.actor,
            department=say.departments.get(draft.department, draft.department),
            at=office.at,
            is_workday=office.is_workday,
        )
    elif purpose == "chased":
        change = acts.receipt_came(found.case, by=found.actor, at=office.at)
    if change is None:
        return Done(purpose, found.case)
    case = cases.record(session, change, sealing=office.sealing)
    verb = "refer" if purpose == "restate" else purpose
    return done(session, verb, case, now=office.at)


def note(session: Session, found: Seat, text: str, purpose: str, office: Office) -> None:
    """Keep something inside, sealed to the desk alone."""
    made = fresh()
    body = office.sealing.seal(text.encode(), notes.PLACE, made)
    notes.write(session, Note(made, found.case.id, found.actor.id, purpose, office.at, body))


def _change(
    session: Session, held: Held, found: Seat, office: Office
) -> tuple[Change[Case], list[Attachment]]:
    purpose, draft = held.pending.purpose, held.draft
    case, by, at = found.case, found.actor, office.at
    if purpose in WITH_PHOTOS:
        files = _sealed(session, case, draft, office)
        act: Callable[..., Change[Case]] = acts.ask if purpose == "ask" else acts.reply
        ids = tuple(file.id for file in files)
        return act(case, by=by, text=draft.text, at=at, files=ids), files
    if purpose in OUTCOMES:
        outcome = OUTCOMES[purpose]
        return acts.conclude(case, by=by, outcome=outcome, text=draft.text, at=at), []
    if purpose == "dec":
        return acts.decline(case, by=by, text=draft.text, at=at), []
    if purpose == "open":
        return acts.reopen(case, by=by, text=draft.text, at=at), []
    raise OldButtonError


def _sealed(session: Session, case: Case, draft: Draft, office: Office) -> list[Attachment]:
    mailbox = letters.key(session, case.id)
    if mailbox is None:
        return []
    made = []
    for photo in draft.photos:
        name = fresh()
        content = office.sealing.seal_file_for(mailbox, photo.to_bytes(), attachments.PLACE, name)
        made.append(Attachment(name, content))
    return made
