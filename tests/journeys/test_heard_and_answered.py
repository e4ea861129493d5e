"""The main job: a tip is heard, asked about, answered, disputed and looked at again."""

import pytest

from domain.cases import Outcome, Stage
from domain.reading import LineKind
from tests.journeys.conftest import Found
from tests.journeys.pictures import PLACE_NAME, SERIAL, color_of, photo, same_color
from tests.journeys.reporter import reporter
from tests.journeys.town import PATIENCE, Town

STORY = "三号配电室的门常年锁着，钥匙谁也找不到"
QUESTION = "门锁在哪一侧？白天也锁吗？"
ANSWER = "锁在南侧，白天也锁。"
CHATTER = "听口气像是夜班的人"
FOUND = "去现场看过，情况属实，锁已换成推杆锁。"
OBJECTION = "北门还锁着。"


@pytest.mark.parametrize(
    ("engine", "webhook"), [("sqlite", False), ("postgresql", True)], ids=["polling", "webhook"]
)
async def test_a_tip_is_heard_and_answered(found: Found, engine: str, webhook: bool):
    town = await found(engine=engine, webhook=webhook)
    two = town.clerks["审核员 2"]
    wang = await reporter(town)

    await wang.starts()
    code = await wang.tips(STORY, photos=[photo("red")])
    assert wang.presses <= 6
    await wang.clears()

    topic = await two.topic("")
    card = await topic.until(lambda message: message.has("受理，我来办"), PATIENCE)
    case = await town.rest.case()
    assert STORY in card.text
    assert STORY not in card.text.splitlines()[0]
    picture = await topic.until(lambda message: message.attachment is not None, PATIENCE)
    posted = await topic.messages()
    assert len(posted) <= 3
    assert all(message.protected and message.silent for message in posted)
    content = await town.playground.bytes_of(picture)
    assert same_color(color_of(content), color_of(photo("red")))
    assert SERIAL.encode() not in content
    assert PLACE_NAME.encode() not in content

    toast = await two.presses("受理，我来办", topic)
    assert "60 秒" in (toast or "")
    await topic.until("审核员 2 在办", PATIENCE)
    assert "还没有人看" in (await wang.opens_mailbox(code)).text
    await town.a_minute_passes()
    assert "有专人在办" in (await wang.opens_mailbox(code)).text

    await two.writes("问举报人", QUESTION, topic)
    await topic.says(CHATTER)
    await topic.until("等举报人回话", PATIENCE)
    assert QUESTION not in (await wang.opens_mailbox(code)).text
    await town.a_minute_passes()
    mailbox = await wang.opens_mailbox(code)
    assert QUESTION in mailbox.text
    assert STORY not in mailbox.text

    await wang.writes_back(ANSWER, [photo("blue")])
    await topic.until(ANSWER, PATIENCE)
    answer = await topic.until(
        lambda message: message.attachment is not None and message.id > picture.id, PATIENCE
    )
    content = await town.playground.bytes_of(answer)
    assert same_color(color_of(content), color_of(photo("blue")))
    assert SERIAL.encode() not in content

    await two.writes("查实", FOUND, topic)
    await topic.until("查实", PATIENCE)
    await town.a_minute_passes()
    concluded = await wang.opens_mailbox(code)
    assert concluded.text.startswith("结论：查实了")
    assert FOUND in concluded.text
    case = await town.rest.case()
    assert (case.stage, case.outcome, case.holder) == (Stage.CONCLUDED, Outcome.PROVEN, "r1")

    await wang.presses_on("要求复查")
    await wang.says(OBJECTION)
    await wang.presses_on("发出")
    await wang.reads("送到了")
    await topic.until(OBJECTION, PATIENCE)
    await _another_must_look(town, first="审核员 2", other="审核员 1")

    await town.a_minute_passes()
    assert "有专人在办" in (await wang.opens_mailbox(code)).text
    case = await town.rest.case()
    assert (case.stage, case.holder, case.objected) == (Stage.ACCEPTED, "r0", True)
    assert [line.kind for line in await town.rest.lines(case)] == [
        LineKind.RECEIVED,
        LineKind.ACCEPTED,
        LineKind.QUESTION,
        LineKind.OWN,
        LineKind.PROVEN,
        LineKind.OBJECTED,
        LineKind.ACCEPTED,
    ]
    assert CHATTER not in "".join(line.text for line in await town.rest.lines(case))
    assert await town.rest.chain_is_whole()


async def _another_must_look(town: Town, *, first: str, other: str) -> None:
    """Who decided is refused, somebody else is not."""
    decided, fresh = town.clerks[first], town.clerks[other]
    topic = await decided.topic("")
    refused = await decided.presses("受理，我来办", topic)
    assert "没办过这件的审核员" in (refused or "")
    assert (await town.rest.case()).stage is Stage.RECEIVED
    assert "60 秒" in (await fresh.presses("受理，我来办", topic) or "")
