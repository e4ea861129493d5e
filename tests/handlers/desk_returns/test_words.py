"""The words of returns fit their screens in Chinese, and say the same in English."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.contacts import Part
from domain.forms import Doubt, Fault
from domain.returns import Standing
from domain.weeks import Rhythm, Week, Weekly
from handlers.texts.returns import Figures, Line, texts
from storage.calendar import known
from storage.forms import form

ZONE = ZoneInfo("Asia/Shanghai")
WEEKLY = Weekly(Rhythm(), known().is_workday, ZONE, known().certain)
DUE = WEEKLY.due(Week(2026, 48))
HOLIDAY = WEEKLY.due(Week(2023, 40))
FORM = form()
FIGURES = Figures(
    form=FORM,
    due=DUE,
    enterprise="东胜燃气",
    values=dict.fromkeys(FORM.keys, 12),
    totals=dict.fromkeys(FORM.keys, 1204),
)
WIDE = 26 * 2  # a Chinese character counts twice
LINE = Line(enterprise="东胜燃气", standing=Standing.LATE, late=1, before=1)


def width(text):
    return sum(1 if ord(sign) < 0x2000 else 2 for sign in text)


def screens(say):
    now = datetime(2026, 11, 27, 14, 0, tzinfo=ZONE)
    yield say.enrol_ask("东胜燃气", Part.MAIN)
    yield say.enrol_done(DUE)
    yield say.remind(DUE, ["东胜燃气"], now)
    yield say.remind(DUE, ["东胜燃气"], DUE.at.replace(hour=17))
    yield say.remind(HOLIDAY, ["东胜燃气"], HOLIDAY.at.replace(day=2))
    yield say.form(FIGURES)
    yield say.ask(FIGURES, "gen_found")
    yield say.zero(FIGURES, 3)
    yield say.fault(FORM, Fault(FORM.limits[0], 125, 121))
    yield say.fault(FORM, Fault(FORM.limits[2], 2, 1))
    yield say.doubt(FORM, Doubt("gen_found", 60, 3))
    yield say.doubt(FORM, Doubt("gen_found", 1_200_000, 120, 120))
    yield say.summary(FIGURES)
    yield say.forward(FIGURES)
    yield say.receipt("2026-48-0117", now, DUE, DUE, locked=False)
    yield say.later(last=now)
    yield say.called_again(now)
    yield say.filed_by_other(Part.MAIN, now)
    yield say.locked(DUE.week)
    yield say.excused(DUE.week, "停产停业")
    yield say.owing(DUE, ["东胜燃气", "东胜热力", "东胜建工", "东胜城投"], now.date())
    yield say.owing(DUE, ["东胜燃气"] * 40, now.replace(day=28).date())
    yield say.owed([(DUE, "东胜燃气")])
    yield say.handover_ask("东胜燃气", Part.MAIN)
    yield say.handover("东胜燃气", Part.BACKUP, "ABCD-2345")
    yield say.answer_change(DUE.week, "东胜燃气", granted=True)
    yield say.answer_change(DUE.week, "东胜燃气", granted=False)
    yield say.week(DUE, [LINE], 0, 1)
    yield say.week_due(DUE, [LINE])
    yield say.lost(["东胜燃气"], Part.MAIN, taken_over=True)
    yield say.vacant("东胜燃气", DUE.week)
    yield from (
        getattr(say, name)
        for name in dir(type(say))
        if isinstance(getattr(say, name), str) and not name.startswith("_")
    )


def test_every_chinese_screen_has_lines_of_twenty_six_characters_and_fifteen_at_most():
    for text in screens(texts("zh")):
        assert len(text.splitlines()) <= 15, text
        for line in text.splitlines():
            assert width(line) <= WIDE, line


def test_both_languages_have_the_same_buttons_and_excuses():
    zh, en = texts("zh"), texts("en")
    assert zh.buttons.keys() == en.buttons.keys()
    assert zh.excuses.keys() == en.excuses.keys()
    assert len(list(screens(zh))) == len(list(screens(en)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_standing_has_a_sign_and_a_word(language):
    for standing in Standing:
        sign, _, word = (
            texts(language).standing(Line(enterprise="x", standing=standing)).partition(" ")
        )
        assert sign
        assert word
