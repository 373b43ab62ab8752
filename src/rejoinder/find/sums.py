"""Counting how often numbers occur, where all of them together would not fit in memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rejoinder.fingerprints import Numbers

HELD = 100_000
"""Numbers added to a heap before equal ones are added up."""


class Sum:
    """How often each number was added; what is held grows with the distinct numbers only, in small heaps."""

    def __init__(self, heap: int) -> None:
        """Keep numbers that differ only in their last bits (so many) in one heap."""
        self._bits = heap
        self._heaps: dict[int, list[tuple[Numbers, Numbers]]] = {}

    def add(self, numbers: Numbers) -> None:
        """Count these numbers."""
        keys, times = np.unique(numbers, return_counts=True)
        ends = np.append(np.flatnonzero(np.diff(keys >> self._bits)) + 1, len(keys))
        start = 0
        for end in ends.tolist():
            if end > start:
                heap = self._heaps.setdefault(int(keys[start]) >> self._bits, [])
                heap.append((keys[start:end].copy(), times[start:end].copy()))
                if sum(len(some) for some, _ in heap[1:]) > HELD:
                    heap[:] = [_added(heap)]
            start = end

    def heaps(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Give the distinct numbers of each heap in order, and how often each was added; a heap is given once."""
        for number in sorted(self._heaps):
            yield _added(self._heaps.pop(number))


def _added(heap: list[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """Give the distinct numbers of a heap in order, and their counts added up."""
    keys, place = np.unique(np.concatenate([keys for keys, _ in heap]), return_inverse=True)
    weights = np.concatenate([times for _, times in heap])
    return keys, np.bincount(place, weights=weights, minlength=len(keys)).astype(np.int64)
