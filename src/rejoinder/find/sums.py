"""Counting how often numbers occur, where all of them together would not fit in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import NamedTuple

import numpy as np

from rejoinder.fingerprints import Numbers

HELD = 100_000
"""Distinct numbers added before they are written away."""
IN_MEMORY = 4 << 20
"""Bytes written away before they go to the disk."""


class Run(NamedTuple):
    """Where numbers of one heap were written, and how many."""

    at: int
    length: int


class Sum:
    """How often each number was added; what memory holds does not grow with the numbers."""

    def __init__(self, heap: int) -> None:
        """Keep numbers that differ only in their last bits (so many) in one heap, which must fit in memory."""
        self._bits = heap
        self._added: list[tuple[Numbers, Numbers]] = []
        self._runs: dict[int, list[Run]] = defaultdict(list)
        self._written = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - it lives as long as the sum

    def add(self, numbers: Numbers) -> None:
        """Count these numbers."""
        self._added.append(np.unique(numbers, return_counts=True))
        if sum(len(keys) for keys, _ in self._added) > HELD:
            self._write_away()

    def _write_away(self) -> None:
        if not self._added:
            return
        keys, times = _together(self._added)
        self._added.clear()
        ends = np.append(np.flatnonzero(np.diff(keys >> self._bits)) + 1, len(keys))
        start = 0
        for end in ends.tolist():
            if end > start:
                self._runs[int(keys[start]) >> self._bits].append(Run(self._written.tell(), end - start))
                self._written.write(keys[start:end].tobytes())
                self._written.write(times[start:end].tobytes())
            start = end

    def heaps(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Give the distinct numbers of each heap in order, and how often each was added; then the sum is spent."""
        self._write_away()
        with self._written:
            for heap in sorted(self._runs):
                yield _together([self._read(run) for run in self._runs[heap]])

    def _read(self, run: Run) -> tuple[Numbers, Numbers]:
        self._written.seek(run.at)
        both = np.frombuffer(self._written.read(16 * run.length), dtype=np.int64)
        return both[: run.length], both[run.length :]


def _together(some: list[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """Give the distinct numbers of several counts in order, and their counts added up."""
    keys, place = np.unique(np.concatenate([keys for keys, _ in some]), return_inverse=True)
    weights = np.concatenate([times for _, times in some])
    return keys, np.bincount(place, weights=weights, minlength=len(keys)).astype(np.int64)
