"""What the intake bot says, in each language."""

from handlers.texts.intake.catalogue import Catalogue
from handlers.texts.intake.en import English
from handlers.texts.intake.zh import Chinese

LANGUAGES: dict[str, Catalogue] = {"zh": Chinese(), "en": English()}


def texts(language: str) -> Catalogue:
    """The catalogue of a language; Chinese where there is none."""
    return LANGUAGES.get(language, LANGUAGES["zh"])


__all__ = ["LANGUAGES", "Catalogue", "texts"]
