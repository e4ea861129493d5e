"""A report as the intake files it, for tests that need one."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime

from domain import receipts
from domain.cases import new
from domain.reading import Line, LineKind
from domain.receipts import ReceiptCode
from domain.reports import Kind, Report
from storage import attachments, cases, envelope, letters
from storage.attachments import Attachment, File
from storage.ids import fresh
from storage.mailbox_keys import mailbox_private, mailbox_public
from storage.sealing import Sealing

DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Filed:
    """What the reporter has in hand, and what is filed."""

    code: ReceiptCode
    filing: cases.Filing

    @property
    def case(self) -> str:
        return self.filing.case.id

    def opened(self, letter: letters.Letter) -> Line:
        """A line of the mailbox, opened with the code."""
        private = mailbox_private(receipts.mailbox_seed(self.code))
        plain = envelope.unseal(letter.body, private=private, place=letters.PLACE, item=letter.id)
        return Line.from_bytes(plain)


def prepared(
    sealing: Sealing, *, text: str = "三号楼没有护栏", files: int = 0, urgent: bool = False
) -> Filed:
    """A report ready to be filed."""
    code = receipts.make(secrets.token_bytes(32))
    case_id = fresh()
    report = Report(kind=Kind.TIP, texts=(text,), urgent=urgent, files=files)
    filing = cases.Filing(
        case=new(
            case_id=case_id,
            code=receipts.case_code(secrets.token_bytes(16), 6),
            kind=Kind.TIP,
            day=DAY,
            urgent=urgent,
        ),
        report=sealing.seal_report(report.to_bytes(), cases.PLACE, case_id),
        locator=receipts.locator(code),
        mailbox_key=mailbox_public(receipts.mailbox_seed(code)),
        files=tuple(_file(sealing) for _ in range(files)),
        first_line=Line(kind=LineKind.RECEIVED, day=DAY, due=date(2026, 11, 25)),
    )
    return Filed(code, filing)


async def filed(store, sealing, *, not_before=NOON, **report):
    """A report that is filed."""
    made = prepared(sealing, **report)
    await store.write(cases.file, made.filing, sealing=sealing, not_before=not_before)
    return made


def _file(sealing: Sealing) -> Attachment:
    file = fresh()
    plain = File("image/jpeg", b"picture").to_bytes()
    return Attachment(file, sealing.seal_file(plain, attachments.PLACE, file))
