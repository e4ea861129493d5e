"""The morning's digest: numbers alone, silent, once to each."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from domain import acts
from domain.cases import Actor
from domain.change import Entry
from domain.notices import DigestDue
from domain.people import Role
from domain.reading import Line, LineKind
from handlers.desk import digest
from storage import cases, journal, letters, people
from tests.handlers.desk_office.telegram import GROUP, buttons


async def test_letters_are_told_of_in_the_morning_until_somebody_has_read_or_answered(
    office, room, reviewer
):
    store = office.desk.store
    case = await office.case(room, "AAAA")
    by = Actor(id=reviewer.id, role=Role.REVIEWER)
    change = acts.take_on(case, by=by, at=office.now)
    case = await store.write(cases.record, change, sealing=office.desk.sealing)
    sealing = office.desk.sealing

    async def comes(letter):
        line = Line(kind=LineKind.OWN, day=office.now.date(), text="the words")
        await store.write(
            letters.write, case.id, line,
            sealing=sealing, visible_from=None, inward=True, letter=letter,
        )  # fmt: skip
        await store.write(letters.mark_posted, letter)

    async def told(day):
        await digest.deliver(office.desk, DigestDue(room.id, day=day))
        return office.wire.last(5)

    assert "没有新来信" in await told("a")
    await comes("1")
    await comes("2")
    assert "新来信 2 封还没看" in await told("b")
    await store.write(letters.mark_read, case.id)
    assert "没有新来信" in await told("c")
    await comes("3")
    assert "新来信 1 封还没看" in await told("d")
    change = acts.reply(case, by=by, text="thanks", at=office.now)
    await store.write(cases.record, change, sealing=sealing)
    assert "没有新来信" in await told("e")


async def test_the_digest_tells_each_member_what_is_theirs_and_names_the_chains_head(
    office, room, reviewer
):
    case = await office.case(room, "AAAA", text="the words")
    by = Actor(id=reviewer.id, role=Role.REVIEWER)
    change = acts.take_on(case, by=by, at=office.now)
    await office.desk.store.write(cases.record, change, sealing=office.desk.sealing)
    await office.case(room, "BBBB")
    office.forward(days=58)
    await digest.deliver(office.desk, DigestDue(room.id, day="d"))
    told = office.wire.sent(5)[0]
    head = await office.desk.store.read(journal.head)
    assert "没人接 1 件，最急的 BBBB" in told["text"]
    assert "您在办 1 件，最近到期的 AAAA" in told["text"]
    assert f"日志到第 {head.number} 条，校验 {head.digest[:8]}" in told["text"]
    assert "the words" not in told["text"]
    assert told["disable_notification"]
    assert [b["text"] for b in buttons(told)] == ["开始看", "只看我的"]
    (line,) = office.wire.sent(GROUP)
    assert "没人接 1 件" in line["text"]
    assert line["disable_notification"]


async def test_the_digest_comes_also_when_there_is_nothing(office, room):
    await digest.deliver(office.desk, DigestDue(room.id, day="d"))
    assert "一件也没有" in office.wire.last(5)
    assert "您手上没有案件" in office.wire.last(5)


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (timedelta(days=0), None),
        (timedelta(days=1), None),
        (timedelta(days=2), "⚠️ 最近一份备份是 "),
        (None, "⚠️ 还没有备份。\n请管服务器的人看看。"),
    ],
)
async def test_the_digest_tells_when_a_backup_is_wanted_and_missing(office, room, last, said):
    today = office.desk.now().date()
    day = None if last is None else today - last
    desk = replace(office.desk, last_backup=lambda: day)
    await digest.deliver(desk, DigestDue(room.id, day="d"))
    text = office.wire.last(room.chat_id)
    assert ("备份" in text) is (said is not None)
    assert said is None or said in text


async def test_the_digest_tells_when_the_journal_was_tampered_with(office, room):
    for subject in ("a", "b"):
        entry = Entry("test", "nobody", office.desk.now(), subject)
        await office.desk.store.write(journal.append, entry)
    await digest.deliver(office.desk, DigestDue(room.id, day="d"))
    assert "接不上" not in office.wire.last(room.chat_id)
    last = (await office.desk.store.read(journal.head)).number
    change = text(f"UPDATE journal SET act = 'other' WHERE number = {last}")
    await office.desk.store.write(lambda session: session.execute(change) and None)
    await digest.deliver(office.desk, DigestDue(room.id, day="e"))
    assert f"⚠️ 日志从第 {last} 条起接不上。" in office.wire.last(room.chat_id)


async def test_a_digest_cut_short_goes_on_where_it_stopped(office, room):
    office.wire.refused["sendMessage", GROUP] = (500, "Internal Server Error")
    with pytest.raises(Exception, match="Internal"):
        await digest.deliver(office.desk, DigestDue(room.id, day="d"))
    office.wire.refused.clear()
    await digest.deliver(office.desk, DigestDue(room.id, day="d"))
    assert len(office.wire.sent(5)) == 1
    assert len(office.wire.sent(GROUP)) == 2
    await digest.deliver(office.desk, DigestDue(room.id, day="e"))
    assert len(office.wire.sent(5)) == 2


async def test_one_who_has_blocked_the_bot_does_not_keep_the_digest_from_the_others(
    office, reviewer
):
    other = await office.reviewer("审核员 4", 6)
    room = await office.room(reviewer, other)
    office.wire.refused["sendMessage", 5] = (403, "Forbidden: bot was blocked by the user")
    await digest.deliver(office.desk, DigestDue(room.id, day="d"))
    assert len(office.wire.sent(6)) == 1
    assert len(office.wire.sent(GROUP)) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [(403, "Forbidden: bot was blocked by the user"), (400, "Bad Request: chat not found")],
)
async def test_one_member_who_cannot_be_told_does_not_keep_the_digest_from_the_others(
    office, room, reviewer, code, words
):
    other = await office.reviewer("审核员 4", 6)
    await office.desk.store.write(people.seen_in, room.id, 6, other.id)
    for unreachable, reached in ((5, 6), (6, 5)):
        office.wire.refused = {("sendMessage", unreachable): (code, words)}
        await digest.deliver(office.desk, DigestDue(room.id, day=str(unreachable)))
        assert office.wire.last(reached)
        assert office.wire.last(GROUP)
        office.wire.asked.clear()
