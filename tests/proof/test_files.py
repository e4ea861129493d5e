"""Noise is told from a leak by walking the same path again with another canary."""

import pytest

from tests.proof.files import leaks
from tests.proof.forms import Mark

SHORT, LONG = b"\x00\x17\x22\x95\x31", b"zhao.yi@example.com"


def mark(number, seen):
    return Mark(f"canary {number}: message 2", {"5 bytes big": seen})


class Files:
    """What lies there; each walk may leave something."""

    def __init__(self, *contents):
        self.contents = list(contents)
        self.walked = []

    def places(self):
        return [(f"pg_wal/{n}", content) for n, content in enumerate(self.contents)]

    def again(self, leaves):
        def walk(numbers, turn):
            self.walked += [(number, turn) for number in numbers]
            marks = [mark(number + 100 * turn, bytes([turn]) + SHORT) for number in numbers]
            if leaves:
                self.contents += [b"..." + one.forms["5 bytes big"] + b"..." for one in marks]
            return marks

        return walk


def test_a_short_form_that_no_other_canary_leaves_was_noise():
    files = Files(b"...." + SHORT + b"....")
    hits, looked = leaks(files.places, [mark(7, SHORT)], files.again(leaves=False), turns=3)
    assert hits == []
    assert files.walked == [(7, 1)]
    assert looked.places == 2


def test_a_short_form_that_each_canary_leaves_is_a_leak():
    files = Files(b"...." + SHORT + b"....")
    hits, _ = leaks(files.places, [mark(7, SHORT)], files.again(leaves=True), turns=3)
    assert [hit.mark for hit in hits] == ["canary 307: message 2"]
    assert files.walked == [(7, 1), (107, 2)]


@pytest.mark.parametrize("leaves", [True, False])
def test_a_long_form_is_believed_at_once(leaves):
    files = Files(b"...." + LONG + b"....")
    hits, _ = leaks(files.places, [mark(7, LONG)], files.again(leaves=leaves), turns=3)
    assert [(hit.mark, hit.size) for hit in hits] == [("canary 7: message 2", len(LONG))]
    assert files.walked == []
