"""Masking hides what was found and touches nothing else."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import example, given

from domain import conversation, hiding
from domain.contents import Content, Text
from domain.conversation import Do
from domain.drafts import Draft, Screen
from tests.domain.test_giveaways import TEXTS

DRAFT = Draft(
    secret=bytes(32),
    touched=datetime(2026, 11, 23, 10, tzinfo=UTC),
    screen=Screen.PREVIEW,
    report=Content((Text(1, "我是二班的，门锁着"), Text(2, "电话13847712345，我们班的门"))),
)


def written(draft):
    return [text.text for text in draft.report.texts]


@given(TEXTS)
def test_masking_twice_is_masking_once(text):
    once = hiding.hidden(text)
    assert hiding.hidden(once) == once


@given(TEXTS)
@example("我班的门锁着")
def test_masking_changes_no_other_character_and_makes_nothing_longer(text):
    draft = replace(DRAFT, report=Content((Text(1, text),)))
    for place in hiding.places(draft):
        start, end = place.giveaway.start, place.giveaway.end
        behind = len(text) - end
        assert place.hidden[:start] == text[:start]
        assert place.hidden[len(place.hidden) - behind :] == text[end:]
        assert set(place.hidden[start : len(place.hidden) - behind]) == {"■"}
        assert len(place.hidden) <= len(text)
    assert len(hiding.hidden(text)) <= len(text)


def test_places_are_gone_through_one_by_one_and_lead_back_to_the_form():
    draft = conversation.press(DRAFT, Do.GIVEAWAYS)
    for do in (Do.HIDE, Do.LEAVE):
        draft = conversation.press(draft, do)
        assert draft.screen is Screen.GIVEAWAYS
    draft = conversation.press(draft, Do.HIDE)
    assert draft.screen is Screen.PREVIEW
    assert written(draft) == ["■■■，门锁着", "电话13847712345，■■■的门"]
    assert hiding.places(draft) == ()


def test_what_was_left_in_is_not_asked_about_until_its_message_changes():
    draft = conversation.press(conversation.press(DRAFT, Do.GIVEAWAYS), Do.LEAVE)
    assert len(hiding.places(draft)) == 2
    more, _ = conversation.say(draft, "还有后门", 3)
    assert len(hiding.places(more)) == 2
    edited, _ = conversation.edit(draft, "我是二班的，门一直锁着", 1)
    assert len(hiding.places(edited)) == 3


def test_all_is_masked_but_what_was_left_in():
    draft = conversation.press(conversation.press(DRAFT, Do.GIVEAWAYS), Do.LEAVE)
    after = conversation.press(draft, Do.HIDE_ALL)
    assert written(after) == ["我是二班的，门锁着", "电话■■■，■■■的门"]


def test_the_place_and_a_name_that_was_typed_are_looked_through_as_well():
    draft = replace(
        DRAFT, report=Content(), place="我们班休息室", elsewhere="东胜热力，电话13847712345"
    )
    masked = conversation.press(conversation.press(draft, Do.GIVEAWAYS), Do.HIDE_ALL)
    assert (masked.place, masked.elsewhere) == ("■■■休息室", "东胜热力，电话■■■")
    left = conversation.press(conversation.press(draft, Do.GIVEAWAYS), Do.LEAVE)
    assert [place.words for place in hiding.places(left)] == ["13847712345"]
