"""One-time codes for enrolling a person and linking a group; kept as digests, used once."""

import hashlib
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from domain.errors import EnrolmentError
from storage.tables import CodeRow

ENROL: Final = "enrol"
"""Purpose of the code with which a person becomes a reviewer; its subject is the reviewer's id."""
CONTACT: Final = "contact"
"""Purpose of the code of a contact; its subject is `enterprise:part:contact`."""
PRACTICE: Final = "practice"
"""Purpose of the code with which a report is one of practice; it may be used again, for hours."""
LINK: Final = "link"
"""Purpose of the code with which a group becomes a desk; its subject is empty."""


def put(session: Session, code: str, *, purpose: str, subject: str, expires_at: datetime) -> None:
    """Make a code usable, once, for a purpose and a subject."""
    session.merge(
        CodeRow(digest=_digest(code), purpose=purpose, subject=subject, expires_at=expires_at)
    )
    session.flush()


def look(session: Session, code: str, *, purpose: str, now: datetime) -> str:
    """What a code stands for, without using it up; EnrolmentError when for nothing."""
    row = session.get(CodeRow, _digest(code))
    if row is None or row.purpose != purpose or row.expires_at <= now:
        raise EnrolmentError
    return row.subject


def use(session: Session, code: str, *, purpose: str, now: datetime) -> str:
    """Use a code up and hand back its subject."""
    subject = look(session, code, purpose=purpose, now=now)
    session.delete(session.get_one(CodeRow, _digest(code)))
    session.flush()
    return subject


def void(session: Session, code: str) -> None:
    """Make a code unusable."""
    row = session.get(CodeRow, _digest(code))
    if row is not None:
        session.delete(row)
        session.flush()


def _digest(code: str) -> str:
    letters = "".join(character for character in code.upper() if character.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()
