"""The page of figures, a chapter for each part."""

from benchmarks.figures import Figure, table
from benchmarks.page import chapters, written

FIGURE = Figure("writes", "3", "counted")


def test_a_chapter_measured_anew_leaves_the_others() -> None:
    before = {"One": f"Then.\n\n{table([FIGURE])}", "Two": "Now."}

    after = chapters(written(before)) | {"Two": "Later."}

    assert chapters(written(after)) == {"One": before["One"], "Two": "Later."}
    assert list(chapters(written(after))) == ["One", "Two"]


def test_a_page_without_chapters_has_none() -> None:
    assert chapters("# Performance\n\nNothing yet.\n") == {}
