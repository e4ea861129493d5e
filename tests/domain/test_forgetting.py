"""What is put by is found again, and nothing of a receipt outlives its day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain import conversation, receipts
from domain.contents import Content, File, Text
from domain.drafts import IN_MAILBOX, Draft, Screen
from domain.forgetting import fold, forget_at, opened, outlived, put_by, shut
from domain.reading import LineKind

NOW = datetime(2026, 11, 23, 10, 20, tzinfo=UTC)
START = Draft(secret=bytes(range(32)), touched=NOW)
LETTER = Content((Text(1, "门在东侧"),), (File("f", "image/jpeg"),))
WRITING = replace(
    START, code="A", screen=Screen.LETTER, letter=LETTER, purpose=LineKind.RETALIATION
)


def filed(draft=START):
    written, _ = conversation.say(draft, "门锁着", 1)
    kept = conversation.submit(replace(written, screen=Screen.PREVIEW))
    return replace(kept, filed_at=NOW)


@pytest.mark.parametrize(
    "leave",
    [
        fold,
        conversation.start,
        lambda draft: conversation.press(conversation.danger(draft), conversation.Do.URGENT),
        lambda draft: conversation.say(conversation.danger(draft), "着火了", 2)[0],
        lambda draft: conversation.back(replace(draft, screen=Screen.MAILBOX)),
        lambda draft: opened(draft, "B"),
    ],
)
def test_a_letter_is_put_by_however_its_mailbox_is_left_and_found_with_its_code(leave):
    left = leave(WRITING)
    assert left.code != "A"
    assert left.letter.empty
    assert put_by(left) or left.turn > WRITING.turn
    assert left.files == ["f"]
    again = opened(Draft.from_bytes(left.to_bytes()), "A")
    assert (again.letter, again.purpose) == (LETTER, LineKind.RETALIATION)
    assert again.unsent == ()


def test_a_letter_is_not_found_with_another_code_and_does_not_tell_its_own():
    left = shut(WRITING)
    assert opened(left, "B").letter.empty
    locator = receipts.locator(receipts.make(bytes(32)))
    assert left.unsent[0].mark != locator
    assert left.mark("A") != replace(START, secret=bytes(32)).mark("A")


def test_the_letter_put_by_is_gone_on_with_when_writing_back():
    there = conversation.press(opened(shut(WRITING), "A"), conversation.Do.REPLY)
    assert (there.screen, there.purpose) == (Screen.LETTER, LineKind.RETALIATION)


def test_a_letter_put_by_dies_after_a_day_though_the_chat_is_touched():
    left = replace(shut(WRITING), touched=NOW + timedelta(hours=23))
    assert outlived(left, NOW + timedelta(hours=23, minutes=59)).unsent
    assert outlived(left, NOW + timedelta(hours=24)).unsent == ()


@pytest.mark.parametrize("screen", sorted(IN_MAILBOX))
def test_no_way_leads_back_into_a_mailbox_that_is_shut(screen):
    open_ = replace(WRITING, screen=screen)
    for there in (conversation.danger(open_), conversation.aside(open_, Screen.PRIVACY)):
        back = conversation.back(conversation.unfold(fold(there)))
        assert back.screen is Screen.ASK_CODE


def test_a_receipt_is_kept_for_a_day_and_then_nothing_makes_its_code():
    kept = filed()
    code = receipts.make(START.receipt_secret)
    assert receipts.make(kept.receipt_secret) == code
    assert forget_at(kept) == NOW + timedelta(hours=24)
    later = replace(kept, touched=NOW + timedelta(hours=23))
    assert outlived(later, NOW + timedelta(hours=23, minutes=59)) == later
    gone = outlived(later, NOW + timedelta(hours=24))
    assert receipts.make(gone.receipt_secret) != code
    assert kept.receipt not in (gone.receipt, gone.secret, gone.key, gone.derived("receipt"))
    assert gone.screen is Screen.HOME
    assert conversation.back(replace(gone, screen=Screen.DANGER)).screen is Screen.HOME


def test_a_further_report_leaves_nothing_of_the_one_before():
    first = filed()
    second = filed(replace(first, screen=Screen.HOME))
    assert second.receipt_secret != first.receipt_secret
    assert first.secret != second.secret != START.secret
    assert second.file_key == START.file_key
    assert len({START.id("case"), first.id("case"), second.id("case")}) == 3


def test_a_letter_that_was_sent_is_not_told_from_what_is_kept():
    after = conversation.sent(WRITING)
    assert after.id("letter:0") != WRITING.id("letter:0")
    assert after.file_key == WRITING.file_key
