"""docs/performance.md: a chapter for each part, which stays until that part is measured anew."""

from collections.abc import Mapping
from typing import Final

_HEAD: Final = (
    "# Performance\n\n"
    "Written by `make bench`. The figures of a chapter are from one run on one machine, so compare "
    "the ratios rather than the values; SQLite where no engine is named.\n"
)
_MARK: Final = "\n## "


def chapters(page: str) -> dict[str, str]:
    """The chapters of a page by their titles."""
    found = (chapter.partition("\n") for chapter in page.split(_MARK)[1:])
    return {title: text.strip() for title, _, text in found}


def written(chapters: Mapping[str, str]) -> str:
    """A page of these chapters, in their order."""
    told = (f"{_MARK}{title}\n\n{text}\n" for title, text in chapters.items())
    return _HEAD + "".join(told)
