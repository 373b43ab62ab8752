"""Readers that other packages bring."""

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from rejoinder import read as reading
from rejoinder.model import Blob, Document, Problem


def test_a_reader_of_another_package_reads_the_files_of_its_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("wibbling_diary")

    def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
        yield Document(blob.name, "diary", bytes(blob.untrusted_bytes).decode().upper())

    module.read = read  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "wibbling_diary", module)
    entry = EntryPoint("diary", "wibbling_diary", reading.OUTSIDE)
    monkeypatch.setattr(reading, "_outside", lambda: {"diary": entry})
    [found] = reading.read(Blob("may.diary", b"rain again"), "the society")
    assert (found.format, found.documents[0].text) == ("diary", "RAIN AGAIN")
