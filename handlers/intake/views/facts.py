"""What a screen shows that is not in the draft."""

from dataclasses import dataclass, field
from datetime import datetime, time

from domain.counts import NOTHING, Told
from domain.people import Enterprise
from domain.reading import Line
from domain.retention import Keeping
from handlers.texts.intake.catalogue import Hotlines
from storage.officers import Officers


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Read for one showing of a screen; `lines` are an open mailbox's, opened.

    `hour` is when what is about to be sent would be posted, None where it goes at once anyway.
    `month` is what may be told of the last one: its reports, answered and waiting.
    `officers` are those to whom an identity can be sealed, if the office has named any.
    """

    now: datetime
    hotlines: Hotlines
    enterprises: tuple[Enterprise, ...] = ()
    on_duty: bool = False
    next_shift: datetime | None = None
    lines: tuple[Line, ...] = field(default=(), repr=False)
    posted: bool = True
    knocks: bool = False
    knock_hour: time = time(20)
    source: str = ""
    keeping: Keeping = field(default_factory=Keeping)
    backups: int = 14
    month: Told = NOTHING
    hour: datetime | None = None
    officers: Officers | None = None
