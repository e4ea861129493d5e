"""Enterprises, sites and the duty roster from workbooks: read whole, checked whole, kept whole."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot import cells
from bot.cells import Wrong
from bot.sheets import Column, Fault, Row, SheetError, Watch
from domain.people import Enterprise, Site
from storage import Session, duty, people
from storage.duty import Shift
from storage.ids import fresh

ENTERPRISES: Final = (
    Column("名称", cells.text, "东胜建工集团有限公司"),
    Column("简称", cells.text, "东胜建工"),
    Column("审核群", cells.chat_number, "", needed=False),
)
SITES: Final = (
    Column("编号", cells.code, "A17"),
    Column("名称", cells.text, "铁西三号工地"),
    Column("单位", cells.text, "东胜建工"),
)
ROSTER: Final = (
    Column("日期", cells.day, "2026-11-23"),
    Column("开始", cells.moment, "08:30"),
    Column("结束", cells.moment, "17:30"),
    Column("审核员", cells.text, "审核员甲"),
    Column("级别", cells.text, "值班"),
)
RANKS: Final = {"值班": 0, "组长": 1, "分管领导": 2}


def put_enterprises(session: Session, rows: list[Row], watch: Watch = iter) -> tuple[int, int]:
    """Keeps enterprises, known ones by their name; how many were new and how many known.

    Raises:
        SheetError: when a name or short name is there twice or a group is no desk.
    """
    known = {enterprise.name: enterprise for enterprise in people.enterprises(session)}
    rooms = {room.chat_id: room.id for room in people.rooms(session)}
    coming = {row.values["名称"] for row in rows}
    taken = [one.short for one in known.values() if one.name not in coming]
    faults = _twice(rows, "名称") + _twice(rows, "简称", taken)
    for row in rows:
        if row.values["审核群"] not in (None, *rooms):
            faults.append(row.fault("审核群", Wrong.UNKNOWN_ROOM))
    if faults:
        raise SheetError(faults)
    made = []
    for row in watch(rows):
        before = known.get(row.values["名称"])
        room = before.room if before else None
        if row.values["审核群"] is not None:
            room = rooms[row.values["审核群"]]
        enterprise = Enterprise(
            id=before.id if before else fresh(),
            name=row.values["名称"],
            short=row.values["简称"],
            room=room,
        )
        made.append(enterprise)
    people.put_enterprises(session, made)
    old = len(coming & known.keys())
    return len(rows) - old, old


def put_sites(session: Session, rows: list[Row], watch: Watch = iter) -> tuple[int, int]:
    """Keeps sites, known ones by their code; how many were new and how many known.

    Raises:
        SheetError: when a code is there twice or an enterprise is not known.
    """
    owners: dict[str, str] = {}
    for enterprise in people.enterprises(session):
        owners |= {enterprise.name: enterprise.id, enterprise.short: enterprise.id}
    faults = _twice(rows, "编号")
    unknown = [row for row in rows if row.values["单位"] not in owners]
    faults += [row.fault("单位", Wrong.UNKNOWN_ENTERPRISE) for row in unknown]
    if faults:
        raise SheetError(faults)
    known = {one.code: one for one in people.sites(session)}
    made = []
    for row in watch(rows):
        before = known.get(row.values["编号"])
        site = Site(
            id=before.id if before else fresh(),
            code=row.values["编号"],
            name=row.values["名称"],
            enterprise=owners[row.values["单位"]],
        )
        made.append(site)
    people.put_sites(session, made)
    old = sum(one.code in known for one in made)
    return len(made) - old, old


def put_roster(
    session: Session, rows: list[Row], watch: Watch = iter, *, zone: ZoneInfo
) -> list[Shift]:
    """Puts the roster in the place of every shift that ends after its first begins.

    A shift that ends no later than it begins ends on the following day.

    Raises:
        SheetError: when a reviewer or a rank is not known.
    """
    known = {reviewer.label: reviewer.id for reviewer in people.reviewers(session)}
    faults = []
    for row in rows:
        if row.values["审核员"] not in known:
            faults.append(row.fault("审核员", Wrong.UNKNOWN_REVIEWER))
        if row.values["级别"] not in RANKS:
            faults.append(row.fault("级别", Wrong.UNKNOWN_RANK))
    if faults:
        raise SheetError(faults)
    shifts = [_shift(row, known[row.values["审核员"]], zone) for row in watch(rows)]
    duty.replace_from(session, min(shift.starts_at for shift in shifts), shifts)
    return shifts


def _shift(row: Row, reviewer: str, zone: ZoneInfo) -> Shift:
    midnight = datetime.combine(row.values["日期"], datetime.min.time(), zone)
    starts, ends = row.values["开始"], row.values["结束"]
    if ends <= starts:
        ends += timedelta(days=1)
    rank = RANKS[row.values["级别"]]
    return Shift(fresh(), reviewer, rank, midnight + starts, midnight + ends)


def _twice(rows: list[Row], column: str, taken: list[str] | None = None) -> list[Fault]:
    counts = Counter([*(row.values[column] for row in rows), *(taken or [])])
    return [row.fault(column, Wrong.TWICE) for row in rows if counts[row.values[column]] > 1]
