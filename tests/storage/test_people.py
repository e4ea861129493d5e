"""People, groups, duty and topics as the desk finds them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import NotFoundError
from domain.people import Enterprise, Reviewer, Role, Room
from storage import duty, people, topics
from storage.duty import Shift
from storage.opening import Opening
from storage.topics import Topic
from tests.storage.filing import NOON, filed

ANNA = Reviewer(id="anna", label="审核员甲", role=Role.LEAD, chat_id=7)
ROOM = Room(id="room", chat_id=-1001, ready=True)


@pytest.fixture(autouse=True)
async def office(store):
    await store.write(people.put_enterprise, Enterprise(id="e", name="东胜建工集团", short="建工"))
    await store.write(people.put_reviewer, replace(ANNA, ties=frozenset({"e"})))
    await store.write(people.put_room, ROOM)


async def test_who_left_is_known_by_name_and_has_no_account_here(store):
    assert (await store.read(people.reviewer_at, 7)).ties == {"e"}
    await store.write(people.put_reviewer, replace(ANNA, active=False))
    assert await store.read(people.reviewer_at, 7) is None
    assert await store.read(people.reviewers) == []
    assert await store.read(people.labels) == {"anna": "审核员甲"}
    with pytest.raises(NotFoundError):
        await store.read(people.reviewer, "nobody")


async def test_a_group_knows_whom_its_members_are_tied_to_while_they_are_in(store):
    await store.write(people.seen_in, "room", 7, "anna")
    await store.write(people.seen_in, "room", 8, None)
    assert await store.read(people.tied_in, "room") == {"e"}
    await store.write(people.gone_from, "room", 7)
    assert await store.read(people.tied_in, "room") == set()
    assert await store.read(people.members, "room") == [(8, None)]


async def test_only_who_is_here_and_can_be_reached_is_on_duty(store):
    shift = Shift("s", "anna", 0, NOON, NOON + timedelta(hours=8))
    await store.write(duty.replace_from, NOON, [shift])
    assert await store.read(duty.at, NOON) == [shift]
    assert await store.read(duty.at, shift.ends_at) == []
    assert await store.read(duty.next_start, NOON - timedelta(hours=1)) == NOON
    await store.write(people.put_reviewer, replace(ANNA, chat_id=None))
    assert await store.read(duty.at, NOON) == []
    assert await store.read(duty.next_start, NOON - timedelta(hours=1)) is None


async def test_a_lead_or_deputy_of_the_roster_is_not_on_duty(store):
    shifts = [Shift(str(rank), "anna", rank, NOON, NOON + timedelta(hours=8)) for rank in (1, 2)]
    await store.write(duty.replace_from, NOON, shifts)
    assert await store.read(duty.at, NOON) == []
    assert await store.read(duty.next_start, NOON - timedelta(hours=1)) is None
    assert await store.read(duty.at, NOON, rank=2) == shifts[1:]


async def test_a_topic_that_is_made_again_takes_the_place_of_the_old_one(store):
    made = await filed(store, Opening.make().sealing)
    topic = Topic(case=made.case, room="room", thread=5, title="QX7M")
    await store.write(topics.remember, topic)
    await store.write(topics.remember, replace(topic, thread=6, card=9))
    assert await store.read(topics.at, "room", 5) is None
    assert (await store.read(topics.at, "room", 6)).card == 9
    await store.write(topics.forget, made.case)
    assert await store.read(topics.find, made.case) is None
