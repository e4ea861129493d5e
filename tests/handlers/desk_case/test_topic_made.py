"""A kill between making a topic and remembering it leaves the case with one topic, not with two."""

from storage import topics
from tests.handlers.desk_case.telegram import BOT, GROUP

NAME = {"forum_topic_created": {"name": "消防 K7QM", "icon_color": 1}}


async def made(office, thread, *, by=BOT):
    """Telegram tells that a topic was made."""
    message = {
        "message_id": thread,
        "date": 1,
        "chat": {"id": GROUP, "type": "supergroup"},
        "from": by,
        "message_thread_id": thread,
        "is_topic_message": True,
    }
    await office.feed(message=message | NAME)


async def test_a_topic_that_was_not_remembered_becomes_the_case_s(office):
    office.wire.refuse("createForumTopic", "internal")
    case = await office.files()
    assert len(await office.tells()) == 1
    await made(office, 77)
    assert await office.tells(seconds=5) == []
    assert (await office.topic(case)).thread == 77
    assert office.wire.last()["message_thread_id"] == 77
    assert office.wire.names().count("createForumTopic") == 1
    assert not office.wire.sent("deleteForumTopic")


async def test_of_two_topics_of_a_case_the_one_in_which_nothing_stands_goes(office):
    case = await office.posted()
    thread = (await office.topic(case)).thread
    for one in (thread, 777):
        await made(office, one)
    assert [each["message_thread_id"] for each in office.wire.sent("deleteForumTopic")] == [777]
    assert (await office.topic(case)).thread == thread


async def test_a_topic_that_somebody_else_made_is_left_alone(office, one):
    await office.posted()
    await made(office, 777, by={"id": one.chat_id, "is_bot": False, "first_name": "A"})
    assert not office.wire.sent("deleteForumTopic")


async def test_a_topic_that_is_known_already_is_not_put_out_by_another(office):
    case = await office.posted()
    known = await office.topic(case)
    other = topics.Topic(case=case, room=known.room, thread=777, title="消防 K7QM")
    assert await office.store.write(topics.first, other) == known
