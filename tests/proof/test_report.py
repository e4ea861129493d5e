"""The report tells what was found and nothing that was there."""

from datetime import date

from tests.proof.report import Proved, page
from tests.proof.run import Sum
from tests.proof.search import Hit, Looked


def test_a_report_without_hits_says_so_and_counts():
    one = Sum("to the end", paths=3, forms=900, looked=Looked(places=40, bytes=1000))
    told = page(Proved(date(2026, 11, 23), "0.1.0", sqlite={"to the end": one}))
    assert "**3 paths, as many canaries, 900 forms of their marks, 40 places" in told
    assert "0 hits.**" in told
    assert "## Hits" not in told


def test_every_hit_is_named_by_mark_form_and_place():
    one = Sum("killed", paths=1, hits=[Hit("a log", "canary 7: id", "plain", 10)])
    told = page(Proved(date(2026, 11, 23), "0.1.0", postgresql={"killed": one}))
    assert "| canary 7: id | plain | a log |" in told
    assert "1 hits.**" in told


def test_a_run_of_a_part_says_that_it_was_one():
    assert "Only every 40th path" in page(Proved(date(2026, 11, 23), "0.1.0", every=40))


def test_further_sections_are_added_in_one_place():
    made = Proved(date(2026, 11, 23), "0.1.0")
    assert "a further table" in page(made, [lambda proved: "a further table", lambda proved: ""])
