"""Where in a text something may begin that has one of a few groups of three characters: all places in one look.

A long pattern tried at every character takes some fifty times as long, and most texts have few of such places.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.uint8]
"""By the number of three characters: 0 no sign, 1 one at a word's start, 2 one wherever it stands, 3 one of a year."""

_LETTERS = 26
_DIGIT, _SIGN = 27, 28
_BITS = 5
_OF_A_YEAR = 3
_KINDS = bytearray(256)
_KINDS[ord("a") : ord("z") + 1] = range(1, _LETTERS + 1)
for _one in b"0123456789?":
    # What Latin-1 has not is written "?", and may be a digit of another script.
    _KINDS[_one] = _DIGIT
for _one in b"/.-":
    _KINDS[_one] = _SIGN


def threes(at_words: str, anywhere: str) -> Table:
    """Give the table of groups of three, each a word of its list: 1 stands for any digit, / for any of / . and -.

    Three digits are the sign of a year, and only where four stand that begin with 19 or 20.
    """
    table = np.zeros(1 << 3 * _BITS, dtype=np.uint8)
    for mark, some in enumerate((at_words, anywhere), 1):
        for three in some.split():
            table[_numbers(_kinds(three.encode()))] = _OF_A_YEAR if three == "111" else mark
    return table


def places(low: str, table: Table) -> list[int]:
    """Give where the groups of a table begin in a text of small letters, in order; and perhaps a few places more."""
    plain = low.encode("latin-1", "replace")
    kinds = _kinds(plain)
    if len(kinds) < 3:
        return []
    marks = table[_numbers(kinds)]
    found = np.flatnonzero(marks)
    mark, before = marks[found], kinds[found - 1]
    is_first = (found == 0) | (before == 0) | (before > _LETTERS)
    some: list[int] = found[
        np.where(mark == _OF_A_YEAR, _begin_a_year(plain, kinds, found), is_first | (mark == 2))
    ].tolist()
    return some


def _begin_a_year(plain: bytes, kinds: npt.NDArray[np.uint8], found: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Say of each place whether four digits stand there, the first of them 19 or 20."""
    letters, digits = np.frombuffer(plain, dtype=np.uint8), np.append(kinds, (0, 0)) == _DIGIT
    first, second = letters[found], letters[found + 1]
    begins: npt.NDArray[np.bool_] = ((first == ord("1")) & (second == ord("9"))) | (
        (first == ord("2")) & (second == ord("0"))
    )
    begins &= digits[found + 3] & ~digits[found + 4]
    return begins


def _kinds(plain: bytes) -> npt.NDArray[np.uint8]:
    return np.frombuffer(plain.translate(_KINDS), dtype=np.uint8)


def _numbers(kinds: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint16]:
    wide = kinds.astype(np.uint16)
    return wide[:-2] << np.uint16(2 * _BITS) | wide[1:-1] << np.uint16(_BITS) | wide[2:]
