"""Databases to put under load: an office with enterprises, reviewers and cases."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.load.reviewers import FIRST, GROUP
from domain import acts
from domain.cases import Actor, Case
from domain.people import Enterprise, Reviewer, Role, Room
from domain.reading import Line, LineKind
from domain.receipts import ReceiptCode, case_code, locator, mailbox_seed, make
from domain.reports import Kind, Report
from storage import cases, people, schema, topics
from storage.calendar import known
from storage.ids import fresh
from storage.mailbox_keys import mailbox_public
from storage.opening import Opening, Stretch
from storage.sealing import Sealing
from storage.store import Session, Store

PASSPHRASE = "for the benchmark only"
STORY = "三号楼的安全出口锁着，灭火器过期半年了，晚班没有人管。"


async def made(
    folder: Path, *, url: str = "", held: int = 0, waiting: int = 0
) -> tuple[dict[str, str], list[str]]:
    """An office in a folder: what both processes are told of it, and its cases that are held.

    Besides them cases wait that nobody has taken on. `url` is its database, SQLite in the folder
    without one.
    """
    url = url or f"sqlite:///{folder / 'chuishao.db'}"
    schema.upgrade(url)
    (folder / "keys").mkdir()
    opening = Opening.make()
    opening.save(folder / "keys" / "opening.key", PASSPHRASE, Stretch(passes=1, memory=8192))
    key = opening.sealing.public_key.hex()
    (folder / "keys" / "sealing.key").write_text(f"{key}\n", encoding="ascii")
    async with Store(url) as store:
        await store.write(_settle_in, held)
        found = [await store.write(_held, opening.sealing, number) for number in range(held)]
        for number in range(held, held + waiting):
            await store.write(_posted, opening.sealing, number)
    told = {
        "CHUISHAO_ENV_FILE": "",
        "CHUISHAO_DATA_DIR": str(folder),
        "CHUISHAO_DATABASE_URL": url,
        "CHUISHAO_PASSPHRASE": PASSPHRASE,
        "CHUISHAO_DESK_USERNAME": "bench_desk_bot",
        "CHUISHAO_INTAKE_USERNAME": "bench_bot",
    }
    return told, found


def filing(code: ReceiptCode, sealing: Sealing, at: datetime, report: bytes) -> cases.Filing:
    """A report as it is filed under a receipt code."""
    case_id = fresh()
    short = case_code(secrets.token_bytes(16), 8)
    return cases.Filing(
        case=Case(id=case_id, code=short, kind=Kind.TIP, day=at.date()),
        report=sealing.seal_report(report, cases.PLACE, case_id),
        locator=locator(code),
        mailbox_key=mailbox_public(mailbox_seed(code)),
        files=(),
        first_line=Line(kind=LineKind.RECEIVED, day=at.date()),
    )


def _settle_in(session: Session, reviewers: int) -> None:
    for number in range(6):
        name = f"单位{number}"
        people.put_enterprise(session, Enterprise(id=f"e{number}", name=name, short=name))
    people.put_room(session, Room(id="room", chat_id=GROUP, ready=True))
    for number in range(reviewers):
        account, name = FIRST + number, f"r{number}"
        reviewer = Reviewer(id=name, label=f"审核员 {number}", role=Role.LEAD, chat_id=account)
        people.put_reviewer(session, reviewer)
        people.seen_in(session, "room", account, name)


def _posted(session: Session, sealing: Sealing, number: int) -> Case:
    now = datetime.now(UTC)
    report = Report(kind=Kind.TIP, texts=(STORY,)).to_bytes()
    filed = filing(make(secrets.token_bytes(32)), sealing, now, report)
    cases.file(session, filed, sealing=sealing, not_before=now)
    posted = acts.post(filed.case, room="room", rings=False, at=now, is_workday=known().is_workday)
    case = cases.record(session, posted, sealing=sealing, hold=False)
    topic = topics.Topic(
        case=case.id, room="room", thread=100 + number, title=case.code, card=100 + number
    )
    topics.remember(session, topic)
    return case


def _held(session: Session, sealing: Sealing, number: int) -> str:
    actor, now = Actor(id=f"r{number}", role=Role.LEAD), datetime.now(UTC)
    decided = acts.take_on(_posted(session, sealing, number), by=actor, at=now)
    taken = cases.record(session, decided, sealing=sealing, hold=False)
    return f"{taken.id}:{taken.version}"
