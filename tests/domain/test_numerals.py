import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NumbersMissingError, NumberUnreadableError
from domain.numerals import looks_like, one, several

SIGNS = "零一二三四五六七八九"


def chinese(number):
    """A number below ten million as it is said, with every place named."""
    if number == 0:
        return SIGNS[0]
    upper, lower = divmod(number, 10_000)
    if not upper:
        return section(lower)
    gap = "零" if lower and lower < 1000 else ""
    return section(upper) + "万" + gap + (section(lower) if lower else "")


def section(number):
    said, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            said += ("零" if gap and said else "") + SIGNS[digit] + name
            gap = False
        elif said:
            gap = True
    return said


def full_width(number):
    return "".join(chr(ord(sign) + 0xFEE0) for sign in str(number))


WRITTEN = st.tuples(
    st.integers(0, 9_999_999),
    st.sampled_from([str, full_width, chinese]),
    st.sampled_from(["", "项"]),
)
BETWEEN = st.text(" \t\n\u3000,，、;；", min_size=1, max_size=3)


@given(st.lists(WRITTEN, min_size=5, max_size=5), st.lists(BETWEEN, min_size=6, max_size=6))
def test_five_numbers_are_read_however_they_are_written_and_spaced(numbers, gaps):
    text = gaps[0] + "".join(
        write(number) + measure + gap
        for (number, write, measure), gap in zip(numbers, gaps[1:], strict=True)
    )
    assert several(text, 5) == [number for number, _, _ in numbers]
    assert looks_like(text)


@given(st.text(max_size=20))
def test_anything_else_is_refused_with_the_word_that_was_not_read(text):
    if looks_like(text) and len(text.split()) == 1:
        return
    with pytest.raises(NumberUnreadableError) as caught:
        one(text)
    assert caught.value.word == text.strip()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3), ("３", 3), ("零", 0), ("无", 0), ("没有", 0), ("两", 2), ("十", 10),
        ("十二", 12), ("一百一十", 110), ("一百零五", 105), ("三万二千", 32_000),
        ("两百", 200), ("3项", 3), ("〇", 0),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text, value):
    assert one(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "三四",
        "-3",
        "1.5",
        "三万二",
        "一千五",
        "几",
        "百",
        "十十",
        "",
        "3a",
        "二百五",
        "1e3",
        "9" * 30,
    ],
)
def test_what_may_be_read_in_two_ways_or_in_none_is_not_guessed(text):
    with pytest.raises(NumberUnreadableError):
        one(text)


@pytest.mark.parametrize(("text", "found"), [("3 2 0 0", 4), ("3 2 0 0 0 0", 6), ("32000", 1)])
def test_too_few_or_too_many_are_counted(text, found):
    with pytest.raises(NumbersMissingError) as caught:
        several(text, 5)
    assert (caught.value.wanted, caught.value.found) == (5, found)


def test_a_sentence_is_not_taken_for_numbers():
    assert not looks_like("三号机 没有 护栏")
    assert not looks_like("")
