"""A reporter may seal who they are to two officers, and destroy it again."""

from dataclasses import replace

import pytest

from domain.cases import Outcome
from domain.reading import LineKind
from handlers.intake.kit import Kit
from storage.officers import INNER, PLACE, Officer, Officers
from storage.opening import Opening
from storage.sealed import Sealed
from storage.tables import IdentityRow, OutboxRow
from tests.handlers.intake.test_concluded import ended
from tests.handlers.intake.test_filing import rows
from tests.handlers.intake.test_mailbox import inward

WHO = "王建国 13800138000"


@pytest.fixture
def keys():
    return Opening.make(), Opening.make()


@pytest.fixture
def kit(kit: Kit, keys) -> Kit:
    first, second = (key.sealing.public_key for key in keys)
    officers = Officers(Officer("纪检组长", first), Officer("安办主任", second))
    return replace(kit, officers=officers)


async def to_identity(robot, code):
    await robot.say(code)
    await robot.press("想领奖励")
    await robot.press("封存我的身份")


async def sealed(robot, code):
    await to_identity(robot, code)
    await robot.say(WHO)
    await robot.press("封好")


async def test_who_they_are_is_opened_by_both_officers_in_turn(robot, kit, clock, keys):
    await sealed(robot, await ended(robot, kit, clock))
    (row,) = await rows(kit, IdentityRow)
    inner = keys[0].open(row.body, PLACE, row.id)
    assert keys[1].open(Sealed(inner), INNER, row.id).decode() == WHO


async def test_both_officers_are_named_before_anything_is_sealed(robot, kit, clock):
    await to_identity(robot, await ended(robot, kit, clock))
    await robot.say(WHO)
    assert "纪检组长、安办主任" in robot.form.text
    assert WHO in robot.form.text
    assert len(robot.screen) == 1
    assert await rows(kit, IdentityRow) == []


async def test_what_was_typed_is_gone_once_it_is_sealed(robot, kit, clock):
    await sealed(robot, await ended(robot, kit, clock))
    assert "封好了" in robot.form.text
    assert not any(WHO in shown.text for shown in robot.screen)
    await robot.press("想领奖励")
    assert "封存我的身份" not in robot.form.labels


async def test_the_mailbox_and_the_desk_hear_that_it_rests_but_not_what(robot, kit, clock, opening):
    await sealed(robot, await ended(robot, kit, clock))
    assert "你封存了身份" in robot.form.text
    (line,) = await inward(kit, opening)
    assert (line.kind, line.text) == (LineKind.IDENTITY, "")
    assert [row.kind for row in await rows(kit, OutboxRow) if row.kind == "letter"] == ["letter"]


async def test_it_is_destroyed_when_its_owner_says_so(robot, kit, clock, opening):
    await sealed(robot, await ended(robot, kit, clock))
    await robot.press("想领奖励")
    await robot.press("销毁封存的身份")
    await robot.press("不销毁")
    await robot.press("销毁封存的身份")
    await robot.press("销毁")
    assert "销毁了" in robot.form.text
    assert await rows(kit, IdentityRow) == []
    kinds = [line.kind for line in await inward(kit, opening)]
    assert kinds == [LineKind.IDENTITY, LineKind.IDENTITY_GONE]


async def test_it_goes_with_the_mailbox_when_that_is_burnt(robot, kit, clock):
    await sealed(robot, await ended(robot, kit, clock))
    await robot.press("断掉这条线")
    await robot.press("烧掉信箱")
    await robot.press("烧掉")
    assert await rows(kit, IdentityRow) == []


async def test_another_may_be_written_before_it_is_sealed(robot, kit, clock, keys):
    await to_identity(robot, await ended(robot, kit, clock))
    await robot.say("写错了")
    await robot.press("改一改")
    await robot.say(WHO)
    await robot.press("封好")
    (row,) = await rows(kit, IdentityRow)
    inner = keys[0].open(row.body, PLACE, row.id)
    assert keys[1].open(Sealed(inner), INNER, row.id).decode() == WHO


async def test_a_photo_is_not_taken_where_words_are_sealed(robot, kit, clock):
    await to_identity(robot, await ended(robot, kit, clock))
    await robot.photo()
    assert "这里只收文字" in robot.form.text
    assert len(robot.screen) == 1


async def test_too_much_is_cut_and_said(robot, kit, clock):
    await to_identity(robot, await ended(robot, kit, clock))
    await robot.say("王" * 200)
    assert "只收下了前 120 字" in robot.form.text


async def test_nothing_is_left_of_it_in_a_mailbox_that_was_shut(robot, kit, clock):
    code = await ended(robot, kit, clock)
    await to_identity(robot, code)
    await robot.say(WHO)
    await robot.press("🚨 危险")
    await robot.say("/start")
    await to_identity(robot, code)
    assert "封好" not in robot.form.labels


async def test_where_nothing_was_proven_or_no_officers_are_named_nobody_is_asked(robot, kit, clock):
    code = await ended(robot, kit, clock, Outcome.UNPROVEN)
    await robot.say(code)
    assert "想领奖励" not in robot.form.labels


async def test_every_identity_has_one_size(robot, kit, clock):
    sizes = set()
    for who in ("王", WHO * 5):
        sizes.add(len(kit.officers.seal(who.encode(), "an id").blob))
    assert len(sizes) == 1
