"""The words on the screen in the reader's language: English as written, others from message catalogues (gettext)."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from io import BytesIO

from rejoinder.errors import RejoinderError
from rejoinder.web.catalogue import messages
from rejoinder.web.sentences import Sentences

LANGUAGES = {"en": "English", "fr": "Français"}


def kept(path: str) -> bytes | None:
    """Give a file of the catalogues; None where there is none."""
    place = resources.files("rejoinder.web").joinpath("locale", path)
    return place.read_bytes() if place.is_file() else None


def told(said: str, words: gettext.NullTranslations) -> str:
    """Give a sentence or a word that stands in a value; nothing for nothing, where gettext tells of the catalogue."""
    return words.gettext(said) if said else ""


def in_words(fault: RejoinderError, words: gettext.NullTranslations) -> str:
    """Give what went wrong and what to do about it."""
    return " ".join(filter(None, (told(fault.what, words), told(fault.remedy, words))))


class _Catalogue(gettext.GNUTranslations):
    """The catalogue of a language, by whose name another process finds it."""

    of = ""

    def __reduce__(self) -> tuple[Callable[[str], gettext.NullTranslations], tuple[str]]:
        return translator, (self.of,)


@lru_cache(maxsize=8)
def translator(language: str) -> gettext.NullTranslations:
    """Give the catalogue of a language; English, which needs none, for one we do not have."""
    catalogue = None if language == "en" else kept(f"{language}.mo")
    if catalogue is None:
        return gettext.NullTranslations()
    made = _Catalogue(BytesIO(catalogue))
    made.of = language
    sentences = messages((kept(f"sentences/{language}.po") or b"").decode())
    made.add_fallback(Sentences(sentences, made))
    return made
