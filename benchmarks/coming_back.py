"""How long it takes from a typed receipt code to an opened mailbox."""

import asyncio
import secrets
import statistics
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from nacl.pwhash import argon2id

from benchmarks.figures import Figure
from domain import cases as rules
from domain import receipts
from domain.reading import Line, LineKind
from domain.reports import Kind, Report
from storage import cases, envelope, letters, schema
from storage.ids import fresh
from storage.mailbox_keys import mailbox_private, mailbox_public
from storage.opening import Opening
from storage.store import Session, Store

CASES = 1_000
LOOKS = 500
DERIVED = 3
NOW = datetime(2026, 1, 5, 4, tzinfo=UTC)


async def run() -> list[Figure]:
    """The median time from a typed code to its lines, read and opened."""
    opening = Opening.make()
    sealing = opening.sealing
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'store.db'}"
        schema.upgrade(url)
        async with Store(url) as store:
            codes = [receipts.make(secrets.token_bytes(32)) for _ in range(CASES)]

            def file(session: Session, code: receipts.ReceiptCode) -> None:
                case_id = fresh()
                short = receipts.case_code(secrets.token_bytes(16), 8)
                filing = cases.Filing(
                    case=rules.Case(id=case_id, code=short, kind=Kind.TIP, day=NOW.date()),
                    report=sealing.seal_report(
                        Report(kind=Kind.TIP).to_bytes(), cases.PLACE, case_id
                    ),
                    locator=receipts.locator(code),
                    mailbox_key=mailbox_public(receipts.mailbox_seed(code)),
                    files=(),
                    first_line=Line(kind=LineKind.RECEIVED, day=date(2026, 1, 5)),
                )
                cases.file(session, filing, sealing=sealing, not_before=NOW)

            start = time.perf_counter()
            await asyncio.gather(*(store.write(file, code) for code in codes))
            filed = CASES / (time.perf_counter() - start)
            times = []
            for code in codes[:LOOKS]:
                start = time.perf_counter()
                read = receipts.read_code("\n".join(receipts.lines(code)))
                box = await store.read(letters.find, receipts.locator(read), now=NOW)
                assert box is not None
                private = mailbox_private(receipts.mailbox_seed(read))
                for letter in box.letters:
                    envelope.unseal(
                        letter.body, private=private, place=letters.PLACE, item=letter.id
                    )
                times.append(time.perf_counter() - start)
    derivation = statistics.median(_derived() for _ in range(DERIVED))
    return [
        Figure(
            "reports filed per second",
            f"{filed:,.0f}",
            f"{CASES} sealed reports handed to the store at once, each durable when answered",
        ),
        Figure(
            "typed receipt code to opened mailbox",
            f"{1000 * statistics.median(times):.1f} ms (median)",
            f"{LOOKS} look-ups one after the other among {CASES} cases",
        ),
        Figure(
            "the derivation alone by which GlobaLeaks opens a receipt, against that",
            f"{derivation / statistics.median(times):,.0f} × as long",
            f"argon2id, 16 passes over 128 MiB: {1000 * derivation:.0f} ms (median of {DERIVED}); "
            "its receipts are 16 digits and need it, ours are 104 random bits and do not",
        ),
    ]


def _derived() -> float:
    started = time.perf_counter()
    argon2id.kdf(32, secrets.token_bytes(16), secrets.token_bytes(16), 16, 1 << 27)
    return time.perf_counter() - started
