"""Turns, with a clock that is handed in."""

import asyncio
import heapq

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from domain.delivery import Later, Never, NotYetError
from domain.errors import NotFoundError
from handlers.desk.pace import PATIENCE, Pace, how_to_go_on, of_a_chat, of_a_group, of_all


@given(gaps=st.lists(st.floats(0, 20), min_size=1, max_size=120))
def test_no_group_hears_more_than_twenty_in_any_minute(gaps):
    check(of_a_group(), gaps, most=20, within=60)


@given(gaps=st.lists(st.floats(0, 0.1), min_size=1, max_size=120))
def test_all_together_hear_no_more_than_thirty_in_any_second(gaps):
    check(of_all(), gaps, most=30, within=1)


def test_all_together_use_nearly_all_of_the_thirty():
    turns, now = of_all(), 0.0
    for _ in range(3000):
        now = turns.next(now)
        turns.take(now)
    assert 3000 / now >= 0.97 * 30


@given(gaps=st.lists(st.floats(0, 2), min_size=1, max_size=120))
def test_no_chat_hears_more_than_one_a_second_beyond_a_burst_of_three(gaps):
    check(of_a_chat(), gaps, most=13, within=10)


def check(turns, gaps, *, most, within):
    now, taken = 0.0, []
    for gap in gaps:
        now += gap
        at = turns.next(now)
        assert at >= now
        turns.take(at)
        taken.append(at)
    for start in taken:
        assert sum(start <= at < start + within - 1e-6 for at in taken) <= most


class Time:
    """Virtual time: it goes forward when everybody sleeps."""

    def __init__(self):
        self.now = 100.0
        self._sleepers = []
        self._number = 0

    def clock(self):
        return self.now

    async def sleep(self, seconds):
        woken = asyncio.get_running_loop().create_future()
        self._number += 1
        heapq.heappush(self._sleepers, (self.now + seconds, self._number, woken))
        await woken

    async def run(self, *calls):
        all_ = asyncio.gather(*calls, return_exceptions=True)
        while not all_.done():
            for _ in range(20):
                await asyncio.sleep(0)
            if self._sleepers and not all_.done():
                self.now, _, woken = heapq.heappop(self._sleepers)
                woken.set_result(None)
        return all_.result()


class Wire:
    def __init__(self, time):
        self.time = time
        self.sent = []
        self.refusals = {}

    def call(self, pace, chat, endpoint="sendMessage", **data):
        async def callback():
            left = self.refusals.get(chat, [])
            if left:
                raise RetryAfter(left.pop(0))
            self.sent.append((chat, self.time.now))
            return True

        data = {"chat_id": chat} | data if chat else data
        return pace.process_request(callback, (), {}, endpoint, data, None)


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def wire(time):
    return Wire(time)


@pytest.fixture
def pace(time):
    return Pace(time.clock, time.sleep)


async def test_a_burst_goes_at_once_and_the_rest_second_by_second(time, wire, pace):
    await time.run(*(wire.call(pace, 5) for _ in range(6)))
    assert [at - 100 for _, at in wire.sent] == [0, 0, 0, 1, 2, 3]


async def test_presses_questions_and_deletions_never_wait(time, wire, pace):
    await time.run(
        *(wire.call(pace, 5) for _ in range(3)),
        wire.call(pace, None, "answerCallbackQuery"),
        wire.call(pace, 5, "getChatMember"),
        wire.call(pace, 5, "deleteMessage"),
    )
    assert time.now == 100


async def test_an_album_counts_as_many_as_it_shows(time, wire, pace):
    media = [object()] * 4
    await time.run(wire.call(pace, 5, "sendMediaGroup", media=media), wire.call(pace, 5))
    assert [at - 100 for _, at in wire.sent] == [0, 2]


async def test_edits_use_up_no_turn_of_the_groups_minute(time, wire, pace):
    await time.run(*(wire.call(pace, -5, "editMessageText") for _ in range(12)))
    await time.run(*(wire.call(pace, -5) for _ in range(8)))
    assert wire.sent[-1][1] - 100 <= 20


async def test_a_chat_that_waits_for_its_turn_keeps_no_other_waiting(time, wire, pace):
    await time.run(*(wire.call(pace, -5) for _ in range(9)), *(wire.call(pace, n) for n in (6, 7)))
    assert {(6, 100.0), (7, 100.0)} <= set(wire.sent)


async def test_the_chat_telegram_names_waits_and_the_others_go_on(time, wire, pace):
    wire.refusals[5] = [7]
    await time.run(wire.call(pace, 5), wire.call(pace, 6))
    assert wire.sent == [(6, 100.0), (5, 107.0)]


async def test_while_a_chat_is_refused_it_is_not_asked_again(time, wire, pace):
    wire.refusals[5] = [600]
    first, second = await time.run(wire.call(pace, 5), wire.call(pace, 5))
    assert isinstance(first, RetryAfter)
    assert isinstance(second, RetryAfter)
    (third,) = await time.run(wire.call(pace, 5))
    assert isinstance(third, RetryAfter)
    assert wire.sent == []
    time.now += 600
    assert await time.run(wire.call(pace, 5)) == [True]


async def test_refused_three_times_it_is_given_back(time, wire, pace):
    wire.refusals[5] = [1, 1, 1, 1]
    (answer,) = await time.run(wire.call(pace, 5))
    assert isinstance(answer, RetryAfter)
    assert len(wire.refusals[5]) == 1


async def test_a_turn_too_far_off_is_given_back_at_once(time, wire, pace):
    answers = await time.run(*(wire.call(pace, -5) for _ in range(12)))
    refused = [answer for answer in answers if isinstance(answer, RetryAfter)]
    assert refused
    assert all(answer.retry_after.total_seconds() >= PATIENCE for answer in refused)
    assert len(wire.sent) == 12 - len(refused)


@pytest.mark.parametrize("endpoint", ["sendMessage", "getChat"])
async def test_a_request_that_never_ends_is_given_up(time, endpoint):
    pace = Pace(time.clock, time.sleep, longest=0.01)
    data = {"chat_id": 5}
    async with asyncio.timeout(5):
        with pytest.raises(TimeoutError):
            await pace.process_request(asyncio.Event().wait, (), {}, endpoint, data, None)
    assert time.now == 100


@pytest.mark.parametrize(
    ("error", "judged"),
    [
        (NotYetError(9), Later(9, failed=False)),
        (RetryAfter(9), Later(9, failed=False)),
        (NotFoundError(), Never()),
        (Forbidden("kicked"), Never()),
        (BadRequest("thread"), Later()),
        (NetworkError("reset"), Later()),
        (ValueError(), Later()),
    ],
)
def test_each_error_says_how_to_go_on(error, judged):
    assert how_to_go_on(error) == judged
