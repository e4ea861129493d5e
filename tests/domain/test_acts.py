"""The acts keep what the table promises, whatever is pressed in whatever order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain import acts
from domain.cases import CONCLUDE_WITHIN, Actor, Due, DueKind, Extension, Outcome, Stage, new
from domain.errors import (
    NotAllowedError,
    OnceOnlyError,
    OvertakenError,
    StageError,
    TextMissingError,
    TiedError,
    TooLateError,
)
from domain.reading import Line, LineKind, state
from domain.reports import Kind
from tests.domain.staff import ANNA, BERT, CHEF, DORA, NOON, received, weekdays


def accepted(by=ANNA, **facts):
    return replace(acts.take_on(received(), by=by, at=NOON).subject, **facts)


def concluded(by=ANNA):
    return acts.conclude(
        accepted(by), by=by, outcome=Outcome.PROVEN, text="已整改", at=NOON
    ).subject


def days(count):
    return NOON.date() + timedelta(days=count)


def test_the_first_look_is_due_in_two_working_days_and_an_urgent_one_in_two_hours():
    case = new(case_id="c", code="QX7M", kind=Kind.TIP, day=date(2026, 1, 1), urgent=False)
    friday = NOON + timedelta(days=4)
    posted = acts.post(case, room="r", rings=False, at=friday, is_workday=weekdays).subject
    assert (posted.posted, posted.day, posted.due.day) == (True, friday.date(), date(2026, 12, 1))
    urgent = acts.post(
        replace(case, urgent=True), room="r", rings=True, at=NOON, is_workday=weekdays
    )
    assert urgent.subject.due.at == NOON + timedelta(hours=2)
    assert [line.kind for line in urgent.lines] == [LineKind.RUNG]
    with pytest.raises(StageError):
        acts.post(posted, room="r", rings=False, at=NOON, is_workday=weekdays)


def test_nobody_is_told_that_it_rang_when_it_did_not():
    case = new(case_id="c", code="QX7M", kind=Kind.TIP, day=NOON.date(), urgent=True)
    posted = acts.post(case, room="r", rings=False, at=NOON, is_workday=weekdays)
    assert posted.lines == ()
    assert not posted.subject.rung


def test_who_takes_a_case_on_owes_a_conclusion_in_sixty_days():
    change = acts.take_on(received(), by=ANNA, at=NOON)
    assert (change.subject.stage, change.subject.holder) == (Stage.ACCEPTED, "anna")
    assert (change.subject.due.kind, change.subject.due.day) == (DueKind.CONCLUSION, days(60))
    assert change.lines == (Line(kind=LineKind.ACCEPTED, day=NOON.date(), due=days(60)),)
    with pytest.raises(OvertakenError) as overtaken:
        acts.take_on(change.subject, by=BERT, at=NOON)
    assert overtaken.value.by == "anna"


def test_a_referral_is_chased_after_ten_working_days_and_can_come_back():
    referred = acts.refer(accepted(), by=ANNA, department="住建局", at=NOON, is_workday=weekdays)
    assert (referred.subject.due.kind, referred.subject.due.day) == (DueKind.CHASE, days(14))
    assert referred.lines[0].department == "住建局"
    back = acts.return_referral(referred.subject, by=BERT, at=NOON).subject
    assert (back.stage, back.holder) == (Stage.ACCEPTED, "anna")


def test_once_the_department_has_answered_a_conclusion_is_due_and_nobody_is_chased():
    referred = acts.refer(accepted(), by=ANNA, department="住建", at=NOON, is_workday=weekdays)
    answered = acts.receipt_came(referred.subject, by=BERT, at=NOON)
    assert answered.subject == replace(
        referred.subject, due=Due(DueKind.CONCLUSION, NOON.date() + CONCLUDE_WITHIN)
    )
    assert answered.entry.act == "receipt"
    (line,) = answered.lines
    assert state([*referred.lines, line]).due == answered.subject.due.day
    again = acts.receipt_came(answered.subject, by=ANNA, at=NOON + timedelta(days=9))
    assert (again.subject, again.lines) == (answered.subject, ())


def test_thirty_more_days_are_granted_once_and_by_somebody_else():
    asked = acts.ask_extension(accepted(CHEF), by=CHEF, at=NOON).subject
    with pytest.raises(NotAllowedError):
        acts.grant_extension(asked, by=CHEF, text="等鉴定", at=NOON)
    granted = acts.grant_extension(asked, by=DORA, text="等鉴定", at=NOON)
    assert granted.subject.due.day == days(90)
    assert granted.lines[0].text == "等鉴定"
    with pytest.raises(OnceOnlyError):
        acts.ask_extension(granted.subject, by=CHEF, at=NOON)
    refused = acts.refuse_extension(asked, by=DORA, at=NOON).subject
    assert acts.ask_extension(refused, by=CHEF, at=NOON).subject.extension is Extension.ASKED


def test_a_lead_cannot_hand_a_case_over_to_grant_what_they_asked_for():
    asked = acts.ask_extension(accepted(CHEF), by=CHEF, at=NOON).subject
    handed = acts.hand_over(asked, by=CHEF, to=ANNA, at=NOON).subject
    assert handed.holder == "anna"
    with pytest.raises(StageError):
        acts.grant_extension(handed, by=CHEF, text="等鉴定", at=NOON)


@pytest.mark.parametrize(
    "move",
    [
        lambda case: acts.refer(case, by=BERT, department="住建", at=NOON, is_workday=weekdays),
        lambda case: acts.report_death(case, by=BERT, at=NOON),
        lambda case: acts.hand_over(case, by=CHEF, to=ANNA, at=NOON),
        lambda case: acts.decline(case, by=BERT, text="不归这里管", at=NOON),
    ],
)
def test_an_extension_nobody_has_decided_does_not_outlive_what_it_was_asked_for(move):
    asked = acts.ask_extension(accepted(CHEF), by=CHEF, at=NOON).subject
    assert move(asked).subject.extension is Extension.NONE


def test_a_second_look_comes_by_no_merge_to_who_decided_the_first():
    again = acts.object_to(concluded(BERT), at=NOON, is_workday=weekdays).subject
    other = replace(accepted(BERT), id="o")
    for into in (other, replace(other, holder="anna")):
        with pytest.raises(NotAllowedError):
            acts.merge(again, into=into, by=ANNA, at=NOON)
    alike = replace(accepted(ANNA), id="o", excluded=again.excluded)
    assert acts.merge(again, into=alike, by=ANNA, at=NOON).subject.merged_into == "o"


def test_a_letter_of_a_muted_case_tells_its_holder_nothing():
    heard = acts.hear(accepted(ANNA), letter="l", at=NOON)
    muted = acts.hear(replace(accepted(ANNA), muted=True), letter="l", at=NOON)
    assert (len(heard.notices), len(muted.notices)) == (2, 1)


@pytest.mark.parametrize("to", [ANNA, Actor(id="x"), replace(BERT, tied=True)])
def test_a_case_is_handed_to_another_reviewer_who_is_not_tied(to):
    with pytest.raises((NotAllowedError, TiedError)):
        acts.hand_over(accepted(), by=ANNA, to=to, at=NOON)


@pytest.mark.parametrize(
    "end",
    [
        lambda: concluded(BERT),
        lambda: acts.decline(received(), by=BERT, text="不归这里管", at=NOON).subject,
        lambda: acts.decline(accepted(ANNA), by=BERT, text="不归这里管", at=NOON).subject,
    ],
)
def test_who_decided_takes_no_part_in_the_second_look(end):
    again = acts.object_to(end(), at=NOON, is_workday=weekdays).subject
    assert (again.stage, again.holder, again.outcome) == (Stage.RECEIVED, None, None)
    with pytest.raises(NotAllowedError):
        acts.take_on(again, by=BERT, at=NOON)
    assert acts.take_on(again, by=CHEF, at=NOON).subject.holder == "chef"


def test_a_second_look_is_asked_for_once():
    again = acts.object_to(concluded(), at=NOON, is_workday=weekdays).subject
    taken = acts.take_on(again, by=BERT, at=NOON).subject
    ended = acts.conclude(taken, by=BERT, outcome=Outcome.UNPROVEN, text="查了", at=NOON).subject
    with pytest.raises(OnceOnlyError):
        acts.object_to(ended, at=NOON, is_workday=weekdays)


def test_an_objection_of_the_last_day_counts_though_it_is_posted_the_day_after():
    ended, late = concluded(), NOON + timedelta(days=31)
    with pytest.raises(StageError):
        acts.close(ended, at=late)
    with pytest.raises(TooLateError):
        acts.object_to(ended, at=late, is_workday=weekdays)
    again = acts.object_to(ended, at=late, is_workday=weekdays, written=days(30))
    assert again.subject.stage is Stage.RECEIVED
    assert acts.close(ended, at=NOON + timedelta(days=32)).subject.stage is Stage.CLOSED


def test_a_case_is_put_together_with_another_that_leads_on_to_no_third():
    other = replace(accepted(), id="o")
    merged = acts.merge(received(), into=other, by=BERT, at=NOON)
    assert (merged.subject.outcome, merged.subject.merged_into) == (Outcome.MERGED, "o")
    assert "o" not in merged.lines[0].text
    for wrong in (received(), replace(other, merged_into="x")):
        with pytest.raises(StageError):
            acts.merge(received(), into=wrong, by=BERT, at=NOON)
    with pytest.raises(StageError):
        acts.object_to(merged.subject, at=NOON, is_workday=weekdays)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_what_the_reporter_reads_must_be_written(text):
    for act in (
        lambda: acts.decline(received(), by=ANNA, text=text, at=NOON),
        lambda: acts.ask(received(), by=ANNA, text=text, at=NOON),
        lambda: acts.reply(received(), by=ANNA, text=text, at=NOON),
        lambda: acts.conclude(accepted(), by=ANNA, outcome=Outcome.PROVEN, text=text, at=NOON),
        lambda: acts.reopen(concluded(), by=CHEF, text=text, at=NOON),
    ):
        with pytest.raises(TextMissingError):
            act()


def test_what_was_posted_is_not_withdrawn():
    with pytest.raises(TooLateError):
        acts.withdraw(received())
    assert acts.withdraw(received(posted=False)).stage is Stage.WITHDRAWN


def test_an_act_is_taken_back_only_while_nothing_else_happened():
    before = received()
    after = replace(acts.take_on(before, by=ANNA, at=NOON).subject, version=2)
    back = acts.undo(after, before=before, after_version=2, by=ANNA, at=NOON).subject
    assert replace(back, version=1) == before
    with pytest.raises(OvertakenError):
        acts.undo(replace(after, version=3), before=before, after_version=2, by=ANNA, at=NOON)
