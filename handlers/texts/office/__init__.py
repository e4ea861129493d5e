"""What the desk says beside the cases: enrolling, groups, lists, board, digest, rings."""

from collections.abc import Mapping
from typing import Final

from handlers.texts.office.catalogue import Catalogue, Counts
from handlers.texts.office.en import English
from handlers.texts.office.zh import Chinese

__all__ = ["LANGUAGES", "Catalogue", "Counts", "texts"]

_LANGUAGES: Final[Mapping[str, Catalogue]] = {"zh": Chinese(), "en": English()}
LANGUAGES: Final = tuple(_LANGUAGES)


def texts(language: str) -> Catalogue:
    """The texts in a language, `zh` or `en`."""
    return _LANGUAGES[language]
