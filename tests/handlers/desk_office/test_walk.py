"""Lists and `/next`: what a reviewer sees privately, and what somebody tied never sees."""

import pytest

from domain import acts
from domain.cases import Actor
from domain.errors import NotFoundError, OldButtonError
from domain.people import Role
from storage import cases, people
from tests.handlers.desk_office.telegram import buttons


async def take(office, case, reviewer):
    by = Actor(id=reviewer.id, role=Role.REVIEWER)
    change = acts.take_on(await office.stored(case), by=by, at=office.now)
    return await office.desk.store.write(
        cases.record, change, sealing=office.desk.sealing, hold=False
    )


def shown(office):
    """The walk's message as it is now."""
    drawn = [d for n, d in office.wire.asked if n in {"sendMessage", "editMessageText"}]
    return drawn[-1]


async def step(office, name, message=1000):
    (button,) = [b for b in buttons(shown(office)) if b["text"] == name]
    await office.presses(5, button["callback_data"], message=message)


async def test_next_shows_the_most_pressing_whole_protected_and_silent(office, room):
    await office.case(room, "AAAA", text="plain words")
    await office.case(room, "BBBB", text="hurried words", urgent=True)
    await office.says(5, "/next")
    sent = office.wire.sent(5)[0]
    assert "BBBB" in sent["text"]
    assert "hurried words" in sent["text"]
    assert "第 1 件，还有 1 件" in sent["text"]
    assert sent["protect_content"]
    assert sent["disable_notification"]


async def test_one_message_walks_on_and_back(office, room):
    for code in ("AAAA", "BBBB"):
        await office.case(room, code)
    await office.says(5, "/next")
    first = shown(office)["text"].splitlines()[0]
    await step(office, "先放着")
    second = shown(office)["text"].splitlines()[0]
    assert first != second
    assert len(office.wire.sent(5)) == 1
    await step(office, "◂ 上一件")
    assert shown(office)["text"].splitlines()[0] == first


async def test_a_button_of_an_older_walk_is_old(office, room):
    await office.case(room, "AAAA")
    await office.says(5, "/next")
    await office.presses(5, "walk:next", message=999)
    assert isinstance(office.errors[0], OldButtonError)


async def test_with_nothing_to_do_it_says_so(office, room):
    await office.says(5, "/next")
    assert "看完了" in office.wire.last(5)
    await office.says(5, "/queue")
    assert "一件也没有" in office.wire.last(5)


async def test_lists_name_codes_and_dates_and_nothing_else(office, room, reviewer):
    waiting = await office.case(room, "AAAA", text="hidden words")
    mine = await take(office, await office.case(room, "BBBB"), reviewer)
    await office.says(5, "/queue")
    assert "AAAA" in office.wire.last(5)
    assert "BBBB" not in office.wire.last(5)
    assert "hidden" not in office.wire.last(5)
    await office.says(5, "/mine")
    assert mine.code in office.wire.last(5)
    assert waiting.code not in office.wire.last(5)
    office.forward(days=90)
    await office.says(5, "/overdue")
    assert "AAAA" in office.wire.last(5)
    assert "BBBB" in office.wire.last(5)


async def test_a_line_of_a_list_opens_its_case(office, room):
    await office.case(room, "AAAA", text="the words")
    await office.says(5, "/queue")
    await office.presses_on(5, office.wire.sent(5)[-1], "AAAA")
    assert "the words" in office.wire.last(5)


async def test_a_case_is_found_by_its_code(office, room):
    await office.case(room, "AAAA", text="the words")
    await office.says(5, "/case aaaa")
    assert "the words" in office.wire.last(5)


async def test_the_board_leads_into_the_private_chat(office, room):
    await office.case(room, "AAAA")
    await office.says(5, "/start next")
    assert "AAAA" in office.wire.last(5)
    await office.says(5, "/start overdue")
    assert "没有逾期的" in office.wire.last(5)


@pytest.mark.parametrize("inside", [True, False])
async def test_who_is_tied_or_not_in_the_room_gets_not_one_byte(office, room, inside):
    await office.enterprise("gas")
    await office.enterprise("heat")
    other = await office.reviewer("审核员 4", 6, ties=["gas" if inside else "heat"])
    if inside:
        await office.desk.store.write(people.seen_in, room.id, 6, other.id)
    case = await office.case(room, "AAAA", text="the words")
    for said in ("/next", "/queue", "/mine", "/overdue", "/start today"):
        await office.says(6, said)
    await office.says(6, "/case AAAA")
    hidden = office.errors[0]
    await office.says(6, "/case ZZZZ")
    assert type(hidden) is type(office.errors[0]) is NotFoundError
    await office.presses(6, f"walk:open:{case.id}")
    assert isinstance(office.errors[0], NotFoundError)
    told = " ".join(data["text"] for data in office.wire.sent())
    assert "AAAA" not in told
    assert "the words" not in told


async def test_small_numbers_are_withheld(office, room, reviewer):
    for number in range(6):
        await take(office, await office.case(room, f"AAA{number}"), reviewer)
    await office.case(room, "BBBB")
    await office.says(5, "/stats")
    said = office.wire.last(5)
    assert "没人接 <5" in said
    assert "在办 6" in said
    assert "近 90 天初看 6 件，按时 6 件" in said


async def test_a_late_look_counts_as_late(office, room, reviewer):
    late = [await office.case(room, f"AAA{number}") for number in range(5)]
    office.forward(days=3)
    for case in late:
        await take(office, case, reviewer)
    for number in range(5):
        await take(office, await office.case(room, f"BBB{number}"), reviewer)
    await office.says(5, "/stats")
    assert "近 90 天初看 10 件，按时 5 件" in office.wire.last(5)
