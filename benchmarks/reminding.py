"""How fast the weekly reminders go out, and that a killed desk goes on where it was."""

import asyncio
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.load import measuring, offices
from benchmarks.load.contacts import Contacts
from benchmarks.load.telegram import TOKEN
from benchmarks.weekly import WEDNESDAY, WEEK
from bot.clock import LEAPS, leap
from domain.contacts import Contact, Part
from domain.people import Enterprise
from storage import contacts, people, reporting
from storage.store import Session, Store

COUNT = int(os.environ.get("BENCH_REMINDERS", "1500"))
FIRST = 8_000_000_000
TELEGRAM_ALLOWS = 30.0


async def run() -> list[Figure]:
    """The pace without a break, then how a kill in the middle is overcome."""
    whole = await _sent(killed=False)
    crowd = await _sent(killed=True)
    twice = sum(count - 1 for count in crowd.heard.values())
    pace = (COUNT - 1) / (whole.moments[-1] - whole.moments[0])
    return [
        Figure(
            "reminders sent per second",
            f"{pace:.1f} ({100 * pace / TELEGRAM_ALLOWS:.0f} % of what Telegram allows)",
            f"{COUNT:,} contacts are due at once; from the first to the last who was reminded",
        ),
        Figure(
            "reminders sent twice when the desk is killed on the way",
            f"{twice} of {COUNT:,}",
            "SIGKILL after two fifths and started again; everybody was reminded",
        ),
    ]


async def _sent(*, killed: bool) -> Contacts:
    crowd = Contacts(FIRST, COUNT, enough=COUNT * 2 // 5)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told, _ = await offices.made(folder)
        async with Store(f"sqlite:///{folder / 'chuishao.db'}") as store:
            await store.write(_appoint)
        clock = folder / "clock"
        leap(clock, WEDNESDAY - datetime.now(UTC))
        told |= {"CHUISHAO_DESK_TOKEN": TOKEN, LEAPS: str(clock)}
        port = measuring.free_port()
        told |= {"CHUISHAO_TELEGRAM_API": f"http://127.0.0.1:{port}"}
        server = await crowd.telegram.serve(port)
        try:
            async with measuring.process("bot.desk", told) as running:
                if killed:
                    await asyncio.wait_for(crowd.some.wait(), 60 + COUNT / 10)
                    running.kill()
                    await running.wait()
                else:
                    await asyncio.wait_for(crowd.whole.wait(), 60 + COUNT / 10)
            if killed:
                async with measuring.process("bot.desk", told):
                    await asyncio.wait_for(crowd.whole.wait(), 240 + COUNT / 10)
        finally:
            server.close()
    return crowd


def _appoint(session: Session) -> None:
    for number in range(COUNT):
        name = f"c{number}"
        people.put_enterprise(session, Enterprise(id=name, name=name, short=name))
        reporting.begin(session, name, WEEK)
        contacts.put(session, Contact(id=name, chat_id=FIRST + number))
        contacts.appoint(session, name, Part.MAIN, name)
