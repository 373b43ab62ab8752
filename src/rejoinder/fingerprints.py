"""Fingerprints of runs of words: what lets every quotation be held against every document in near-linear time.

A fingerprint is a 64-bit number for WIDTH words in a row, so that the same words give the same number
however they are wrapped, cased, accented or punctuated. Fingerprints are laid out in PARTS by their value:
a join reads one part at a time, and memory stays flat as the corpus grows.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

from rejoinder.text import fold, folded

WIDTH = 4
"""Words in a row that make one fingerprint."""
PARTS = 64

_BLOCK = 1 << 14
"""Words whose fingerprints are made together: as many as a processor keeps at hand."""

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

_BETWEEN = bytes(b if b < 128 and chr(b).isalnum() else 32 for b in range(256))
_WORD = re.compile(r"[^\W_]+")
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)


def words(text: str) -> list[bytes]:
    """Give the words of a text as they are matched: folded, punctuation aside."""
    if text.isascii():
        return fold(text).encode().translate(_BETWEEN).split()
    return [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(fold(text))]


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """Give each word of a text as it is matched, with its exact place (start, end) in the text."""
    plain = folded(text)
    spans = []
    for match in _WORD.finditer(plain.text):
        start, end = plain.original(match.start(), match.end())
        spans.append((match.group(), start, end))
    return spans


def numbers_of(found: Iterable[bytes]) -> array[int]:
    """Give a number of 32 bits for each word; equal words, and practically only they, have equal numbers."""
    return array("I", list(map(crc32, found)))


def fingerprints(runs: Sequence[Sequence[int]]) -> tuple[Hashes, Numbers]:
    """Give the fingerprints of runs of word numbers: values, and the run each is from."""
    lengths = np.fromiter((len(run) for run in runs), dtype=np.int64, count=len(runs))
    total = int(lengths.sum())
    if total < WIDTH:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    flat = np.empty(total, dtype=np.uint32)
    position = 0
    for run in runs:
        flat[position : position + len(run)] = run
        position += len(run)
    owner = np.repeat(np.arange(len(runs), dtype=np.int64), lengths)
    whole = owner[: total - WIDTH + 1] == owner[WIDTH - 1 :]
    values = np.empty(len(whole), dtype=np.uint64)
    for first in range(0, len(whole), _BLOCK):
        some = flat[first : first + _BLOCK + WIDTH - 1].astype(np.uint64)
        values[first : first + _BLOCK] = _of_all(some)
    return values[whole], owner[: len(whole)][whole]


def _of_all(flat: Hashes) -> Hashes:
    """Give the fingerprint of every WIDTH of these words in a row."""
    values = np.zeros(len(flat) - WIDTH + 1, dtype=np.uint64)
    for step in range(WIDTH):
        values ^= _scramble(flat[step : len(values) + step] + _MIX[step])
        values *= _MIX[0]
    return values


def _scramble(values: Hashes) -> Hashes:
    """Spread 32-bit numbers over 64 bits (the finaliser of SplitMix64, Steele et al. 2014)."""
    values = values ^ (values >> np.uint64(30))
    values = values * np.uint64(0xBF58476D1CE4E5B9)
    values = values ^ (values >> np.uint64(27))
    values = values * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def part_of(values: Hashes) -> npt.NDArray[np.uint8]:
    """Give the part each fingerprint belongs to."""
    return (values >> np.uint64(58)).astype(np.uint8)
