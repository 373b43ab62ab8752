"""The words on the screen in the reader's language: English as written, others from message catalogues (gettext)."""

from __future__ import annotations

import gettext
from functools import lru_cache
from importlib import resources

LANGUAGES = {"en": "English", "fr": "Français"}


@lru_cache(maxsize=8)
def translator(language: str) -> gettext.NullTranslations:
    """Give the catalogue of a language; English, which needs none, for one we do not have."""
    catalogue = resources.files("rejoinder.web").joinpath("locale", f"{language}.mo")
    if language == "en" or not catalogue.is_file():
        return gettext.NullTranslations()
    with catalogue.open("rb") as file:
        return gettext.GNUTranslations(file)
