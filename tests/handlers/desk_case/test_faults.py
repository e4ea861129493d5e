"""Whatever Telegram answers, or does not: each by itself, through the outbox and the whole desk."""

import asyncio
import json
from functools import partial

import pytest
from aiohttp import ClientConnectorError, ClientOSError, SocketTimeoutError
from aiohttp.client_reqrep import ConnectionKey

from domain.delivery import GIVEN_UP_AFTER
from domain.notices import BoardChanged, CardChanged, HolderTold
from handlers.desk.deliver import deliver
from handlers.desk.doubts import Remarks
from handlers.desk.pace import Pace, how_to_go_on, only_while
from handlers.texts.office import texts
from scheduler.outbox import Drain
from storage import outbox
from tests.handlers.desk_case.telegram import GROUP, buttons

SAY = texts("zh")
RESET, LATE = ClientOSError("reset"), SocketTimeoutError("no answer")
NO_SUCH_HOST = ClientConnectorError(
    ConnectionKey("telegram.invalid", 443, True, True, None, None, None),
    OSError(-2, "Name or service not known"),
)


class Hurry:
    """Seconds that pass as soon as somebody waits for them."""

    def __init__(self):
        self.now = 0.0

    def clock(self):
        return self.now

    async def sleep(self, seconds):
        self.now += seconds
        await asyncio.sleep(0)


@pytest.fixture
def hurry():
    return Hurry()


@pytest.fixture
def pace(hurry):
    remarks = Remarks(SAY.perhaps_twice, SAY.perhaps_empty_topic)
    return Pace(hurry.clock, hurry.sleep, remarks=remarks)


@pytest.fixture
def tell(office, hurry):
    """Some time passes, and what is due then is told."""
    told = partial(deliver, office.desk)
    drain = Drain(office.store, told, how_to_go_on, office.desk.now, chance=lambda: 1.0)

    async def tells(**time):
        office.forward(**time)
        hurry.now += 1000
        while await drain.once():
            pass

    return tells


def cards(office):
    return [d for d in office.wire.stands(GROUP) if "受理，我来办" in buttons_of(d)]


def board(office):
    """The board as it was posted or edited last."""
    shown = [d for name, d in office.wire.asked if name in {"sendMessage", "editMessageText"}]
    return [d for d in shown if d["text"].startswith("今天 ")][-1]


def buttons_of(data):
    return buttons(data) if data.get("reply_markup") else {}


async def queue(office, *notices):
    for notice in notices:
        await office.store.write(outbox.put, notice, not_before=office.desk.now())


@pytest.mark.parametrize("why", ["bot was blocked by the user", "user is deactivated"])
async def test_who_cannot_be_reached_is_tried_once_and_the_desk_reads_of_it(
    office, tell, one, two, why
):
    case = await office.files()
    await tell()
    office.wire.unwilling = {one.chat_id: [(403, {"description": f"Forbidden: {why}"})] * 9}
    await queue(office, *(HolderTold(case, who.id, "1") for who in (one, two)))
    await tell()
    await tell(minutes=30)
    assert len(office.wire.sent(chat=one.chat_id)) == 1
    assert len(office.wire.stands(two.chat_id)) == 1
    await queue(office, BoardChanged(office.room.id))
    await tell(seconds=15)
    assert "没发成" in board(office)["text"]


@pytest.mark.parametrize("code", [500, 502, 504])
async def test_a_telegram_that_errs_is_asked_again_later_each_time(office, tell, code):
    office.wire.unwilling = {GROUP: [(code, {"description": "Internal Server Error"})] * 3}
    await office.files()
    await tell()
    for seconds in (2, 4):
        await tell(seconds=seconds)
        assert cards(office) == []
    await tell(seconds=8)
    assert len(cards(office)) == 1
    assert office.wire.names().count("createForumTopic") == 1


@pytest.mark.parametrize("error", [RESET, LATE], ids=["reset", "time-out"])
@pytest.mark.parametrize(("taken", "stand"), [(False, 1), (True, 2)], ids=["before", "after"])
async def test_a_line_that_breaks_doubles_a_message_once_at_most_and_the_second_says_so(
    office, tell, error, taken, stand
):
    office.wire.trouble("sendMessage", error, taken=taken)
    await office.files()
    await tell()
    await tell(seconds=2)
    shown = cards(office)
    assert len(shown) == stand
    assert [SAY.perhaps_twice in card["text"] for card in shown][-2:] == [False, True][-stand:]
    await tell(minutes=5)
    assert len(cards(office)) == stand


async def test_a_topic_that_was_perhaps_opened_twice_says_so(office, tell):
    office.wire.trouble("createForumTopic", RESET, taken=True)
    await office.files()
    await tell()
    await tell(seconds=2)
    assert office.wire.names().count("createForumTopic") == 2
    (card,) = cards(office)
    assert SAY.perhaps_empty_topic in card["text"]
    await office.files("B2B2")
    await tell()
    assert SAY.perhaps_empty_topic not in cards(office)[-1]["text"]


async def test_photos_that_came_perhaps_twice_say_so(office, tell):
    office.wire.trouble("sendMediaGroup", RESET, taken=True)
    await office.files(photos=2)
    await tell()
    await tell(seconds=2)
    albums = [json.dumps(d, default=str) for d in office.wire.sent("sendMediaGroup")]
    said = SAY.perhaps_twice[1:6]
    assert [said in one or json.dumps(said)[1:-1] in one for one in albums] == [False, True]


async def test_what_was_never_sent_is_told_once_and_without_a_word_of_doubt(office, tell):
    office.wire.trouble("createForumTopic", NO_SUCH_HOST, times=3)
    office.wire.trouble("sendMessage", NO_SUCH_HOST, times=3)
    await office.files()
    for _ in range(7):
        await tell(minutes=15)
    (card,) = cards(office)
    assert SAY.perhaps_twice not in card["text"]
    assert SAY.perhaps_empty_topic not in card["text"]


async def test_a_bot_without_its_rights_keeps_the_report_and_shows_it_once_it_has_them(
    office, tell
):
    for _ in range(GIVEN_UP_AFTER + 2):
        office.wire.refuse("createForumTopic", "not enough rights to create a topic")
    case = await office.files()
    for _ in range(GIVEN_UP_AFTER + 2):
        await tell(minutes=16)
        assert cards(office) == []
    await queue(office, BoardChanged(office.room.id))
    await tell(seconds=15)
    assert "没发成" in board(office)["text"]
    await tell(minutes=16)
    assert len(cards(office)) == 1
    assert (await office.case(case)).posted


async def test_a_card_that_is_as_it_was_counts_as_shown(office, tell):
    case = await office.files()
    await tell()
    before = len(office.wire.sent("editMessageText"))
    office.wire.refuse("editMessageText", "message is not modified")
    await queue(office, CardChanged(case))
    await tell()
    assert len(office.wire.sent("editMessageText")) == before + 1
    assert await office.store.read(outbox.known, [CardChanged(case).key]) == set()


async def test_telegrams_wish_to_be_left_alone_holds_for_the_chat_it_names(
    office, tell, hurry, one
):
    office.wire.unwilling = {GROUP: [(429, {"parameters": {"retry_after": 40}})]}
    case = await office.files()
    await queue(office, HolderTold(case, one.id, "1"))
    await tell()
    assert len(office.wire.stands(one.chat_id)) == 1
    assert cards(office) == []
    await tell(seconds=39)
    assert cards(office) == []
    await tell(seconds=1)
    assert len(cards(office)) == 1


async def test_a_clock_that_leaps_loses_nothing_and_doubles_nothing(office, tell):
    await office.files()
    await tell()
    await office.files("B2B2")
    await tell(hours=20)
    await tell(hours=-20)
    await office.files("C3C3")
    await tell()
    assert len(cards(office)) == 3
    await tell(days=2)
    assert len(cards(office)) == 3


async def test_what_waits_for_another_try_when_the_clock_is_set_back_is_told_by_then(office, tell):
    office.wire.trouble("createForumTopic", NO_SUCH_HOST)
    await office.files()
    await tell()
    await tell(hours=-1)
    assert cards(office) == []
    await tell(hours=1, seconds=2)
    assert len(cards(office)) == 1


async def test_who_has_lost_the_word_says_nothing_more_and_leaves_it_to_the_next(office, one):
    case = await office.files()
    words = iter([True])

    async def told(notice):
        with only_while(lambda: next(words, False)):
            await deliver(office.desk, notice)

    lost = Drain(office.store, told, how_to_go_on, office.desk.now)
    await lost.once()
    assert cards(office) == []
    following = Drain(office.store, partial(deliver, office.desk), how_to_go_on, office.desk.now)
    await following.once()
    assert office.wire.names().count("createForumTopic") == 1
    assert len(cards(office)) == 1
    assert (await office.case(case)).posted


async def test_what_a_killed_desk_was_telling_says_that_it_may_stand_there_twice(office, tell):
    await office.files()
    (taken,) = await office.store.write(outbox.claim, office.desk.now())
    await office.store.write(outbox.begin, taken)
    await office.store.write(outbox.free)
    await office.files("B2B2")
    await tell()
    said = {card["text"][4:8]: SAY.perhaps_empty_topic in card["text"] for card in cards(office)}
    assert said == {"K7QM": True, "B2B2": False}
    case = await office.files("C3C3")
    await tell()
    await office.writes_back(case, "还有一件事")
    (taken,) = await office.store.write(outbox.claim, office.desk.now())
    await office.store.write(outbox.begin, taken)
    await office.store.write(outbox.free)
    await tell()
    (letter,) = [d for d in office.wire.stands(GROUP) if "还有一件事" in d["text"]]
    assert letter["text"].endswith(SAY.perhaps_twice)
