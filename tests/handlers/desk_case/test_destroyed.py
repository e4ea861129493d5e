"""A case that had its time is gone at the desk too: its topic, and the buttons that are left."""

from datetime import date

from sqlalchemy import update

from domain.cases import Outcome, Stage
from domain.retention import Keeping
from scheduler.retention import destroy_over
from storage.tables import CaseRow


async def destroyed(office):
    case = await office.posted()
    ended = {"stage": Stage.CLOSED, "outcome": Outcome.DECLINED, "concluded_on": date(2020, 1, 1)}
    await office.store.write(
        lambda session: session.execute(update(CaseRow).values(**ended)) and None
    )
    topic = await office.topic(case)
    await office.store.write(destroy_over, office.desk.now(), Keeping())
    return case, topic


async def test_its_topic_is_deleted(office, one):
    _, topic = await destroyed(office)
    assert await office.tells() == []
    (gone,) = office.wire.sent("deleteForumTopic")
    assert gone["message_thread_id"] == topic.thread


async def test_a_topic_the_bot_may_not_delete_is_tried_each_day_and_a_lead_is_asked(office, one):
    _, topic = await destroyed(office)
    office.wire.refuse("deleteForumTopic", "not enough rights")
    await office.tells()
    assert len(office.wire.sent("closeForumTopic")) == 1
    assert office.wire.sent("deleteMessage")[-1]["message_id"] == topic.card
    assert await office.tells(seconds=86_401) == []
    assert len(office.wire.sent("deleteForumTopic")) == 2
