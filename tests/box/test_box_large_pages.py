"""Which memory is put into large pages: whole ones, our own, and of no file."""

from __future__ import annotations

from rejoinder.box.large_pages import _whole_pages, into_large_pages

MAPS = """\
5597a6000000-5597a6500000 rw-p 00000000 00:00 0                          [heap]
7fa9e0100000-7fa9e0800000 rw-p 00000000 00:00 0
7fa9e1000000-7fa9e1600000 r--p 00000000 00:00 0
7fa9e2000000-7fa9e2600000 rw-p 00033000 fe:00 338944                     /usr/lib/some library.so
7fff07e00000-7fff08400000 rw-p 00000000 00:00 0                          [stack]
"""


def test_only_whole_large_pages_of_our_own_memory_are_named() -> None:
    assert [f"{start:x}" for start in _whole_pages(MAPS)] == [
        "5597a6000000",
        "5597a6200000",
        "7fa9e0200000",
        "7fa9e0400000",
        "7fa9e0600000",
    ]


def test_what_is_in_memory_stays_as_it_was() -> None:
    kept = [bytes([number % 256]) * 5_000 for number in range(2_000)]
    into_large_pages()
    assert all(one == bytes([number % 256]) * 5_000 for number, one in enumerate(kept))
