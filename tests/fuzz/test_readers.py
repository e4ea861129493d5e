"""Whatever is typed or carried, each reader takes it or refuses it as it says."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain import giveaways, numerals, receipts
from domain.errors import RuleError
from domain.weeks import Week
from handlers.desk import enrol
from handlers.intake.views.view import parse, plain
from tests.fuzz import words

TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="0123456789٣፩²①一二三十百千万两:-W ,，\u200b\u202e"),
    st.sampled_from((*words.ODD, *words.MARKUP, *words.FORMULAS)),
    st.sampled_from(words.ODD).map(lambda text: text * 50),
)
READERS = {
    "numbers": lambda text: numerals.several(text, 5),
    "a number": numerals.one,
    "what looks like numbers": numerals.looks_like,
    "a receipt code": receipts.read_code,
    "a line of it": lambda text: receipts.read_line(text, 3),
    "what looks like a code": receipts.looks_like_code,
    "giveaways": giveaways.find,
    "an enrolment code": enrol.code_in,
    "a button": parse,
    "words": plain,
}


@pytest.mark.parametrize("name", READERS)
@given(text=TEXTS)
@example("9" * 5000)
def test_a_reader_takes_any_text_or_refuses_it_in_words(name, text):
    with suppress(RuleError):
        READERS[name](text)


@given(TEXTS)
@example("2026-W99")
@example("9999-W52")
def test_a_week_that_is_read_has_weeks_before_and_after_it(text):
    with suppress(ValueError):
        week = Week.read(text)
        assert week.later(-53) < week < week.later(53)
