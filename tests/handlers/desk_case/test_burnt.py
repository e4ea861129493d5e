"""A reporter who burnt the mailbox hears no more; the matter goes on all the same."""

import pytest

from domain.cases import Outcome
from domain.notices import MailboxBurnt
from storage import letters, outbox


@pytest.fixture
async def burnt(office, one):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)

    def burn(session):
        letters.burn(session, case)
        outbox.put(session, MailboxBurnt(case), not_before=office.desk.now())

    await office.store.write(burn)
    await office.tells()
    return case


async def test_the_topic_reads_that_no_answer_arrives(office, one, burnt):
    said = [sent["text"].splitlines()[0] for sent in office.wire.sent()]
    assert said.count("举报人烧掉了信箱，答复送不到他了。") == 1
    card = office.wire.sent("editMessageText")[-1]["text"]
    assert "信箱已烧掉：写什么都送不到" in card
    assert "可敲门" not in card


async def test_a_question_or_an_answer_is_not_even_asked_for(office, one, burnt):
    topic = await office.topic(burnt)
    await office.presses_card(one, "问举报人", burnt)
    assert office.wire.toast() == "举报人烧掉了信箱，写什么都送不到了。"
    await office.says(one, "/reply 明天去看", thread=topic.thread)
    assert office.wire.last()["text"] == "举报人烧掉了信箱，写什么都送不到了。"


async def test_what_was_shown_before_the_mailbox_burnt_is_not_said_to_go_out(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(one, "问举报人", case)
    await office.says(one, "在哪一层？", thread=topic.thread)
    await office.store.write(letters.burn, case)
    await office.presses_last(one, "发给举报人", case)
    assert office.wire.toast() == "举报人烧掉了信箱，写什么都送不到了。"


async def test_a_case_is_concluded_all_the_same(office, one, burnt):
    topic = await office.topic(burnt)
    await office.presses_card(one, "查实", burnt)
    await office.says(one, "护栏已经装好", thread=topic.thread)
    await office.presses_last(one, "发给举报人", burnt)
    await office.tells(seconds=61)
    assert (await office.case(burnt)).outcome is Outcome.PROVEN
