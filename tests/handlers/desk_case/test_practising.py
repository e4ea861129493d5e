"""A practice case says so at the desk, is handled as any other, and goes with its topic."""

from storage import practice


async def test_a_practice_case_is_marked_in_its_topics_name_and_first_line(office, one):
    await office.posted(practice=True)
    assert office.wire.sent("createForumTopic")[-1]["name"] == "演练 消防 K7QM"
    cards = [data["text"] for data in office.wire.sent() if "K7QM" in data["text"]]
    assert any(text.startswith("【演练】新线索 K7QM") for text in cards)


async def test_its_topic_goes_with_it(office, one):
    case = await office.posted(practice=True)
    topic = await office.topic(case)
    await office.presses_card(one, "受理，我来办", case)
    await office.store.write(practice.remove, at=office.desk.now())
    assert await office.tells(seconds=61) == []
    gone = office.wire.sent("deleteForumTopic")
    assert [one["message_thread_id"] for one in gone] == [topic.thread]


async def test_a_topic_that_is_gone_already_is_no_trouble(office, one):
    await office.posted(practice=True)
    office.wire.refuse("deleteForumTopic", "message thread not found")
    await office.store.write(practice.remove, at=office.desk.now())
    assert await office.tells(seconds=61) == []


async def test_a_report_in_earnest_is_not_marked(office, one):
    await office.posted()
    assert "演练" not in office.wire.everything()
