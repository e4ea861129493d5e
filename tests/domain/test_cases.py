"""Every cell of the table: act × stage × person; what is not written down here is refused."""

from dataclasses import replace
from datetime import date

import pytest

from domain.cases import (
    AFTER_DEATH,
    CLOCK,
    MOVES,
    REPORTER,
    Act,
    Actor,
    Case,
    Extension,
    Stage,
    allowed,
    check,
)
from domain.errors import NotAllowedError, OnceOnlyError, StageError, TiedError
from domain.people import Role
from domain.reports import Kind

R, A, F, C, X, W = Stage

HOLDER = Actor(id="holder", role=Role.REVIEWER)
OTHER = Actor(id="other", role=Role.REVIEWER)
LEAD = Actor(id="lead", role=Role.LEAD)
HOLDING_LEAD = Actor(id="holder", role=Role.LEAD)
PEOPLE = {
    "holder": HOLDER,
    "other": OTHER,
    "lead": LEAD,
    "holding lead": HOLDING_LEAD,
    "reporter": REPORTER,
    "clock": CLOCK,
}
REVIEWERS = {"holder", "other", "lead", "holding lead"}
LEADS = {"lead", "holding lead"}

# the product's table, written a second time on purpose: from where, by whom, to where
TABLE = {
    Act.TAKE_ON: ({R}, REVIEWERS, A),
    Act.CLAIM: ({A, F}, REVIEWERS, None),
    Act.DECLINE: ({R, A}, REVIEWERS, C),
    Act.REFER: ({R, A}, REVIEWERS, F),
    Act.RECEIPT: ({F}, REVIEWERS, None),
    Act.RETURN: ({F}, REVIEWERS, A),
    Act.MERGE: ({R, A}, REVIEWERS, C),
    Act.ASK: ({R, A, F}, REVIEWERS, None),
    Act.REPLY: ({R, A, F, C, X}, REVIEWERS, None),
    Act.ASK_EXTENSION: ({A}, {"holder", "holding lead"}, None),
    Act.GRANT_EXTENSION: ({A}, {"lead"}, None),
    Act.REFUSE_EXTENSION: ({A}, {"lead"}, None),
    Act.CONCLUDE: ({A, F}, {"holder", "holding lead"}, C),
    Act.HAND_OVER: ({A, F}, {"holder", "lead", "holding lead"}, None),
    Act.RELEASE: ({A, F}, {"clock"}, None),
    Act.MARK_URGENT: ({R, A, F}, REVIEWERS, None),
    Act.UNMARK_URGENT: ({R, A, F}, REVIEWERS, None),
    Act.DEATH: ({R, A}, REVIEWERS, F),
    Act.OBJECT: ({C}, {"reporter"}, R),
    Act.REOPEN: ({C, X}, LEADS, A),
    Act.CLOSE: ({C}, {"clock"}, X),
    Act.WITHDRAW: ({R}, {"reporter"}, W),
    Act.MUTE: (set(Stage), REVIEWERS, None),
    Act.UNMUTE: (set(Stage), LEADS, None),
}
DECIDING = (Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION)


def case(stage, **facts):
    day = date(2026, 11, 23)
    return Case(id="c", code="QX7M", kind=Kind.TIP, day=day, stage=stage, holder="holder", **facts)


def fitting(act, stage):
    """A case at a stage of which the act could be true."""
    asked = Extension.ASKED if act in DECIDING else Extension.NONE
    return case(stage, extension=asked)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("person", PEOPLE)
def test_an_act_is_let_through_exactly_where_the_table_has_it(act, stage, person):
    stages, people, _ = TABLE[act]
    by = PEOPLE[person]
    if stage not in stages:
        with pytest.raises(StageError):
            check(fitting(act, stage), act, by)
    elif person not in people:
        with pytest.raises(NotAllowedError):
            check(fitting(act, stage), act, by)
    else:
        check(fitting(act, stage), act, by)
    assert allowed(fitting(act, stage), act, by) == (stage in stages and person in people)


@pytest.mark.parametrize("act", Act)
def test_the_table_says_where_an_act_leads(act):
    assert MOVES[act].to == TABLE[act][2]
    assert MOVES[act].stages == TABLE[act][0]


@pytest.mark.parametrize("act", Act)
def test_who_is_tied_to_the_enterprise_may_do_nothing_at_all(act):
    for stage in Stage:
        for by in (HOLDER, OTHER, LEAD, HOLDING_LEAD):
            with pytest.raises(TiedError):
                check(fitting(act, stage), act, replace(by, tied=True))


@pytest.mark.parametrize("act", Act)
def test_after_a_death_only_letters_and_hands_go_on(act):
    letters = {Act.ASK, Act.REPLY, Act.MUTE, Act.UNMUTE, Act.CLAIM, Act.RELEASE}
    assert letters == AFTER_DEATH
    dead = replace(fitting(act, Stage.REFERRED), death=True)
    possible = any(allowed(dead, act, by) for by in PEOPLE.values())
    assert possible == (act in letters and Stage.REFERRED in TABLE[act][0])


def test_a_reviewer_of_the_first_look_takes_no_part_in_the_second():
    again = case(Stage.RECEIVED, excluded=frozenset({"other", "lead"}))
    for by in (OTHER, LEAD):
        with pytest.raises(NotAllowedError):
            check(again, Act.TAKE_ON, by)
    check(again, Act.TAKE_ON, HOLDER)


@pytest.mark.parametrize("extension", [Extension.ASKED, Extension.GRANTED])
def test_an_extension_is_asked_for_once(extension):
    with pytest.raises(OnceOnlyError):
        check(case(Stage.ACCEPTED, extension=extension), Act.ASK_EXTENSION, HOLDER)


@pytest.mark.parametrize("act", DECIDING)
@pytest.mark.parametrize("extension", [Extension.NONE, Extension.GRANTED])
def test_what_was_not_asked_for_is_neither_granted_nor_refused(act, extension):
    with pytest.raises(StageError):
        check(case(Stage.ACCEPTED, extension=extension), act, LEAD)


def test_nobody_else_can_pass_for_the_reporter_or_the_clock():
    pretender = Actor(id="reporter")
    assert not allowed(case(Stage.CONCLUDED), Act.OBJECT, pretender)
    assert not allowed(case(Stage.CONCLUDED), Act.CLOSE, Actor(id="clock"))
