"""Reviewers and their groups are kept from the command line."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.sheets import write_template
from bot.workbooks import ENTERPRISES
from domain import acts
from domain.cases import Actor
from domain.errors import EnrolmentError
from domain.people import Role, Room
from storage import cases, codes, docket, outbox, people
from storage.sealing import Sealing
from tests.bot.commands import call
from tests.storage.filing import filed


def now():
    return datetime.now(UTC)


def code_in(said):
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", said)
    assert found is not None
    return found[0]


async def test_a_new_reviewer_gets_a_code_that_enrols_them_once(place, store):
    told = call("bot.people", "reviewer", "add", "审核员甲", "--lead", **place)
    assert told.returncode == 0
    code = code_in(told.stdout)
    (somebody,) = await store.read(people.reviewers)
    assert (somebody.label, somebody.role, somebody.chat_id) == ("审核员甲", Role.LEAD, None)
    used = await store.write(codes.use, code.lower(), purpose=codes.ENROL, now=now())
    assert used == somebody.id
    again = call("bot.people", "reviewer", "add", "审核员甲", **place)
    assert again.returncode == 1
    assert "reviewer code 审核员甲" in again.stderr
    fresh = call("bot.people", "reviewer", "code", "审核员甲", **place)
    day = now() + timedelta(hours=23, minutes=50)
    assert await store.read(codes.look, code_in(fresh.stdout), purpose=codes.ENROL, now=day)


async def test_a_reviewer_is_tied_to_enterprises_that_are_known(place, store, tmp_path):
    write_template(tmp_path / "单位.xlsx", ENTERPRISES)
    call("bot.people", "enterprises", "import", tmp_path / "单位.xlsx", **place)
    told = call("bot.people", "reviewer", "add", "审核员甲", "--tied", "东胜建工", **place)
    assert told.returncode == 0
    (somebody,) = await store.read(people.reviewers)
    (enterprise,) = await store.read(people.enterprises)
    assert somebody.ties == {enterprise.id}
    unknown = call("bot.people", "reviewer", "add", "审核员乙", "--tied", "没有的", **place)
    assert unknown.returncode == 1
    assert len(await store.read(people.reviewers)) == 1
    listed = call("bot.people", "reviewer", "list", **place).stdout
    assert "审核员甲" in listed
    assert "东胜建工" in listed
    assert "等登记" in listed


async def test_a_reviewer_who_leaves_lets_go_of_their_cases_and_their_group_waits(
    place, store, tmp_path
):
    call("bot.people", "reviewer", "add", "审核员甲", **place)
    (somebody,) = await store.read(people.reviewers)
    sealing = Sealing.load(tmp_path / "keys" / "sealing.key")
    case = await store.read(cases.load, (await filed(store, sealing)).case)
    taken = acts.take_on(case, by=Actor(id=somebody.id, role=Role.REVIEWER), at=now())
    await store.write(cases.record, taken, sealing=sealing)
    await store.write(people.put_room, Room(id="room", chat_id=-100, ready=True))
    await store.write(people.seen_in, "room", 77, somebody.id)

    told = call("bot.people", "reviewer", "remove", "审核员甲", language="en", **place)
    assert told.returncode == 0
    assert "cases let go for others: 1" in told.stdout
    assert await store.read(people.reviewers) == []
    (free,) = await store.read(docket.orphaned)
    assert free.id == case.id
    assert await store.read(people.members, "room") == [(77, None)]
    (room,) = await store.read(people.rooms)
    assert not room.ready
    waiting = await store.write(outbox.claim, now() + timedelta(minutes=1))
    assert {"orphaned", "room_closed"} <= {one.notice.kind for one in waiting}
    back = call("bot.people", "reviewer", "add", "审核员甲", **place)
    assert back.returncode == 0
    assert [one.id for one in await store.read(people.reviewers)] == [somebody.id]


async def test_a_group_is_routed_to_unless_somebody_in_it_is_tied(place, store, tmp_path):
    write_template(tmp_path / "单位.xlsx", ENTERPRISES)
    call("bot.people", "enterprises", "import", tmp_path / "单位.xlsx", **place)
    call("bot.people", "reviewer", "add", "审核员甲", "--tied", "东胜建工", **place)
    (somebody,) = await store.read(people.reviewers)
    await store.write(people.put_room, Room(id="room", chat_id=-1001, ready=True))
    await store.write(people.seen_in, "room", 77, somebody.id)
    refused = call("bot.people", "route", "东胜建工", "--", "-1001", **place)
    assert refused.returncode == 1
    assert "请换一个群" in refused.stderr
    await store.write(people.gone_from, "room", 77)
    assert call("bot.people", "route", "东胜建工", "--", "-1001", **place).returncode == 0
    (enterprise,) = await store.read(people.enterprises)
    assert enterprise.room == "room"


async def test_a_link_code_lives_for_half_an_hour(place, store):
    told = call("bot.people", "room", "code", **place)
    code = code_in(told.stdout)
    assert f"/link {code}" in told.stdout
    soon = now() + timedelta(minutes=29)
    assert await store.read(codes.look, code, purpose=codes.LINK, now=soon) == ""
    with pytest.raises(EnrolmentError):
        await store.read(codes.look, code, purpose=codes.LINK, now=now() + timedelta(minutes=33))
