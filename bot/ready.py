"""Whether the database is what this program was made for; a process that finds otherwise ends."""

import sys

from sqlalchemy.exc import SQLAlchemyError

from bot.settings import WRONG, Settings
from bot.store_texts import texts
from storage import schema


def require_newest(settings: Settings) -> None:
    """Ends the process, with a sentence and status 2, unless the schema is the newest."""
    sentence = what_is_wrong(settings)
    if sentence is not None:
        sys.stderr.write(f"{sentence}\n")
        raise SystemExit(WRONG)


def what_is_wrong(settings: Settings) -> str | None:
    """What keeps the database from being used, and its cure; None when nothing does."""
    say = texts(settings.language)
    try:
        revision = schema.current(settings.database)
    except (SQLAlchemyError, OSError):
        return say.unreachable
    if revision is None:
        return say.empty
    if revision == schema.newest():
        return None
    known = revision in schema.revisions()
    sentence = say.older if known else say.newer
    return sentence.format(revision=revision, newest=schema.newest())
