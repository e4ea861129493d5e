"""The rules of writing, over every screen in both languages."""

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from domain import errors
from domain.categories import Label
from domain.contents import Content, File, Text
from domain.conversation import Remark
from domain.counts import Told
from domain.drafts import Draft, Screen
from domain.people import Enterprise
from domain.reading import Line, LineKind
from domain.reports import When
from handlers.intake.views.beside import cleared
from handlers.intake.views.facts import Facts
from handlers.intake.views.letters import FROM_DESK
from handlers.intake.views.screens import view
from handlers.texts.intake import LANGUAGES
from handlers.texts.intake.catalogue import Hotlines

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
LONGER = {Screen.PREVIEW, Screen.PRIVACY, Screen.FULL, Screen.LETTERS}
MANY = {Screen.ENTERPRISE, Screen.CATEGORY, Screen.PREVIEW}
TELLING = Content(tuple(Text(n, "「我是二班的，门锁着，电话 13847712345" * 9) for n in range(3)))
EMPTY = Draft(secret=bytes(range(32)), touched=NOW, due=date(2026, 11, 25))
FULL = replace(
    EMPTY,
    report=Content(
        tuple(Text(n, "门锁着") for n in range(12)),
        (
            File("0", "image/jpeg", cells=("A1", "B3")),
            *(File(str(n), "image/jpeg") for n in range(1, 20)),
            File("d", "application/pdf"),
        ),
    ),
    letter=Content((Text(1, "门在东侧"),), (File("x", "image/jpeg"),)),
    enterprise="e",
    enterprise_name="东胜燃气",
    site="s",
    site_name="铁西三标段",
    label=Label.CONFINED,
    when=When.ALWAYS,
    filed=True,
    due=date(2026, 11, 25),
    letter_due=date(2026, 11, 25),
    parts=("K7QM3XTA",),
)
DRAFTS = (
    EMPTY,
    FULL,
    replace(FULL, rings=True, soon=True, query="东胜燃气有限公司"),
    replace(EMPTY, query="没有的", elsewhere="别的厂"),
    replace(FULL, report=TELLING, letter=TELLING),
    replace(FULL, report=replace(TELLING, texts=TELLING.texts[:1])),
)
ENTERPRISES = tuple(Enterprise(id=str(n), name=f"单位{n}", short=f"单位{n}") for n in range(20))


def lines(kind):
    first = Line(kind=LineKind.RECEIVED, day=date(2026, 11, 23), due=date(2026, 11, 25))
    last = Line(
        kind=kind,
        day=date(2026, 11, 24),
        due=date(2027, 1, 23),
        text="已经整改",
        department="住建部门",
        files=("f",) if kind in FROM_DESK else (),
    )
    return first, first, first, last


def facts():
    plain = Facts(now=NOW, hotlines=Hotlines())
    yield plain
    yield replace(plain, enterprises=ENTERPRISES, on_duty=True, posted=False, knocks=True)
    yield replace(plain, next_shift=NOW + timedelta(days=30), month=Told(1204, (1198, 6)))
    for kind in LineKind:
        yield replace(plain, lines=lines(kind), posted=False)
    yield replace(plain, hour=NOW + timedelta(hours=20))


def width(text):
    return sum(1 if unicodedata.east_asian_width(c) in "WF" else 0.5 for c in text)


def shown(language):
    texts = LANGUAGES[language]
    for screen, draft, known in product(Screen, DRAFTS, facts()):
        yield screen, view(replace(draft, screen=screen), texts, known)
    yield Screen.HOME, cleared(texts, next(facts()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_can_be_read_at_a_glance(language):
    for screen, one in shown(language):
        rows = one.text.replace("<code>", "").replace("</code>", "").splitlines()
        assert len(rows) <= (15 if screen in LONGER else 11), (screen, one.text)
        ours = [
            row for row in rows if "「" not in row and "“门" not in row
        ]  # not what people wrote
        assert all(width(row) <= 26 for row in ours), (screen, one.text)
        assert "\n\n" not in one.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_has_one_sign_at_most_and_words_beside_it(language):
    for screen, one in shown(language):
        labels = [button.label for row in one.rows for button in row]
        for line in [*one.text.splitlines(), *labels]:
            signs = [c for c in line if unicodedata.category(c) == "So" and c != "■"]
            assert len(signs) <= 1, (screen, line)
            if signs:
                assert line.lstrip().startswith(signs[0]), (screen, line)
                assert len(line.strip()) > 2, (screen, line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_can_be_read_whole(language):
    for screen, one in shown(language):
        grid = [row for row in one.rows if row[0].do.name == "CELL"]
        assert all(len(row) <= 8 and width(b.label) <= 2 for row in grid for b in row), screen
        others = one.rows[len(grid) :]
        choices = [b for row in others for b in row if b.do.name != "DANGER"]
        assert len(choices) <= (12 if screen in MANY else 9), screen
        for row in others:
            assert len(row) <= 3
            most = {1: 14, 2: 8, 3: 5}[len(row)]
            assert all(width(button.label) <= most for button in row), (screen, row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_do_in_danger_is_one_press_from_every_screen_that_tells_or_asks(language):
    quiet = {Screen.DANGER, Screen.URGENT, Screen.RECEIPT, Screen.CHECK, Screen.FOLDED}
    for screen, one in shown(language):
        if screen not in quiet and one.rows[0][0].do.name != "START":
            assert any(b.do.name == "DANGER" for row in one.rows for b in row), screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_clearing_is_one_press_from_every_screen(language):
    for screen, one in shown(language):
        acts = {button.do.name for button in one.rows[-1]}
        assert "CLEAR" in acts or one.rows[-1][0].do.name == "START", screen


def test_no_button_command_or_profile_names_what_this_is():
    for texts in LANGUAGES.values():
        said = [*texts.commands.values(), texts.short_description, texts.description]
        for language in LANGUAGES:
            said += [b.label for _, one in shown(language) for row in one.rows for b in row]
        for word in ("举报", "吹哨", "匿名", "whistle"):
            assert not any(word in one.casefold() for one in said)


def _plain(kind):
    return issubclass(kind, errors.RuleError) and kind.__init__ is errors.RuleError.__init__


def test_remarks_and_refusals_are_short_and_in_every_language():
    kinds = [k for k in vars(errors).values() if isinstance(k, type)]
    made = [errors.TooFastError(90), errors.TooLateError(), errors.OvertakenError()]
    made += [k() for k in kinds if _plain(k)]
    for texts in LANGUAGES.values():
        said = [texts.remark(one) for one in Remark]
        said += [texts.refusal(error) for error in made]
        said += [
            *texts.refused.values(),
            texts.press_failed,
            texts.message_failed,
            texts.slow_down,
            texts.late,
            texts.perhaps_twice,
            texts.download_failed,
            texts.blackened,
        ]
        said += [texts.unknown_command, texts.unknown_site, texts.code_right, texts.code_wrong]
        said += [texts.slip(1), texts.slip(None)]
        for one in said:
            assert one
            assert all(width(row) <= 26 for row in one.splitlines()), one
        for toast in (texts.cleared_toast, texts.not_all_cleared, texts.old_button):
            assert len(toast) <= 200


def test_what_others_can_see_is_read_in_half_a_minute():
    chinese = [c for c in LANGUAGES["zh"].privacy if unicodedata.category(c) == "Lo"]
    words = LANGUAGES["en"].privacy.split()
    assert len(chinese) <= 200, len(chinese)  # six or seven a second
    assert len(words) <= 105, len(words)  # three or four a second
