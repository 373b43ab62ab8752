"""Folding text for matching, and the way back to the exact characters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.int64]


class Folded(NamedTuple):
    """Text as every engine sees it; offsets[i] is where folded character i began in the original."""

    text: str
    offsets: Offsets | None
    """None when folding kept every character in its place; else one longer than text, the last its length."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give start..end in the original for start..end in the folded text."""
        if self.offsets is None:
            return start, end
        return int(self.offsets[start]), int(self.offsets[end])


@lru_cache(maxsize=65536)
def fold_character(character: str) -> str:
    """Give one character as it is matched: no case, no accents, compatibility forms as plain ones.

    Zero-width and soft-hyphen characters vanish; every space is a space; every dash a hyphen; every
    quotation mark a straight one. At most four characters come out of one, whatever goes in.
    """
    if unicodedata.category(character) in ("Cf", "Mn"):
        return ""
    if character in _SAME:
        return _SAME[character]
    plain = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in plain if unicodedata.category(c) != "Mn").casefold()
    kept = "".join(_SAME.get(c, c) for c in kept)
    if character.isspace():
        return "\n" if character in "\n\r\x0b\x0c\x85\u2028\u2029" else " "
    return kept if len(kept) <= 4 else character


_SAME = (
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad", "-")
    | {"\u2026": "...", "\t": " ", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x00": " "}
) | {"\u00ad": ""}

_ASCII = {ord(c): fold_character(c) for c in map(chr, range(128))}


def fold(text: str) -> str:
    """Give text as it is matched; see fold_character for the rules."""
    if text.isascii():
        return text.lower().translate(_ASCII_ODD) if _has_odd(text) else text.lower()
    return "".join([fold_character(c) for c in text])


_ASCII_ODD = {k: v for k, v in _ASCII.items() if v != chr(k).lower()}


def _has_odd(text: str) -> bool:
    return "\t" in text or "\r" in text or "`" in text or "\x00" in text or "\x0b" in text or "\x0c" in text


def folded(text: str) -> Folded:
    """Give text as it is matched together with the way back to the exact characters."""
    plain = fold(text)
    if text.isascii():
        return Folded(plain, None)
    widths = np.fromiter((len(fold_character(c)) for c in text), dtype=np.int64, count=len(text))
    if len(plain) == len(text) and bool((widths == 1).all()):
        return Folded(plain, None)
    starts = np.repeat(np.arange(len(text), dtype=np.int64), widths)
    return Folded(plain, np.append(starts, len(text)))
