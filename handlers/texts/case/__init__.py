"""What the desk says about cases: cards, acts, letters, refusals."""

from collections.abc import Mapping
from typing import Final

from handlers.texts.case.catalogue import Catalogue
from handlers.texts.case.en import English
from handlers.texts.case.zh import Chinese

__all__ = ["Catalogue", "texts"]

_LANGUAGES: Final[Mapping[str, Catalogue]] = {"zh": Chinese(), "en": English()}


def texts(language: str) -> Catalogue:
    """The texts in a language, `zh` or `en`."""
    return _LANGUAGES[language]
