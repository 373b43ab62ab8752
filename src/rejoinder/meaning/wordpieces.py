"""A text as the numbers of word pieces that the model reads (WordPiece; Devlin et al., NAACL 2019)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources

LONGEST = 128
"""Pieces of a text that are read; those after them are left out."""
_UNKNOWN, _FIRST, _LAST = "[UNK]", "[CLS]", "[SEP]"
_WORD = 100
"""Characters of a word beyond which it is not taken apart."""


@cache
def _vocabulary() -> dict[str, int]:
    held = resources.files("rejoinder.meaning").joinpath("wordpieces.txt").read_text("utf-8")
    return {piece: number for number, piece in enumerate(held.rstrip("\n").split("\n"))}


def pieces(text: str) -> list[int]:
    """Give the numbers of a text's pieces between the marks of its beginning and end."""
    known = _vocabulary()
    found = [known[_FIRST]]
    for word in _words(text):
        found += [known[piece] for piece in _parts(word, known)]
        if len(found) >= LONGEST:
            break
    return [*found[: LONGEST - 1], known[_LAST]]


def _words(text: str) -> Iterator[str]:
    """Give words without case and accents, and each mark by itself."""
    word = ""
    for character in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(character)
        if kind == "Mn" or (kind in ("Cc", "Cf") and not character.isspace()):
            continue
        alone = kind.startswith("P") or (character.isascii() and not character.isalnum())
        if (alone or character.isspace()) and word:
            yield word
            word = ""
        if alone and not character.isspace():
            yield character
        elif not character.isspace():
            word += character
    if word:
        yield word


def _parts(word: str, known: dict[str, int]) -> list[str]:
    """Give the longest known pieces that a word begins with, one after the other."""
    found: list[str] = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        ends = (end for end in range(min(len(word), start + _WORD), start, -1) if mark + word[start:end] in known)
        end = next(ends, 0)
        if not end or len(word) > _WORD:
            return [_UNKNOWN]
        found.append(mark + word[start:end])
        start = end
    return found
