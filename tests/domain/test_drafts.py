"""Whatever a person does in whatever order, nothing accepted is lost and nothing is sent twice."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import conversation, posting, receipts
from domain.categories import CATEGORIES, WORDS, Category, Label, category, guess
from domain.contents import MOST_CHARACTERS, File
from domain.conversation import Do
from domain.drafts import IN_MAILBOX, Draft, Screen, dies_at
from domain.errors import EmptyReportError, OldButtonError, RuleError, TooManyFilesError
from domain.forgetting import fold
from domain.reports import Kind, When

NOW = datetime(2026, 11, 23, 10, 20, 30, 400, tzinfo=UTC)
EARLIEST = datetime(2026, 1, 1)  # noqa: DTZ001 - hypothesis wants it bare, the zone beside
START = Draft(secret=bytes(range(32)), touched=NOW)

ARGS = {
    Do.PICK: st.sampled_from(["e1", "e2"]),
    Do.PAGE: st.sampled_from(["0", "1", "2"]),
    Do.WHEN: st.sampled_from([when.value for when in When]),
    Do.LABEL: st.sampled_from(["", *(label.value for label in Label)]),
    Do.EDIT: st.sampled_from(list("123456")),
}
ENDING = {Do.NO, Do.DROP_FILES, Do.REWRITE, Do.CLEAR, Do.HIDE, Do.LEAVE, Do.HIDE_ALL}
PRESSES = st.sampled_from(list(Do)).flatmap(
    lambda do: st.tuples(st.just(do), ARGS.get(do, st.just("")))
)
STEPS = st.lists(
    st.one_of(
        PRESSES,
        st.text(min_size=1, max_size=30).filter(str.strip),
        st.builds(File, st.uuids().map(str), st.sampled_from(["image/jpeg", "application/pdf"])),
    ),
    max_size=25,
)


def step(draft, one, number):
    if isinstance(one, tuple):
        return conversation.press(draft, *one, name="东胜燃气")
    if isinstance(one, str):
        return conversation.say(draft, one, number)[0]
    return conversation.attach(draft, one)[0]


def walk(steps):
    draft = START
    for number, one in enumerate(steps):
        before = draft
        try:
            draft = step(draft, one, number)
        except RuleError:
            continue
        yield before, one, draft


@given(STEPS)
def test_a_draft_comes_back_as_it_was_sealed(steps):
    for _, _, draft in walk(steps):
        assert Draft.from_bytes(draft.to_bytes()) == draft


@given(STEPS)
def test_what_was_taken_stays_until_the_person_drops_it(steps):
    for before, one, after in walk(steps):
        if isinstance(one, tuple) and one[0] in ENDING:
            continue
        if isinstance(one, str) and before.screen is Screen.REWRITE:
            assert after.report.files == before.report.files
            continue
        assert set(before.report.files) <= set(after.report.files)
        assert set(before.report.texts) <= set(after.report.texts)


@given(STEPS)
def test_a_draft_never_grows_beyond_its_limits(steps):
    for _, _, draft in walk(steps):
        assert draft.report.characters <= MOST_CHARACTERS
        assert draft.secret == START.secret


@given(STEPS)
def test_danger_is_reached_from_anywhere_and_leads_back(steps):
    for _, _, draft in walk(steps):
        there = conversation.danger(draft)
        assert there.screen is Screen.DANGER
        assert there.report == draft.report
        if draft.screen not in {Screen.DANGER, Screen.FOLDED}:
            assert conversation.back(there).screen is draft.screen


@given(STEPS)
def test_one_can_always_get_home(steps):
    for _, _, draft in walk(steps):
        there = draft
        for _ in range(12):
            there = conversation.back(there)
            if there.screen in {Screen.HOME, Screen.FOUND}:
                break
        assert there.screen in {Screen.HOME, Screen.FOUND}


@given(STEPS)
def test_what_is_filed_is_whole_and_filed_from_a_form_only(steps):
    for _, _, draft in walk(steps):
        try:
            after = conversation.submit(draft)
        except EmptyReportError:
            assert draft.report.empty
        except OldButtonError:
            assert draft.screen not in conversation.SUBMITTABLE
        else:
            assert not draft.report.empty
            assert after.report.empty
            assert after.receipt_secret == draft.receipt_secret
            with pytest.raises(OldButtonError):
                conversation.submit(after)


def test_every_report_has_ids_and_a_code_of_its_own():
    written, _ = conversation.say(START, "门锁着", 1)
    first = conversation.submit(replace(written, screen=Screen.PREVIEW))
    again, _ = conversation.say(replace(first, screen=Screen.HOME), "又一处", 2)
    second = conversation.submit(replace(again, screen=Screen.PREVIEW))
    assert receipts.make(first.receipt_secret) != receipts.make(second.receipt_secret)


def test_a_secret_gives_the_same_ids_again():
    assert START.id("case:0") == Draft.from_bytes(START.to_bytes()).id("case:0")
    assert START.id("case:0") != START.id("case:1")
    assert len(START.id("case:0")) == 24


def test_a_button_of_an_earlier_turn_is_told_from_a_new_one():
    nonces = {replace(START, turn=turn).nonce for turn in range(100)}
    assert len(nonces) == 100
    assert replace(START, secret=bytes(32)).nonce not in nonces


def test_folding_forgets_an_open_mailbox_and_keeps_a_form():
    for screen in Screen:
        folded = fold(replace(START, screen=screen, code="X", kind=Kind.HAZARD))
        assert folded.code == ""
        assert folded.kind is Kind.HAZARD
        assert folded.folded is (Screen.ASK_CODE if screen in IN_MAILBOX else screen)


@given(st.datetimes(timezones=st.just(UTC), min_value=EARLIEST))
def test_a_draft_dies_at_a_midnight_and_never_early(moment):
    midnight = dies_at(replace(START, touched=moment))
    assert midnight.time() == time(0)
    assert timedelta(0) <= midnight - (moment + timedelta(hours=24)) < timedelta(days=1)


def test_the_twenty_first_file_is_refused():
    files = tuple(File(str(n), "image/jpeg") for n in range(20))
    full = replace(START, report=replace(START.report, files=files), screen=Screen.STORY)
    assert not conversation.takes_files(full)
    with pytest.raises(TooManyFilesError):
        conversation.attach(full, File("x", "image/jpeg"))


@pytest.mark.parametrize(
    ("text", "label", "id_"),
    [
        ("三号楼安全出口锁着，灭火器过期", Label.FIRE, Category.FIRE),
        ("酒店疏散通道堆了东西，安全出口锁着", Label.FIRE, Category.CROWDED_PLACE),
        ("调压箱那边闻到燃气，好像漏气", Label.GAS, Category.CITY_GAS),
        ("氯气储罐阀门坏了", Label.GAS, Category.CHEMICALS),
        ("脚手架没有护栏", Label.SITE, Category.CONSTRUCTION),
        ("电焊旁边堆着纸箱，没人看火", Label.ELECTRIC, Category.DANGEROUS_WORK),
        ("污水井下井没测气", Label.CONFINED, Category.CONFINED_SPACE),
        ("电梯老是停在半层", Label.MACHINE, Category.SPECIAL_EQUIPMENT),
        ("焊工没有证就上岗", Label.UNTRAINED, Category.QUALIFICATION),
        ("上个月的事故瞒报了", Label.CONCEALED, Category.MANAGEMENT),
        ("提了意见就被辞退", Label.REVENGE, Category.MANAGEMENT),
        ("今天天气不错", None, None),
    ],
)
def test_plain_words_speak_for_a_kind_of_danger(text, label, id_):
    assert guess(text) is label
    assert category(guess(text), text) is id_


def test_every_id_of_the_catalogue_is_behind_a_label():
    assert {one for ids in CATEGORIES.values() for one in ids} == set(Category) == set(WORDS)


@given(
    st.datetimes(timezones=st.just(UTC), min_value=EARLIEST),
    st.lists(st.times().map(lambda t: t.replace(second=0, microsecond=0)), min_size=1, max_size=4),
)
def test_what_is_not_urgent_goes_at_the_next_posting_hour(now, hours):
    moment = posting.not_before(now, hours)
    assert timedelta(0) < moment - now <= timedelta(days=1)
    assert moment.timetz().replace(tzinfo=None) in hours


def test_what_goes_at_once_keeps_no_moment():
    midnight = NOW.replace(hour=0, minute=0, second=0, microsecond=0)
    assert posting.not_before(NOW, ()) == posting.not_before(NOW, [NOW.time()], at_once=True)
    assert posting.not_before(NOW, ()) == midnight


@pytest.mark.parametrize("aside", [Screen.PRIVACY, Screen.HELP, Screen.LANGUAGE, Screen.FULL])
def test_a_page_beside_leads_back_also_after_it_was_folded(aside):
    reading = conversation.aside(replace(START, screen=Screen.STORY), aside)
    assert conversation.back(conversation.unfold(fold(reading))).screen is Screen.STORY
