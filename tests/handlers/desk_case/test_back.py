"""After a downtime a room reads that nothing was lost but presses."""

from datetime import timedelta

import pytest

from handlers.desk.back import have_told
from tests.handlers.desk_case.telegram import GROUP


@pytest.mark.parametrize(("seconds", "told"), [(149, 0), (150, 1)])
async def test_a_room_is_told_once_when_presses_may_have_been_lost(office, seconds, told):
    silence = timedelta(seconds=seconds)
    for _ in range(2):
        await office.store.write(have_told, silence, at=office.desk.now())
    assert await office.tells() == []
    said = [d for d in office.wire.sent(chat=GROUP) if "请您再按一次" in d["text"]]
    assert len(said) == told
    assert all(d["disable_notification"] for d in said)
