"""/queue, /mine, /today, /overdue, /case, /stats: with nothing, one, fifty, and what is ended."""

import pytest

from domain import acts
from domain.cases import Actor
from domain.errors import NotFoundError
from domain.people import Role
from storage import cases
from tests.handlers.desk_office.telegram import GROUP, buttons

EMPTY = {
    "/queue": "没人接的一件也没有。",
    "/mine": "您手上没有案件。",
    "/today": "今天没有到期的。",
    "/overdue": "没有逾期的。",
}
CODES = [f"A{number:03}" for number in range(50)]


async def does(office, act, case, reviewer, **more):
    """The reviewer does something to a case."""
    by = Actor(id=reviewer.id, role=Role.LEAD)
    change = act(await office.stored(case), by=by, at=office.now, **more)
    return await office.desk.store.write(cases.record, change, sealing=office.desk.sealing)


@pytest.mark.parametrize("command", EMPTY)
async def test_an_empty_list_says_so(office, room, command):
    await office.says(5, command)
    assert office.wire.last(5) == EMPTY[command]


async def test_one_case_stands_in_the_list_it_belongs_to(office, room, reviewer):
    case = await office.case(room, "AAAA")
    await office.says(5, "/queue")
    assert office.wire.last(5).startswith("没人接的 1 件：\nAAAA ")
    await does(office, acts.take_on, case, reviewer)
    for command, shown in (("/queue", EMPTY["/queue"]), ("/MINE", "您在办的 1 件：\nAAAA ")):
        await office.says(5, command)
        assert office.wire.last(5).startswith(shown)
    office.forward(days=61)
    await office.says(5, "/overdue@desk_bot")
    assert office.wire.last(5).startswith("逾期的 1 件：\nAAAA ")


async def test_of_fifty_eight_are_named_and_all_are_gone_through_in_their_own_list(
    office, room, reviewer
):
    for code in CODES:
        case = await office.case(room, code)
        await does(office, acts.take_on, case, reviewer)
    await office.case(room, "ZZZZ")
    await office.says(5, "/mine")
    listed = office.wire.sent(5)[-1]
    assert listed["text"].startswith("您在办的 50 件：")
    assert listed["text"].endswith("还有 42 件，点“挨个看”。")
    assert len(buttons(listed)) == 9
    await office.presses_on(5, listed, "挨个看")
    walked = office.wire.sent(5)[-1]
    assert "审核员 3 在办" in walked["text"]
    assert "第 1 件，还有 49 件" in walked["text"]


@pytest.mark.parametrize("word", ["aaaa", "AAAA", "aa aa"])
async def test_a_case_is_shown_by_its_code_also_when_it_has_ended(office, room, reviewer, word):
    case, other = await office.case(room, "AAAA"), await office.case(room, "BBBB")
    await does(office, acts.merge, case, reviewer, into=other)
    await office.says(5, f"/case {word}")
    assert "已办结 AAAA ｜ 已合并" in office.wire.last(5)
    assert "和 BBBB 合在一起办" in office.wire.last(5)
    await does(office, acts.decline, other, reviewer, text="不归我们管")
    office.forward(days=40)
    closed = acts.close(await office.stored(other), at=office.now)
    await office.desk.store.write(cases.record, closed, sealing=office.desk.sealing)
    await office.says(5, "/case bbbb")
    assert "已归档 BBBB ｜ 不予受理" in office.wire.last(5)
    await office.says(5, "/overdue")
    assert office.wire.last(5) == EMPTY["/overdue"]


async def test_a_wrong_code_and_a_case_one_may_not_see_are_answered_alike(office, room):
    elsewhere = await office.room(chat=GROUP - 1)
    await office.case(elsewhere, "BBBB")
    for code in ("BBBB", "ZZZZ", "没有"):
        await office.says(5, f"/case {code}")
        (error,) = office.errors
        assert isinstance(error, NotFoundError)
    await office.says(5, "/case")
    assert office.wire.last(5) == "请写上编号，例：/case K7QM"


@pytest.mark.parametrize("command", [*EMPTY, "/case AAAA", "/stats", "/next"])
async def test_in_the_group_no_list_is_shown(office, room, command):
    await office.case(room, "AAAA")
    await office.says(5, command, chat=GROUP)
    assert office.wire.sent() == []


async def test_the_numbers_of_nothing_and_of_fifty(office, room):
    await office.says(5, "/stats")
    assert "没人接 <5\n" in office.wire.last(5)
    for code in CODES:
        await office.case(room, code)
    await office.says(5, "/stats")
    assert "没人接 50\n在办 <5\n" in office.wire.last(5)


async def test_help_names_every_list(office, room):
    await office.says(5, "/help")
    assert all(command in office.wire.last(5) for command in EMPTY)
