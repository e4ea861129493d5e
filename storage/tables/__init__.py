"""Every row class; private to storage."""

from storage.tables.base import Base
from storage.tables.cases import (
    AttachmentRow,
    CaseRow,
    HoldRow,
    IdentityRow,
    KnockableRow,
    LetterRow,
    NoteRow,
    PendingRow,
    TopicRow,
)
from storage.tables.intake import (
    DraftFileRow,
    DraftRow,
    RouteRow,
)
from storage.tables.office import (
    CodeRow,
    DutyRow,
    EnterpriseRow,
    ReviewerRow,
    RoomMemberRow,
    RoomRow,
    SiteRow,
    TieRow,
)
from storage.tables.returns import (
    AppointmentRow,
    AskingRow,
    ContactRow,
    RemindedRow,
    ReportingRow,
    ReturnRow,
)
from storage.tables.works import (
    HandledRow,
    JournalHeadRow,
    JournalRow,
    LeaseRow,
    OutboxRow,
    ScreenRow,
)

__all__ = [
    "AppointmentRow",
    "AskingRow",
    "AttachmentRow",
    "Base",
    "CaseRow",
    "CodeRow",
    "ContactRow",
    "DraftFileRow",
    "DraftRow",
    "DutyRow",
    "EnterpriseRow",
    "HandledRow",
    "HoldRow",
    "IdentityRow",
    "JournalHeadRow",
    "JournalRow",
    "KnockableRow",
    "LeaseRow",
    "LetterRow",
    "NoteRow",
    "OutboxRow",
    "PendingRow",
    "RemindedRow",
    "ReportingRow",
    "ReturnRow",
    "ReviewerRow",
    "RoomMemberRow",
    "RoomRow",
    "RouteRow",
    "ScreenRow",
    "SiteRow",
    "TieRow",
    "TopicRow",
]
