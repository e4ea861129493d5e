"""What is said about the weekly returns: to contacts, and at the desk."""

from collections.abc import Mapping
from typing import Final

from handlers.texts.returns.catalogue import Catalogue, Figures, Line
from handlers.texts.returns.en import English
from handlers.texts.returns.zh import Chinese

__all__ = ["Catalogue", "Figures", "Line", "texts"]

_LANGUAGES: Final[Mapping[str, Catalogue]] = {"zh": Chinese(), "en": English()}


def texts(language: str) -> Catalogue:
    """The texts in a language, `zh` or `en`."""
    return _LANGUAGES[language]
