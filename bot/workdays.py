"""The calendar a process goes by: what the product knows, and the file an administrator keeps."""

import sys
from pathlib import Path
from typing import NoReturn

from bot.run_texts import RunTexts, texts
from bot.settings import WRONG, Settings
from storage.calendar import Calendar, CalendarFileError, Overrides


def calendar(settings: Settings) -> Calendar:
    """The calendar, or the end of the process: a sentence that names the place, and status 2.

    A file that is named has to be there; where none is named there need not be one.
    """
    say, path = texts(settings.language), settings.calendar_path
    try:
        if settings.calendar_file is not None:
            path.stat()
        return Calendar(Overrides.read(path))
    except CalendarFileError as error:
        _end(_what_is_wrong(say, path, error.year))
    except UnicodeDecodeError:
        _end(_what_is_wrong(say, path, None))
    except OSError:
        _end(say.no_calendar.format(path=path))


def _what_is_wrong(say: RunTexts, path: Path, year: object) -> str:
    if year is None:
        return say.bad_calendar.format(path=path)
    return say.bad_calendar_year.format(path=path, year=year)


def _end(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(WRONG)
