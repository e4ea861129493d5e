"""What rests in the database, read over a connection of the test's own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from domain.cases import Case
from domain.notices import BoardChanged
from domain.reading import Line
from domain.receipts import ReceiptCode, locator
from domain.reports import Report
from storage import attachments, cases, journal, letters, outbox
from storage.opening import Opening
from storage.store import Session, Store
from storage.tables import Base, CaseRow, HoldRow, LetterRow, OutboxRow


class Rest:
    """Looks into the store with the desk's key, as nobody but the desk can."""

    def __init__(self, store: Store, opening: Opening) -> None:
        self.store = store
        self._opening = opening

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a table."""
        return await self.store.read(_rows, table)

    async def cases(self) -> list[Case]:
        """Every case there is."""
        return await self.store.read(_cases)

    async def case(self) -> Case:
        """The only case there is."""
        (case,) = await self.cases()
        return case

    async def report(self, case: Case) -> Report:
        """What was filed."""
        sealed = await self.store.read(cases.report, case.id)
        assert sealed is not None, "the report was erased"
        return Report.from_bytes(self._opening.open(sealed, cases.PLACE, case.id))

    async def lines(self, case: Case) -> list[Line]:
        """Every line of its mailbox, also those not to be read yet."""
        written = await self.store.read(letters.of, case.id)
        return [
            Line.from_bytes(self._opening.open(letter.body, letters.PLACE, letter.id))
            for letter in written
        ]

    async def files(self, case: Case) -> list[bytes]:
        """Its attachments' clear content as they are kept, names and types included."""
        kept = await self.store.read(_files, case.id)
        return [self._opening.open(content, attachments.PLACE, item) for item, content in kept]

    async def acts(self) -> list[str]:
        """What the journal tells was done, in order."""
        return [row["act"] for row in await self.rows("journal")]

    async def chain_is_whole(self) -> bool:
        """Whether the journal holds something and every entry fits the one before."""
        return await self.store.read(_chain_is_whole)

    async def case_under(self, code: ReceiptCode) -> str | None:
        """The case a receipt code leads to."""
        return await self.store.read(_case_under, locator(code))

    async def due(self, now: datetime) -> list[str]:
        """The kinds of what should have been told by now and was not, but for the boards."""
        return list(await self.store.read(_due, now))

    async def move_moments(self, by: timedelta) -> None:
        """What waits for a moment has waited so much longer."""
        await self.store.write(_move_moments, by)


def _rows(session: Session, table: str) -> list[dict[str, Any]]:
    known = Base.metadata.tables[table]
    found = session.execute(select(known).order_by(*known.primary_key.columns))
    return [dict(row._mapping) for row in found]


def _due(session: Session, now: datetime) -> Sequence[str]:
    open_ = OutboxRow.state.in_((outbox.WAITING, outbox.TELLING))
    waiting = open_ & (OutboxRow.not_before <= now)
    return session.scalars(
        select(OutboxRow.kind).where(waiting, OutboxRow.kind != BoardChanged.kind)
    ).all()


def _cases(session: Session) -> list[Case]:
    ids = session.scalars(select(CaseRow.id)).all()
    return [cases.load(session, case) for case in ids]


def _files(session: Session, case: str) -> list[tuple[str, Any]]:
    table = Base.metadata.tables["attachments"]
    found = session.execute(
        select(table.c.id, table.c.content)
        .where(table.c.case_id == case)
        .order_by(table.c.position)
    )
    return [(row.id, row.content) for row in found]


def _chain_is_whole(session: Session) -> bool:
    return journal.head(session).number > 0 and journal.verify(session) is None


def _case_under(session: Session, place: str) -> str | None:
    return session.scalar(select(CaseRow.id).where(CaseRow.locator == place))


def _move_moments(session: Session, by: timedelta) -> None:
    for row in session.scalars(select(LetterRow).where(LetterRow.visible_from.is_not(None))):
        assert isinstance(row.visible_from, datetime)
        session.execute(
            update(LetterRow)
            .where(LetterRow.id == row.id)
            .values(visible_from=row.visible_from - by)
        )
    for hold in session.scalars(select(HoldRow)):
        session.execute(
            update(HoldRow).where(HoldRow.case_id == hold.case_id).values(until=hold.until - by)
        )
