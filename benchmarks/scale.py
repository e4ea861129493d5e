"""What the daily acts cost among a thousand cases, and among very many."""

import asyncio
import os
import secrets
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

from sqlalchemy import Table, insert

from benchmarks.figures import Figure
from benchmarks.load import offices
from benchmarks.load.reviewers import FIRST, GROUP
from domain import receipts
from domain.cases import Extension, Stage
from domain.reading import Line, LineKind
from domain.reports import Kind, Report
from handlers.desk.card import look
from handlers.desk.press import Press
from handlers.desk.review import Office, act
from handlers.desk.sight import listed
from handlers.desk.trail import Walk, moved
from storage import cases, envelope, letters, people
from storage.calendar import known
from storage.mailbox_keys import mailbox_private, mailbox_public
from storage.opening import Opening
from storage.sealed import Sealed
from storage.store import Session, Store
from storage.tables import CaseRow, LetterRow

FEW: Final = 1_000
MANY: Final = int(os.environ.get("BENCH_CASES", "100000"))
OPEN: Final = 64
"""Cases in work, which are as many in an old office as in a young one."""
WAITING: Final = 32
"""Cases that nobody has taken on yet."""
TIMES: Final = 200
_CHUNK: Final = 5_000
_STORY: Final = "三号楼的安全出口锁着，灭火器过期半年了，晚班没有人管。"


async def run() -> list[Figure]:
    """Each act's median among few and among many, and their ratio."""
    few, many = await _medians(FEW), await _medians(MANY)
    return [
        Figure(
            f"{what}, among {MANY:,} cases against {FEW:,}",
            f"{1000 * many[what]:.1f} ms ({many[what] / few[what]:.2f} ×)",
            f"median of {TIMES}, one after the other; {OPEN} cases are in work, "
            f"{WAITING} wait, the others are over",
        )
        for what in few
    ]


async def _medians(count: int) -> dict[str, float]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        _, held = await offices.made(folder, held=OPEN, waiting=WAITING)
        opening = Opening.load(folder / "keys" / "opening.key", offices.PASSPHRASE)
        async with Store(f"sqlite:///{folder / 'chuishao.db'}") as store:
            await _fill(store, count - OPEN - WAITING)
            return await _measured(store, opening, held)


async def _measured(store: Store, opening: Opening, held: list[str]) -> dict[str, float]:
    report = Report(kind=Kind.TIP, texts=(_STORY,)).to_bytes()
    codes = [receipts.make(secrets.token_bytes(32)) for _ in range(TIMES)]
    now = datetime.now(UTC)

    async def file(number: int) -> None:
        filing = offices.filing(codes[number], opening.sealing, now, report)
        await store.write(cases.file, filing, sealing=opening.sealing, not_before=now)

    async def look(number: int) -> None:
        code = codes[number]
        box = await store.read(letters.find, receipts.locator(code), now=now)
        assert box is not None
        private = mailbox_private(receipts.mailbox_seed(code))
        for letter in box.letters:
            envelope.unseal(letter.body, private=private, place=letters.PLACE, item=letter.id)

    async def press(number: int) -> None:
        case, _, version = held[number % OPEN].partition(":")
        turn = number // OPEN
        done = Press(
            verb=("mute", "loud")[turn % 2],
            case_id=case,
            version=int(version) + turn,
            arg="",
            by=FIRST + number % OPEN,
            chat=GROUP,
            thread=100 + number % OPEN,
            message=1,
        )
        office = Office(opening, opening.sealing, datetime.now(UTC), known().is_workday)
        await store.write(act, done, office)

    async def queue(_: int) -> None:
        await store.read(_list, opening, "queue")

    async def next_one(number: int) -> None:
        await store.read(_next, opening, FIRST + number % OPEN)

    async def mine(_: int) -> None:
        await store.read(_list, opening, "mine")

    acts = {
        "a report filed": file,
        "a mailbox opened": look,
        "a button of a card": press,
        "the queue listed": queue,
        "the next case shown": next_one,
        "one's own cases listed": mine,
    }
    return {what: await _median(does) for what, does in acts.items()}


async def _median(does: Callable[[int], Awaitable[None]]) -> float:
    times = []
    for number in range(TIMES):
        started = time.perf_counter()
        await does(number)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _list(session: Session, opening: Opening, kind: str) -> None:
    listed(session, opening, people.reviewer(session, "r0"), kind, datetime.now(UTC))


def _next(session: Session, opening: Opening, account: int) -> None:
    now = datetime.now(UTC)
    stands = moved(session, opening, Walk(account, "queue"), now, forward=True)
    assert stands.case is not None
    look(session, stands.case, now=now)


async def _fill(store: Store, count: int) -> None:
    for start in range(0, count, _CHUNK):
        await store.write(_closed, min(_CHUNK, count - start))
        await asyncio.sleep(0)


def _closed(session: Session, count: int) -> None:
    """Cases that are over, each with a line; their content was destroyed, as it is after its time.

    They are laid down by whole pages, since filing a million one by one would take hours.
    """
    ids = [secrets.token_hex(12) for _ in range(count)]
    day = date(2026, 1, 5)
    first = Line(kind=LineKind.RECEIVED, day=day).to_bytes()
    body = Sealed(first + bytes(300))
    session.execute(insert(_table(CaseRow)), [_case(each, day) for each in ids])
    session.execute(insert(_table(LetterRow)), [_letter(each, body) for each in ids])


def _case(case: str, day: date) -> dict[str, Any]:
    return {
        **dict.fromkeys(("urgent", "rung", "question_open", "objected", "death", "muted"), False),
        "id": case,
        "code": secrets.token_hex(6),
        "kind": Kind.TIP,
        "stage": Stage.CLOSED,
        "day": day,
        "concluded_on": day + timedelta(days=30),
        "extension": Extension.NONE,
        "excluded": [],
        "room_id": "room",
        "posted": True,
        "practice": False,
        "enterprise_tag": secrets.token_hex(16),
        "locator": secrets.token_hex(16),
        "mailbox_key": mailbox_public(secrets.token_bytes(32)),
        "report": Sealed(bytes(64)),
        "version": 3,
    }


def _letter(case: str, body: Sealed) -> dict[str, Any]:
    return {
        "id": secrets.token_hex(12),
        "case_id": case,
        "position": 1,
        "inward": False,
        "visible_from": None,
        "posted": True,
        "seen": True,
        "to_show": None,
        "body": body,
    }


def _table(row: type[CaseRow | LetterRow]) -> Table:
    return cast("Table", row.__table__)
