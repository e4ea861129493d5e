"""Whoever looks into the database finds a case's stage and days, and of its content nothing."""

from storage import resting
from storage.opening import Opening
from tests.storage.filing import filed

WORDS = "CANARY 塔吊的限位器坏了"


async def test_of_a_case_the_rows_are_shown_and_what_is_sealed_is_shown_sealed(store):
    made = await filed(store, Opening.make().sealing, text=WORDS, files=2)
    kept = await store.read(resting.of, made.filing.case.code)
    assert [row.table for row in kept] == ["cases", "letters", "attachments", "attachments"]
    cells = {cell.column: cell for cell in kept[0].cells}
    assert (cells["stage"].words, cells["stage"].sealed) == ("received", 0)
    assert cells["report"].sealed > 500
    assert "CANARY" not in str(kept)


async def test_of_a_case_there_is_not_nothing_is_shown(store):
    assert await store.read(resting.of, "QQQQ") == []
