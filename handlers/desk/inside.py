"""What stays inside: notes, and files a reviewer adds to a case; no receipt opens them."""

from dataclasses import replace

from domain.cases import Case
from handlers.desk import drafts
from handlers.desk.drafts import Draft, Held
from handlers.desk.press import Seat, seat
from handlers.desk.review import Office
from storage import Session, attachments, notes
from storage.attachments import Attachment, File
from storage.ids import fresh
from storage.notes import Note

FILES = "file"
"""The purpose under which one file after another is taken, until the reviewer says it is all."""


def note(
    session: Session,
    found: Seat,
    text: str,
    purpose: str,
    office: Office,
    files: tuple[File, ...] = (),
) -> None:
    """Keep something inside, sealed to the desk alone."""
    made = fresh()
    body = office.sealing.seal(text.encode(), notes.PLACE, made)
    written = Note(made, found.case.id, found.actor.id, purpose, office.at, body)
    notes.write(session, written, [_sealed(file, office) for file in files])


def more(session: Session, held: Held, office: Office) -> Held:
    """After a first file of an album the others are waited for."""
    draft = Draft(taken=len(held.draft.photos))
    kept = drafts.begin(
        session,
        office.sealing,
        reviewer=held.reviewer.id,
        chat=held.pending.chat,
        thread=held.pending.thread,
        case=held.pending.case,
        purpose=FILES,
        draft=draft,
        at=office.at,
    )
    return Held(kept, draft, held.reviewer)


def add(
    session: Session, held: Held, words: str, file: File, office: Office, *, by: int
) -> tuple[Held, Case]:
    """Keep one more file with the case, and go on waiting for the next."""
    private = held.pending.chat > 0
    found = seat(session, office.opening, held.pending.case, by, private=private)
    note(session, found, words, FILES, office, (file,))
    draft = replace(held.draft, taken=held.draft.taken + 1)
    return drafts.change(session, office.sealing, held, draft, at=office.at), found.case


def _sealed(file: File, office: Office) -> Attachment:
    name = fresh()
    content = office.sealing.seal_file(file.to_bytes(), attachments.PLACE, name)
    return Attachment(name, content)
