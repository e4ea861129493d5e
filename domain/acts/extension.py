"""Thirty more days: asked for by the holder, decided by somebody else."""

from dataclasses import replace
from datetime import datetime

from domain.acts import making
from domain.cases import EXTEND_BY, Act, Actor, Case, Due, DueKind, Extension, check
from domain.change import Change
from domain.notices import ExtensionAsked, HolderTold


def ask_extension(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Ask for thirty more days; somebody else decides."""
    check(case, Act.ASK_EXTENSION, by)
    asked = replace(case, extension=Extension.ASKED)
    told = ExtensionAsked(case.id, occasion=str(case.version))
    return making.change(asked, Act.ASK_EXTENSION, by, at, notices=(told,))


def grant_extension(case: Case, *, by: Actor, text: str, at: datetime) -> Change[Case]:
    """Grant thirty more days, once; the reporter reads the reason and the new date."""
    check(case, Act.GRANT_EXTENSION, by)
    base = case.due.day if case.due else at.date()
    due = Due(DueKind.CONCLUSION, base + EXTEND_BY)
    granted = replace(case, extension=Extension.GRANTED, due=due)
    line = making.line(Act.GRANT_EXTENSION, at, due=due.day, text=making.needed(text))
    return making.change(granted, Act.GRANT_EXTENSION, by, at, line=line)


def refuse_extension(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Refuse the thirty days; the date stands and may be asked about again."""
    check(case, Act.REFUSE_EXTENSION, by)
    refused = replace(case, extension=Extension.NONE)
    told = HolderTold(case.id, case.holder or "", occasion=f"refused-{case.version}")
    return making.change(refused, Act.REFUSE_EXTENSION, by, at, notices=(told,))
