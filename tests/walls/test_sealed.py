"""What a reporter or the desk wrote is stored sealed, or the column refuses it."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import StatementError

from storage.columns import Sealed, SealedColumn
from storage.opening import Opening
from storage.tables import Base

SEALED = [
    column
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, SealedColumn)
]
CONTENT = {
    "cases.report",
    "letters.body",
    "attachments.content",
    "notes.body",
    "pending.body",
    "drafts.body",
    "draft_files.content",
}


def test_every_column_that_holds_content_is_a_sealed_one():
    assert {f"{column.table.name}.{column.name}" for column in SEALED} >= CONTENT


@pytest.mark.parametrize("plain", ["三号楼没有护栏", b"plain", 7], ids=["text", "bytes", "number"])
async def test_plain_content_is_refused_before_it_reaches_the_database(store, plain):
    for column in SEALED:
        statement = update(column.table).values({column.name: plain})
        with pytest.raises((StatementError, TypeError), match="only sealed content") as refused:
            await store.write(lambda session, wrong=statement: session.execute(wrong))
        assert "护栏" not in str(refused.value)


async def test_sealed_content_comes_back_as_it_was(store):
    sealed = Opening.make().sealing.seal(b"plain", "drafts.body", "id")
    column = SealedColumn()
    bound = column.process_bind_param(sealed, None)
    assert column.process_result_value(bound, None) == sealed
    assert repr(sealed) == f"Sealed({len(sealed.blob)} bytes)"
    assert column.process_bind_param(None, None) is None


def test_what_is_stored_never_contains_the_plain_text():
    plain = "三号楼没有护栏".encode()
    sealed = Opening.make().sealing.seal(plain, "cases.report", "id")
    assert isinstance(sealed, Sealed)
    assert plain not in sealed.blob
