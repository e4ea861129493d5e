"""What gives a writer away is found, what a report is about is not, on sentences of workers."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.giveaways import BUILDING, MEASURED, Sentence, figures, load, markdown
from domain.giveaways import Giveaway, GiveawayKind, find
from domain.giveaways.identity import check_sign
from domain.giveaways.numbers import luhn

PIECES = st.sampled_from(
    [
        *(
            "我",
            "我们",
            "二班",
            "是",
            "叫",
            "王建国",
            "跟",
            "班长",
            "说过",
            "的",
            "昨天",
            "只有",
            "就",
        ),
        *(
            "一个人",
            "138",
            "0013",
            "8000",
            "13847712345",
            "一三八",
            "零零",
            "１３８",
            "蒙K",
            "12345",
        ),
        *(
            "@qq.com",
            "wx",
            "微信",
            "工号",
            "03217",
            "622202",
            "身份证",
            "■■■",
            "，",
            "。",
            "-",
            "、",
        ),
        *(" ", "\n", "\u200b", "\ufe0f", "①", "İ", "ﷺ", "🚨"),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))
SLOW = (
    *("我", "我们", "我在", "我是", "我跟", "我叫王", "就只有我", "1 ", "1-", "13 ", "6222 ", "一"),
    *("a", "a.", "a@", "微信", "微信 ", "工号:", "是", " ", "0477", "身份证1", "车牌 ", "1、"),
)


def kinds(text):
    return [(one.kind.value, text[one.start : one.end]) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我是昨天看见的", []),
        ("班长王建国让小李下去，李强没戴安全带", []),
        ("119、120 和 12350 都打过", []),
        ("他叫王建国，我叫他别下去", []),
        ("设备编号13847712345，基坑深 8.5 米", []),
        ("班长电话13847712345", []),
        ("打班长电话13847712345找我", [("mobile", "13847712345")]),
        ("二〇二六年七月十三日死了三个人", []),
        ("1️⃣3️⃣8️⃣4️⃣7️⃣7️⃣1️⃣2️⃣3️⃣4️⃣5️⃣", [("mobile", "1️⃣3️⃣8️⃣4️⃣7️⃣7️⃣1️⃣2️⃣3️⃣4️⃣5")]),
        ("我 是 二 班 的", [("i_am", "我 是 二 班 的")]),
        ("打0477-8356721转802", [("landline", "0477-8356721转802")]),
    ],
)
def test_what_is_marked_depends_on_what_is_said_around_it(text, found):
    assert kinds(text) == found


def test_an_identity_card_checks_as_the_standard_says():
    assert check_sign("11010519491231002") == "x"  # the example of GB 11643-1999
    assert kinds("合同11010519491231002X") == [("id_card", "11010519491231002X")]
    assert kinds("合同号11010519491231002X") == [("id_card", "11010519491231002X")]
    assert kinds("合同号110105194912310021") == []


def test_a_card_s_last_figure_follows_from_the_others():
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")


@given(TEXTS)
@example("我是二班的" * 3)
def test_places_stand_in_order_and_do_not_overlap(text):
    found = find(text)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))
    assert not found or found[-1].end <= len(text)


@pytest.mark.parametrize("piece", SLOW)
def test_no_text_is_so_made_that_looking_through_it_never_ends(piece):
    find((piece * 4000)[:4000])  # an exponential pattern would not come back


@pytest.mark.parametrize("path", [BUILDING, *([MEASURED] if MEASURED.exists() else [])])
def test_a_labelled_set_is_large_repeats_nothing_and_has_its_clean_reports(path):
    sentences = load(path)
    assert len(sentences) >= 300
    assert sum(not one.places for one in sentences) >= 120
    assert len({one.text for one in sentences}) == len(sentences)


def test_the_rules_find_nearly_all_of_the_set_they_were_built_with():
    measured = figures(load(BUILDING))
    assert measured.numbers.share >= 0.98
    assert measured.phrases.share >= 0.95
    assert measured.false_in_twenty <= 0.5


@pytest.mark.skipif(not MEASURED.exists(), reason="the set that is only measured on is not there")
def test_they_find_what_was_promised_of_a_set_they_were_not_built_with():
    measured = figures(load(MEASURED))
    assert measured.numbers.share >= 0.95
    assert measured.phrases.share >= 0.80
    assert measured.false_in_twenty <= 1


def test_a_place_counts_as_found_only_when_what_tells_is_under_a_mark():
    mobile = Giveaway(GiveawayKind.MOBILE, 0, 12)
    measured = figures(
        [
            Sentence("13847712345", (Giveaway(GiveawayKind.MOBILE, 0, 11),)),
            Sentence("138477123459是电话", (mobile,)),
            Sentence("我们班的门锁着"),
        ]
    )
    assert (measured.numbers.found, measured.numbers.of) == (1, 2)
    assert (measured.clean, measured.false, measured.false_in_twenty) == (1, 1, 20)
    assert "| numbers | 1 | 2 | 0.500 |" in markdown(measured)


def test_a_line_that_is_not_in_the_form_is_named(tmp_path):
    path = tmp_path / "set.tsv"
    for line in ("没有第二列", "甲\tmobile=138", "甲\tnothing=甲"):
        path.write_text(f"好的\t-\n{line}\n", encoding="utf-8")
        with pytest.raises(ValueError, match="line 2"):
            load(path)
