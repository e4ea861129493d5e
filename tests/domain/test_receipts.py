import unicodedata
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain import receipts
from domain.errors import ReceiptError

CODES = st.binary(min_size=32, max_size=64).map(receipts.make)
FULL_WIDTH = {ord(c): chr(ord(c) + 0xFEE0) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"}


def shown(code):
    return "\n".join(receipts.lines(code))


def slip_in(text):
    with pytest.raises(ReceiptError) as caught:
        receipts.read_code(text)
    return caught.value.line


def changed(code, position, character):
    rows = [code.text[:8], code.text[8:16], code.text[16:]]
    line, place = divmod(position, 8)
    rows[line] = rows[line][:place] + character + rows[line][place + 1 :]
    return "\n".join(rows)


DRESSES = {
    "as shown": shown,
    "in one": lambda code: code.text,
    "small": lambda code: shown(code).lower(),
    "full width": lambda code: shown(code).translate(FULL_WIDTH).replace(" ", "\u3000"),
    "with hyphens": lambda code: shown(code).replace(" ", "-").replace("\n", "－"),
    "with dashes and dots": lambda code: "·".join(shown(code).replace(" ", "—").split("\n")),
    "broken in six": lambda code: shown(code).replace(" ", "\r\n"),
    "with a label": lambda code: f"我的查询码：{shown(code)}谢谢",
}


@pytest.mark.parametrize("dress", DRESSES)
@given(code=CODES)
def test_a_code_is_read_in_every_dress(dress, code):
    typed = DRESSES[dress](code)
    assert receipts.read_code(typed) == code
    assert receipts.looks_like_code(typed)


@given(
    code=CODES,
    position=st.integers(0, 23),
    character=st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*汉"),
    in_one=st.booleans(),
)
def test_one_wrong_character_is_noticed_and_its_line_named(code, position, character, in_one):
    assume(character != code.text[position])
    typed = changed(code, position, character)
    if in_one and character.isascii() and character != "*":
        typed = typed.replace("\n", "")
    assert slip_in(typed) == position // 8 + 1
    assert receipts.looks_like_code(typed) or character == "汉"


@given(code=CODES, position=st.integers(0, 23))
def test_a_missing_character_is_noticed_and_its_line_named(code, position):
    assert slip_in(changed(code, position, "")) == position // 8 + 1


@given(code=CODES, line=st.integers(0, 2), places=st.permutations(range(8)))
def test_two_characters_that_changed_places_are_noticed(code, line, places):
    one, other = line * 8 + places[0], line * 8 + places[1]
    assume(code.text[one] != code.text[other])
    text = list(code.text)
    text[one], text[other] = text[other], text[one]
    assert slip_in("".join(text)) == line + 1


@given(code=CODES, order=st.permutations((0, 1, 2)))
def test_lines_out_of_order_are_noticed_and_still_look_like_a_code(code, order):
    assume(list(order) != [0, 1, 2])
    rows = receipts.lines(code)
    typed = "\n".join(rows[n] for n in order)
    assert slip_in(typed) == next(n + 1 for n in range(3) if order[n] != n)
    assert receipts.looks_like_code(typed)


@given(code=CODES)
def test_lines_sent_one_by_one_add_up_to_the_code(code):
    first, second, third = receipts.lines(code)
    assert receipts.read_lines([first]) is None
    assert receipts.read_lines([first, second]) is None
    assert receipts.read_lines([first, second, third]) == code
    assert receipts.read_lines([first, f"{second}\n{third}"]) == code
    with pytest.raises(ReceiptError) as caught:
        receipts.read_lines([first, third])
    assert caught.value.line == 2
    with pytest.raises(ReceiptError):
        receipts.read_lines([first, second, third, first])


@given(code=CODES, number=st.integers(1, 3))
def test_a_line_typed_back_is_compared_with_its_own_line_only(code, number):
    typed = receipts.lines(code)[number - 1].lower()
    assert receipts.same_line(code, number, typed)
    assert not receipts.same_line(code, number % 3 + 1, typed)
    assert receipts.read_line(typed, number) == typed.replace(" ", "").upper()
    with pytest.raises(ReceiptError) as caught:
        receipts.read_line(typed, number % 3 + 1)
    assert caught.value.line == number % 3 + 1


@given(code=CODES, position=st.integers(0, 23))
def test_inside_a_sentence_only_a_code_without_a_slip_counts(code, position):
    assert receipts.looks_like_code(f"帮我查一下{shown(code)}")
    assert not receipts.looks_like_code(f"帮我查一下{changed(code, position, 'O')}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "好",
        "3号炉旁边的燃气阀门一直在漏，班长说不用管。",
        "我的电话是13848012345，另一个13947654321",
        "138 4801 2345 67 139 4765 43",
        "今天\n昨天\n前天",
        "boiler 3 leaks since Monday",
        "设备编号 XQ2345-7789，型号 YJV22-3X185，2026年11月23日",
        "119",
    ],
)
def test_ordinary_words_and_numbers_are_no_code(text):
    assert not receipts.looks_like_code(text)
    assert slip_in(text) is None


def test_digits_alone_are_no_code_even_without_a_slip():
    # Free digits 2 and a check digit: the lines' numbers make the checks 3, 4 and 5.
    text = "22222223 22222224 22222225"
    assert receipts.read_code(text)
    assert not receipts.looks_like_code(text)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=200))
def test_a_chinese_sentence_is_never_a_code(text):
    assert not receipts.looks_like_code(text)


@given(st.text(st.sampled_from("0123456789 -+\n（）"), max_size=60))
def test_numbers_are_never_a_code(text):
    assert not receipts.looks_like_code(unicodedata.normalize("NFC", text))


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(text):
    assert receipts.looks_like_code(text) in (True, False)
    with suppress(ReceiptError):
        assert receipts.looks_like_code(receipts.read_code(text).text)


def test_the_same_secret_gives_the_same_code_and_a_short_one_none():
    assert receipts.make(b"s" * 32) == receipts.make(b"s" * 32)
    assert receipts.make(b"s" * 32) != receipts.make(b"t" * 32)
    with pytest.raises(ValueError):
        receipts.make(b"s" * 31)


def test_a_code_does_not_show_itself():
    code = receipts.make(b"s" * 32)
    for text in (repr(code), str(code), f"{code}", repr([code])):
        assert code.text[:4] not in text


def test_a_wrong_code_cannot_be_made_by_hand():
    code = receipts.make(b"s" * 32)
    with pytest.raises(ValueError):
        receipts.ReceiptCode(code.text[:-1])
    with pytest.raises(ValueError):
        receipts.ReceiptCode(code.text[8:] + code.text[:8])


def test_characters_are_even_at_every_place():
    codes = [receipts.make(n.to_bytes(32, "big")).text for n in range(6200)]
    for place in range(24):
        counts = Counter(code[place] for code in codes)
        assert set(counts) == set(receipts.ALPHABET)
        # 200 expected of each; the chance that any of 744 strays by 6 standard deviations is 1e-6.
        assert max(abs(count - 200) for count in counts.values()) < 84


@given(code=CODES)
def test_locator_and_mailbox_seed_have_nothing_in_common(code):
    assert receipts.locator(code) != receipts.mailbox_seed(code).hex()
    assert len(receipts.locator(code)) == 64
    assert len(receipts.mailbox_seed(code)) == 32
    assert code.text not in receipts.locator(code).upper()


def test_a_case_code_is_short_and_has_no_confusable_character():
    codes = {receipts.case_code(n.to_bytes(16, "big")) for n in range(500)}
    assert len(codes) > 490
    assert all(len(code) == 4 and set(code) <= set(receipts.ALPHABET) for code in codes)
    assert len(receipts.case_code(b"r" * 16, 6)) == 6
    with pytest.raises(ValueError):
        receipts.case_code(b"r" * 15)
