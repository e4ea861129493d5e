"""A text that was written is recorded: as an act the reporter will read, or as a note inside."""

from collections.abc import Callable
from typing import Final

from domain import acts
from domain.cases import Act, Case, Outcome, check
from domain.change import Change
from domain.errors import MailboxBurntError, OldButtonError
from handlers.desk import inside, review
from handlers.desk.buttons import ACTS
from handlers.desk.drafts import Draft, Held
from handlers.desk.press import Seat, seat
from handlers.desk.review import Office
from handlers.desk.showing import Done, done
from handlers.desk.slip import RESTATEMENT
from handlers.desk.told import EXTENSION
from handlers.texts.case import Catalogue
from storage import Session, attachments, cases, letters, pending
from storage.attachments import Attachment
from storage.ids import fresh

OUTCOMES: Final = {
    "proven": Outcome.PROVEN,
    "partly": Outcome.PARTLY,
    "unprov": Outcome.UNPROVEN,
}
PREVIEWED: Final = frozenset({"ask", "reply", "dec", "open", "restate", "ext", *OUTCOMES})
"""Purposes whose words somebody else will read, and which are shown once more before they go."""
WITH_PHOTOS: Final = frozenset({"ask", "reply"})
_NOTES: Final = {"note": "note", "chased": "receipt", "ext": EXTENSION, "restate": RESTATEMENT}
TAKES_PHOTOS: Final = WITH_PHOTOS | {"note", "chased"}


def check_purpose(session: Session, found: Seat, purpose: str) -> None:
    """Refuse early what could not be done once it is written, or would reach nobody."""
    act = {"refer": Act.REFER, "restate": Act.REFER, "into": Act.MERGE}.get(purpose)
    act = act or ACTS.get(purpose)
    if act is not None:
        check(found.case, act, found.actor)
    _check_mailbox(session, found, purpose)


def _check_mailbox(session: Session, found: Seat, purpose: str) -> None:
    if purpose in WITH_PHOTOS and letters.key(session, found.case.id) is None:
        raise MailboxBurntError


def department(say: Catalogue, draft: Draft) -> str:
    """The department a referral goes to, as the reporter reads it."""
    return say.departments.get(draft.department, draft.department)


def send(session: Session, held: Held, say: Catalogue, office: Office, *, by: int) -> Done:
    """Record the act with exactly the words that were approved."""
    private = held.pending.chat > 0
    found = seat(session, office.opening, held.pending.case, by, private=private)
    purpose = held.pending.purpose
    _check_mailbox(session, found, purpose)
    change, files = _change(session, held, found, say, office)
    pending.drop(session, held.pending)
    if purpose in _NOTES:
        inside.note(session, found, held.draft.text, _NOTES[purpose], office)
    case = cases.record(session, change, sealing=office.sealing, files=files)
    verb = "refer" if purpose == "restate" else purpose
    return done(session, verb, case, now=office.at)


def record(session: Session, held: Held, office: Office, *, by: int) -> Done:
    """Record what nobody outside the desk will read: a note, an answer, a merge."""
    private = held.pending.chat > 0
    found = seat(session, office.opening, held.pending.case, by, private=private)
    purpose, draft = held.pending.purpose, held.draft
    pending.drop(session, held.pending)
    if purpose == "into":
        return review.merge(session, found, draft.text.strip(), by=by, office=office)
    inside.note(session, found, draft.text, _NOTES[purpose], office, draft.photos)
    if purpose != "chased":
        return Done(purpose, found.case)
    change = acts.receipt_came(found.case, by=found.actor, at=office.at)
    case = cases.record(session, change, sealing=office.sealing)
    return done(session, purpose, case, now=office.at)


def _change(
    session: Session, held: Held, found: Seat, say: Catalogue, office: Office
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
    if purpose == "ext":
        return acts.ask_extension(case, by=by, at=at), []
    if purpose == "restate":
        change = acts.refer(
            case,
            by=by,
            department=department(say, draft),
            at=at,
            is_workday=office.is_workday,
        )
        return change, []
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
