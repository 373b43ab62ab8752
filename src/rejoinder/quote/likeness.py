"""Which words that differ in letters are one word all the same: where people write, and where a machine read."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("li", "h"))
_LETTERS = str.maketrans("01i!|5826e", "olllls" + "bzbc")
_EACH = 4
"""Letters of a word for each that may be wrong, beyond the first."""


def shape(word: str) -> str:
    """Give a folded word's letters, those that engines of text recognition confuse as one."""
    for pair, letter in _PAIRS:
        word = word.replace(pair, letter)
    return word.translate(_LETTERS)


def as_written(_one: str, _other: str) -> bool:
    """Say that words which differ in letters are different words."""
    return False


def as_read(one: str, other: str) -> bool:
    """Say whether text recognition (OCR) may have read one word as the other: a letter wrong, in long words more.

    Two numbers are never one: which of them stands on the page is for a person to see. A single letter may be a speck.
    """
    if one.isdigit() and other.isdigit():
        return False
    if not one or not other:
        return len(one + other) == 1 and not (one + other).isdigit()
    if shape(one) == shape(other):
        return True
    longer = max(len(one), len(other))
    most = 1 + longer // _EACH if longer > _EACH else 1
    return Levenshtein.distance(one, other, score_cutoff=most) <= most
