"""What a reviewer is about to write: kept sealed, so that a restart loses nothing."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import (
    NotAllowedError,
    OldPreviewError,
    TooManyFilesError,
    WaitedTooLongError,
)
from domain.people import Reviewer
from handlers.desk.press import Press
from storage import Session, pending, people
from storage.attachments import File
from storage.ids import fresh
from storage.opening import Opening
from storage.pending import Pending
from storage.sealing import Sealing

PHOTOS = 10


@dataclass(frozen=True)
class Draft:
    """A text and photos on their way; `department` is where a referral goes.

    `taken` files have been kept inside already.
    """

    text: str = ""
    photos: tuple[File, ...] = ()
    department: str = ""
    taken: int = 0

    @property
    def empty(self) -> bool:
        """Whether it is still waited for."""
        return not self.text and not self.photos

    def with_words(self, text: str, photo: File | None) -> "Draft":
        """With what was sent; a later photo joins, a later text takes the place of the first."""
        if photo is not None and len(self.photos) >= PHOTOS:
            raise TooManyFilesError
        photos = self.photos if photo is None else (*self.photos, photo)
        return replace(self, text=text.strip() or self.text, photos=photos)

    def to_bytes(self) -> bytes:
        """The draft as it is sealed."""
        files = [photo.to_bytes() for photo in self.photos]
        head = {
            "text": self.text,
            "department": self.department,
            "taken": self.taken,
            "sizes": [len(file) for file in files],
        }
        return json.dumps(head, ensure_ascii=False).encode() + b"\n" + b"".join(files)

    @classmethod
    def from_bytes(cls, plain: bytes) -> "Draft":
        """The draft that was sealed."""
        head, _, rest = plain.partition(b"\n")
        fields = json.loads(head)
        photos = []
        for size in fields["sizes"]:
            photos.append(File.from_bytes(rest[:size]))
            rest = rest[size:]
        return cls(fields["text"], tuple(photos), fields["department"], fields["taken"])


@dataclass(frozen=True)
class Held:
    """What somebody writes in a place, and who."""

    pending: Pending
    draft: Draft
    reviewer: Reviewer


def begin(
    session: Session,
    sealing: Sealing,
    *,
    reviewer: str,
    chat: int,
    thread: int,
    case: str,
    purpose: str,
    draft: Draft,
    at: datetime,
) -> Pending:
    """From now on what this reviewer writes in this place has a purpose."""
    made = fresh()
    body = sealing.seal_file(draft.to_bytes(), pending.PLACE, made)
    kept = Pending(
        id=made,
        reviewer=reviewer,
        chat=chat,
        thread=thread,
        case=case,
        purpose=purpose,
        asked_at=at,
        body=body,
    )
    pending.put(session, kept)
    return kept


def change(session: Session, sealing: Sealing, held: Held, draft: Draft, *, at: datetime) -> Held:
    """Keep the draft as it is now; what is no longer shown cannot be sent."""
    body = sealing.seal_file(draft.to_bytes(), pending.PLACE, held.pending.id)
    kept = replace(held.pending, body=body, message=None, asked_at=at)
    pending.put(session, kept)
    return Held(kept, draft, held.reviewer)


def find(
    session: Session, opening: Opening, *, by: int, chat: int, thread: int, now: datetime
) -> Held | None:
    """What the person behind a Telegram id is writing in this place.

    WaitedTooLongError when it was asked for so long ago that what they say now is no answer.
    """
    reviewer = people.reviewer_at(session, by)
    if reviewer is None:
        return None
    kept = pending.find(session, reviewer.id, chat, thread)
    if kept is None or kept.body is None:
        return None
    if kept.over(now):
        raise WaitedTooLongError
    plain = opening.open(kept.body, pending.PLACE, kept.id)
    return Held(kept, Draft.from_bytes(plain), reviewer)


def pressed(session: Session, opening: Opening, press: Press, *, now: datetime) -> Held:
    """The draft under the preview that was pressed, and no newer one than is read there.

    NotAllowedError for anybody but its writer, OldPreviewError for a preview that is over.
    """
    held = find(session, opening, by=press.by, chat=press.chat, thread=press.thread, now=now)
    if held is None or held.pending.id != press.arg:
        if pending.holder(session, press.arg) is not None:
            raise NotAllowedError("writer")
        raise OldPreviewError
    if held.pending.message != press.message:
        raise OldPreviewError
    return held


def forget(session: Session, *, by: int, chat: int, thread: int, now: datetime) -> None:
    """What was waited for too long in this place is waited for no longer."""
    reviewer = people.reviewer_at(session, by)
    kept = reviewer and pending.find(session, reviewer.id, chat, thread)
    if kept and kept.over(now):
        pending.drop(session, kept)


def shown(session: Session, kept: Pending, message: int) -> None:
    """Remember the message in which a draft is shown, unless it has gone meanwhile."""
    now = pending.find(session, kept.reviewer, kept.chat, kept.thread)
    if now is not None and now.id == kept.id:
        pending.put(session, replace(now, message=message))
