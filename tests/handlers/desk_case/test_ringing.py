"""An urgent report rings whoever is on duty and may see it, whether it finds a room or not."""

from datetime import timedelta

from domain.reading import LineKind
from handlers.desk import arrival
from storage import duty, people
from storage.duty import Shift
from storage.ids import fresh
from tests.handlers.desk_case.telegram import GROUP, buttons


async def test_of_an_urgent_case_the_ring_alone_makes_a_sound(office, lead):
    await office.posted(urgent=True, photos=1)
    sounds = [
        (name, data["chat_id"])
        for name, data in office.wire.asked
        if name.startswith("send") and not data.get("disable_notification")
    ]
    assert sorted(sounds) == [("sendMessage", GROUP), ("sendMessage", lead.chat_id)]


async def on_duty(office, *reviewers, rank=0):
    now = office.desk.now()
    start, end = now - timedelta(hours=1), now + timedelta(hours=8)
    shifts = [Shift(fresh(), one.id, rank, start, end) for one in reviewers]
    await office.store.write(duty.replace_from, now, shifts)


async def rung(office):
    """Files an urgent case and tells its arrival, not the ring; its case as posted."""
    case = await office.files(urgent=True)
    await arrival.arrive(office.desk, case)
    lines = [line.kind for line in await office.mailbox(case)]
    assert (await office.case(case)).rung == (LineKind.RUNG in lines)
    return (await office.case(case)).rung


async def test_the_reporter_reads_that_it_rang_when_somebody_who_may_see_it_is_on_duty(office, one):
    await on_duty(office, one)
    assert await rung(office)


async def test_a_lead_of_the_roster_is_nobody_on_duty(office, one):
    await on_duty(office, one, rank=1)
    assert not await rung(office)


async def test_who_is_tied_or_not_in_the_room_lets_nobody_read_that_it_rang(office, one):
    tied = await office.reviewer("有关联的人", 103, ties=["gas"], inside=False)
    outside = await office.reviewer("别的群的人", 104, inside=False)
    await on_duty(office, tied, outside)
    assert not await rung(office)


async def test_an_urgent_report_that_finds_no_room_rings_who_may_see_it_and_offers_nothing(
    office, one, lead
):
    tied = await office.reviewer("有关联的人", 103, ties=["gas"])
    await on_duty(office, one, tied)
    case = await office.files(text="CANARY", urgent=True)
    await office.tells()
    (ring,) = office.wire.sent(chat=one.chat_id)
    assert "急！新线索 K7QM" in ring["text"]
    assert "没有合适的群" in ring["text"]
    assert "reply_markup" not in ring
    assert not ring.get("disable_notification")
    assert office.wire.sent(chat=tied.chat_id) == office.wire.sent(chat=GROUP) == []
    assert "CANARY" not in office.wire.everything()
    assert not (await office.case(case)).rung
    await office.tells(minutes=15)
    assert "K7QM 响铃 15 分钟了" in office.wire.last(lead.chat_id)["text"]


async def test_when_a_room_is_found_at_last_who_was_rung_gets_the_button_without_another_sound(
    office, one
):
    tied = await office.reviewer("有关联的人", 103, ties=["gas"])
    await on_duty(office, one)
    case = await office.files(urgent=True)
    await office.tells()
    await office.store.write(people.gone_from, office.room.id, tied.chat_id)
    assert await office.tells(minutes=6) == []
    assert len([d for d in office.wire.sent(chat=one.chat_id) if "急" in d["text"]]) == 1
    (edited,) = office.wire.sent("editMessageText", chat=one.chat_id)
    assert "我来接" in buttons(edited)
    assert len([d for d in office.wire.sent(chat=GROUP) if "急！新线索 K7QM，" in d["text"]]) == 1
    await office.presses(one, buttons(edited)["我来接"], chat=one.chat_id)
    assert (await office.case(case)).holder == one.id
    before = len(office.wire.sent(chat=one.chat_id))
    await office.tells(minutes=31)
    assert "已由【审核员 1】接" in office.wire.sent("editMessageText", chat=one.chat_id)[-1]["text"]
    assert not [d for d in office.wire.sent(chat=one.chat_id)[before:] if "急" in d["text"]]


async def test_long_after_the_first_ring_a_room_is_rung_for_aloud(office, one):
    tied = await office.reviewer("有关联的人", 103, ties=["gas"])
    await on_duty(office, one)
    await office.files(urgent=True)
    await office.tells()
    await office.store.write(people.gone_from, office.room.id, tied.chat_id)
    assert await office.tells(minutes=40) == []
    assert "我来接" in buttons(office.wire.last(one.chat_id))
