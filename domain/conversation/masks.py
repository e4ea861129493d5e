"""Blackening parts of photos before they are sent off: what is chosen waits in the draft."""

from dataclasses import replace

from domain import masking
from domain.contents import Content, File
from domain.drafts import Draft, Screen


def photos(draft: Draft) -> tuple[File, ...]:
    """The photos of the report, or of the letter where the screen is about that."""
    return tuple(file for file in _content(draft).files if file.is_photo)


def shown(draft: Draft) -> File | None:
    """The photo over which the grid lies, None when there is none any more."""
    found = photos(draft)
    return found[draft.page % len(found)] if found else None


def begin(draft: Draft) -> Draft:
    """遮照片 was pressed: the first photo, under its grid."""
    in_letter = draft.screen is Screen.LETTER
    return replace(draft, screen=Screen.MASK_LETTER if in_letter else Screen.MASK, page=0)


def choose(draft: Draft, cell: str) -> Draft:
    """A cell was pressed: it is to be blackened, or no longer."""
    file = shown(draft)
    return draft if file is None else _chosen(draft, file, masking.toggled(file.cells, cell))


def anew(draft: Draft) -> Draft:
    """Nothing of the photo at hand is to be blackened."""
    file = shown(draft)
    return draft if file is None else _chosen(draft, file, ())


def following(draft: Draft) -> Draft:
    """The next photo; after the last comes the first."""
    return replace(draft, page=(draft.page + 1) % max(len(photos(draft)), 1))


def pending(draft: Draft) -> tuple[File, ...]:
    """The photos of report and letter in which cells are chosen and not blackened yet."""
    return tuple(file for file in (*draft.report.files, *draft.letter.files) if file.cells)


def blackened(draft: Draft, made: dict[str, File]) -> Draft:
    """With new photos in the places of the old ones, which are named by their ids."""
    report, letter = (
        replace(content, files=tuple(made.get(file.id, file) for file in content.files))
        for content in (draft.report, draft.letter)
    )
    return replace(draft, report=report, letter=letter)


def _content(draft: Draft) -> Content:
    return draft.letter if draft.screen is Screen.MASK_LETTER else draft.report


def _chosen(draft: Draft, file: File, cells: tuple[str, ...]) -> Draft:
    return blackened(draft, {file.id: replace(file, cells=cells)})
