from datetime import date

import pytest
from telegram.error import BadRequest

from domain import errors
from domain.forms import Fault
from domain.people import Room
from domain.weeks import Week
from handlers.desk import refusals
from handlers.texts.case import texts
from storage import people
from storage.forms import form
from storage.ids import fresh
from tests.handlers.desk_case.telegram import GROUP, buttons

MADE = {
    errors.NotAllowedError: errors.NotAllowedError("lead"),
    errors.GroupNotReadyError: errors.GroupNotReadyError({}),
    errors.TooFastError: errors.TooFastError(5),
    errors.TooLateError: errors.TooLateError(date(2026, 11, 23)),
    errors.NumberUnreadableError: errors.NumberUnreadableError("三四"),
    errors.NumbersMissingError: errors.NumbersMissingError(wanted=5, found=4),
    errors.FiguresError: errors.FiguresError(form(), Fault(form().limits[2], 2, 1)),
    errors.LockedError: errors.LockedError(Week(2026, 48)),
}


def leaves(kind):
    below = kind.__subclasses__()
    return [leaf for each in below for leaf in leaves(each)] or [kind]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", leaves(errors.RuleError), ids=lambda kind: kind.__name__)
def test_every_refusal_has_its_words(kind, language):
    error = MADE.get(kind) or kind()
    assert texts(language).refusal(error, names={}, code="K7QM")


def test_a_code_that_does_not_work_names_who_gives_another():
    words = {
        name: texts(name).refusal(errors.EnrolmentError(), names={}, code="")
        for name in ("zh", "en")
    }
    assert "再要一个" in words["zh"]
    assert "for a new one" in words["en"]


async def test_what_is_no_refusal_is_handed_to_the_loop(office, one):
    case = await office.posted()
    office.wire.refuse("sendMessage", "internal")
    with pytest.raises(BadRequest, match="Internal"):
        await office.presses_card(one, "受理，我来办", case)


async def test_an_error_in_wording_a_refusal_is_handed_to_the_loop(office, one):
    office.wire.refuse("sendMessage", "internal")
    with pytest.raises(BadRequest, match="Internal"):
        await office.says(one, "/reply", thread=7)


async def test_a_button_of_nobodys_making_is_old(office, one):
    await office.presses(one, "take:nonsense")
    assert office.wire.toast() == "这张卡片旧了，已换成最新的，请再看一眼。"


async def declined_by(office, somebody, case):
    await office.presses_card(somebody, "不予受理", case)
    await office.presses_last(somebody, "1", case)
    await office.presses_last(somebody, "发给举报人", case)


async def test_the_slower_of_two_is_told_by_whom_and_what(office, one, two):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(two, "不予受理", case)
    await office.presses_last(two, "1", case)
    preview = office.wire.last()
    await declined_by(office, one, case)
    told = "慢了一步：审核员 1 刚办了不予受理 K7QM。"
    for name in ("不予受理", "转办"):
        await office.presses_card(two, name, case)
        assert office.wire.toast() == told
    await office.presses(two, buttons(preview)["发给举报人"], thread=topic.thread)
    assert office.wire.toast() == told
    await office.presses_card(one, "转办", case)
    assert office.wire.toast() == "这张卡片旧了，已换成最新的，请再看一眼。"
    office.forward(minutes=11)
    await office.presses_card(two, "转办", case)
    assert office.wire.toast() == "这张卡片旧了，已换成最新的，请再看一眼。"


async def test_a_text_is_asked_for_when_the_press_comes_again_and_nothing_was_shown(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    office.wire.refuse("sendMessage", "internal")
    with pytest.raises(BadRequest, match="Internal"):
        await office.presses_card(one, "问举报人", case)
    raw = {
        "update_id": 1,
        "callback_query": {
            "id": "1",
            "from": {"id": one.chat_id, "is_bot": False, "first_name": "A"},
            "chat_instance": "1",
            "data": f"ask:{case}:{(await office.case(case)).version}",
            "message": {
                "message_id": 1,
                "date": 1,
                "chat": {"id": GROUP, "type": "supergroup"},
                "message_thread_id": topic.thread,
                "is_topic_message": True,
            },
        },
    }
    before = len(office.wire.sent())
    await refusals.on_repeat(office.desk, raw)
    assert "取消" in buttons(office.wire.last())
    await refusals.on_repeat(office.desk, raw)
    assert len(office.wire.sent()) == before + 1


async def test_a_note_that_comes_again_is_said_to_be_recorded(office, one):
    topic = await office.topic(await office.posted())
    await office.says(one, "/note 打过电话", thread=topic.thread)
    message = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": GROUP, "type": "supergroup"},
        "from": {"id": one.chat_id, "is_bot": False, "first_name": "A"},
        "message_thread_id": topic.thread,
        "is_topic_message": True,
        "text": "/note 打过电话",
    }
    await refusals.on_repeat(office.desk, {"update_id": 1, "message": message})
    assert office.wire.last()["text"] == "这条已经记下，没有丢。"


async def test_an_act_whose_press_comes_again_can_still_be_taken_back(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    data = await office.on_card(case, "受理，我来办")
    await office.presses_card(one, "受理，我来办", case)
    before = len(office.wire.sent())
    query = {
        "id": "1",
        "from": {"id": one.chat_id, "is_bot": False, "first_name": "A"},
        "chat_instance": "1",
        "data": data,
        "message": {
            "message_id": topic.card,
            "date": 1,
            "chat": {"id": GROUP, "type": "supergroup"},
            "message_thread_id": topic.thread,
            "is_topic_message": True,
        },
    }
    await refusals.on_repeat(office.desk, {"update_id": 1, "callback_query": query})
    assert office.wire.toast() == "这条已经记下，没有丢。"
    assert len(office.wire.sent()) == before + 1
    assert "撤回" in buttons(office.wire.last())


async def test_who_sent_what_failed_for_good_is_asked_to_send_it_again(office, one):
    raw = {
        "update_id": 1,
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": 101, "type": "private"},
            "from": {"id": 101, "is_bot": False, "first_name": "A"},
            "text": "CANARY",
        },
    }
    await refusals.on_poison(office.desk, raw)
    assert office.wire.last(chat=101)["text"] == "刚才那一下没有办成，请再来一次。"


async def test_a_press_in_another_desks_group_shows_nothing_of_the_case(office):
    case = await office.posted(text="CANARY")
    other = Room(id=fresh(), chat_id=-2002, ready=True)
    await office.store.write(people.put_room, other)
    somebody = await office.reviewer("审核员 3", 103, inside=False)
    office.wire.asked.clear()
    version = (await office.case(case)).version
    await office.presses(somebody, f"full:{case}:{version}", chat=other.chat_id)
    assert "CANARY" not in office.wire.everything()
    assert office.wire.toast()
