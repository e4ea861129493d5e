"""The writing rules, over every office text in both languages."""

import inspect
import re
import unicodedata
from datetime import date

import pytest

from domain.people import Role
from domain.rooms import Fault
from handlers.texts.office import Counts, texts
from handlers.texts.office.catalogue import Catalogue

STIFF = ("请知悉", "予以", "上述", "贵单位")
DUE = "结论还剩 41 天（1月23日 周五）"
VALUES = {
    "label": "审核员 13",
    "role": Role.LEAD,
    "intake": "dsaqfw_intake_bot",
    "count": 12,
    "strangers": 12,
    "number": 12345,
    "left": 47,
    "head": "没人接的",
    "day": date(2026, 12, 23),
    "kind": "queue",
    "code": "K7QM",
    "due": DUE,
    "urgent": True,
    "stages": {"received": 12, "accepted": 7},
    "looked": 120,
    "in_time": 100,
    "today": date(2026, 11, 23),
    "last": date(2026, 11, 22),
    "counts": Counts(
        waiting=107,
        urgent=11,
        today=12,
        unseen=13,
        in_work=131,
        soon=14,
        overdue=10,
        extensions=11,
        unsent=3,
    ),
    "waiting": 107,
    "overdue": 10,
    "digest": "0123abcd",
    "minutes": 30,
    "codes": ["K7QM", "M4TX", "P2WX", "R8VN", ""],
    "fault": Fault.STRANGERS,
}


def said(language):
    """Every text of a catalogue, by name."""
    say, found = texts(language), {}
    for name in dir(Catalogue):
        if name.startswith("_"):
            continue
        method = getattr(say, name)
        wanted = inspect.signature(method).parameters
        found[name] = method(**{each: VALUES[each] for each in wanted})
    for name in Catalogue.__annotations__:
        value = getattr(say, name)
        if isinstance(value, str):
            found[name] = value
    for name, pair in say.lists.items():
        found[f"lists {name}"] = "\n".join(pair)
    for fault in Fault:
        for count in (0, 3):
            found[f"check {fault} {count}"] = say.check(fault, count)
    return found


def width(line):
    """In Chinese characters; others take about half the room."""
    return sum(1 if unicodedata.east_asian_width(c) in "WF" else 0.5 for c in line)


EVERY = [
    pytest.param(text, id=f"{language}-{name}")
    for language in ("zh", "en")
    for name, text in said(language).items()
]


@pytest.mark.parametrize("text", EVERY)
def test_a_text_fits_a_small_screen(text):
    assert len(text.splitlines()) <= 11
    assert all(width(line) <= 28 for line in text.splitlines())
    assert text.strip() == text
    assert "  " not in text


@pytest.mark.parametrize("text", [p.values[0] for p in EVERY if p.id.startswith("zh-")])
def test_reviewers_are_spoken_to_politely_and_plainly(text):
    assert not any(word in text for word in STIFF)
    assert not re.search("你(?!们)", text)
    assert all(width(line) <= 26.5 for line in text.splitlines())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_line_has_one_picture_at_most_and_words_beside_it(language):
    for text in said(language).values():
        for line in text.splitlines():
            pictures = [c for c in line if unicodedata.category(c) == "So"]
            assert len(pictures) <= 1
            assert not pictures or (line.startswith(pictures[0]) and len(line) > 3)


def test_buttons_are_short_and_the_same_in_both_languages():
    chinese, english = texts("zh").buttons, texts("en").buttons
    assert chinese.keys() == english.keys()
    assert all(width(name) <= 8 for name in chinese.values())
    assert width(texts("zh").open_intake("dsaqfw_bot")) <= 14


def test_a_number_below_five_is_never_told():
    for looked, in_time in ((4, 4), (9, 6), (9, 3)):
        shown = texts("zh").stats({"received": 4}, looked=looked, in_time=in_time)
        assert "没人接 <5" in shown
        assert "按时" not in shown
