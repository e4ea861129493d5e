"""An office to try the product in: invented enterprises, sites, people, a roster, three reports."""

import io
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from domain import receipts
from domain.cases import LOOK_WITHIN, new
from domain.categories import Category
from domain.contacts import Contact, Part
from domain.people import Enterprise, Reviewer, Role, Room, Site
from domain.reading import Line, LineKind
from domain.receipts import ReceiptCode
from domain.reports import Kind, Report, When
from domain.weeks import Week
from domain.workdays import after
from storage import Session, attachments, calendar, cases, contacts, duty, people, reporting
from storage.attachments import Attachment, File
from storage.duty import Shift
from storage.ids import fresh
from storage.mailbox_keys import mailbox_public
from storage.sealing import Sealing

ENTERPRISES: Final = (
    Enterprise(id="sample-jg", name="东胜建工集团有限公司", short="东胜建工"),
    Enterprise(id="sample-rq", name="东胜燃气有限公司", short="东胜燃气"),
    Enterprise(id="sample-ct", name="东胜城市投资集团有限公司", short="东胜城投"),
    Enterprise(id="sample-rl", name="东胜热力有限公司", short="东胜热力"),
    Enterprise(id="sample-gj", name="东胜公共交通有限公司", short="东胜公交"),
)
SITES: Final = (
    Site(id="sample-a17", code="A17", name="铁西三号工地", enterprise="sample-jg"),
    Site(id="sample-b02", code="B02", name="供应二站", enterprise="sample-rq"),
    Site(id="sample-c05", code="C05", name="三台基换热站", enterprise="sample-rl"),
)
REVIEWERS: Final = (
    Reviewer(id="sample-lead", label="组长", role=Role.LEAD),
    Reviewer(id="sample-one", label="审核员甲", role=Role.REVIEWER),
    Reviewer(id="sample-two", label="审核员乙", role=Role.REVIEWER),
)
CONTACTS: Final = {"燃气联系人": "sample-rq", "热力联系人": "sample-rl"}
"""Main contacts by label, each with the enterprise whose weekly returns they hand in."""
ROOM: Final = "sample-room"
ZONE: Final = ZoneInfo("Asia/Shanghai")

_REPORTS: Final = (
    Report(
        kind=Kind.TIP,
        texts=("供应二站的可燃气体报警器老响，嫌吵，上周有人把电拔了。", "夜班更没人管。"),
        enterprise="sample-rq",
        place="供应二站阀室",
        category=Category.CITY_GAS,
        when=When.WEEK,
    ),
    Report(
        kind=Kind.HAZARD,
        texts=("三号楼六层临边没有护栏，底下天天过人。",),
        enterprise="sample-jg",
        site="sample-a17",
        category=Category.CONSTRUCTION,
        when=When.NOW,
        files=1,
    ),
    Report(
        kind=Kind.TIP,
        texts=("上个月摔伤了一个人，项目部让大家都说没看见。",),
        enterprise="sample-ct",
        category=Category.MANAGEMENT,
        when=When.EARLIER,
    ),
)


def seed(session: Session, *, chats: Mapping[str, int], group: int, now: datetime) -> None:
    """Puts enterprises, sites, reviewers, their group, contacts and a week's roster in place.

    `chats` are the Telegram accounts of reviewers and contacts by label, `group` is the forum
    group's number.
    """
    people.put_room(session, Room(id=ROOM, chat_id=group, ready=True))
    for enterprise in ENTERPRISES:
        people.put_enterprise(session, enterprise)
    for site in SITES:
        people.put_site(session, site)
    for reviewer in REVIEWERS:
        enrolled = replace(reviewer, chat_id=chats[reviewer.label])
        people.put_reviewer(session, enrolled)
        people.seen_in(session, ROOM, chats[reviewer.label], reviewer.id)
    for label, reports in CONTACTS.items():
        contact = Contact(id=f"contact-{reports}", chat_id=chats[label])
        contacts.put(session, contact)
        contacts.appoint(session, reports, Part.MAIN, contact.id)
        reporting.begin(session, reports, Week.of(now.date()))
    starts = now - timedelta(hours=1)
    ends = now + timedelta(days=7)
    ranks = {"审核员甲": 0, "组长": 1}
    shifts = [
        Shift(fresh(), reviewer.id, ranks[reviewer.label], starts, ends)
        for reviewer in REVIEWERS
        if reviewer.label in ranks
    ]
    duty.replace_from(session, starts, shifts)


def file_reports(session: Session, *, sealing: Sealing, now: datetime) -> list[ReceiptCode]:
    """Files the sample reports as the intake does, sealed and to be posted at once; their codes."""
    return [_file(session, report, sealing, now) for report in _REPORTS]


def picture() -> bytes:
    """A drawn building site, as a JPEG."""
    drawn = Image.new("RGB", (960, 720), "#cfe3f2")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 600, 960, 720), fill="#b9a27c")
    pen.rectangle((120, 180, 620, 600), fill="#9aa3ab")
    for floor in range(180, 600, 70):
        pen.rectangle((120, floor, 620, floor + 10), fill="#6c757d")
        for window in range(160, 600, 110):
            pen.rectangle((window, floor + 22, window + 60, floor + 60), fill="#3f4a54")
    pen.rectangle((740, 60, 756, 600), fill="#e0a100")
    pen.rectangle((420, 60, 900, 74), fill="#e0a100")
    pen.line((500, 74, 500, 150), fill="#333333", width=3)
    pen.ellipse((560, 130, 660, 230), outline="#d7263d", width=8)
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=85)
    return written.getvalue()


def _file(session: Session, report: Report, sealing: Sealing, now: datetime) -> ReceiptCode:
    code = receipts.make(secrets.token_bytes(receipts.SECRET_LENGTH))
    case_id, today = fresh(), now.date()
    look = after(today, LOOK_WITHIN, calendar.is_workday)
    filing = cases.Filing(
        case=new(
            case_id=case_id,
            code=_case_code(session),
            kind=report.kind,
            day=today,
            urgent=report.urgent,
        ),
        report=sealing.seal_report(report.to_bytes(), cases.PLACE, case_id),
        locator=receipts.locator(code),
        mailbox_key=mailbox_public(receipts.mailbox_seed(code)),
        files=tuple(_attachment(sealing) for _ in range(report.files)),
        first_line=Line(kind=LineKind.RECEIVED, day=today, due=look),
    )
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    cases.file(session, filing, sealing=sealing, not_before=midnight)
    return code


def _attachment(sealing: Sealing) -> Attachment:
    file = fresh()
    plain = File("image/jpeg", picture()).to_bytes()
    return Attachment(file, sealing.seal_file(plain, attachments.PLACE, file))


def _case_code(session: Session) -> str:
    while cases.code_taken(session, code := receipts.case_code(secrets.token_bytes(16))):
        pass
    return code
