"""An old file made new: what did not come over is told once, and what lies inside comes from the old file."""

from __future__ import annotations

import sys

import pytest

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.converted import Converted
from rejoinder.read.renewed import Piece, renewed

OLD = Blob("minutes.doc", b"old")
INSIDE = Blob("minutes.doc!/rota.xlsx", b"as it lay", depth=1)
TOLD = Problem("minutes.doc", "It was read as LibreOffice sees it.", "", "converted", "flag")


def made(monkeypatch: pytest.MonkeyPatch, *better: Document | Blob) -> list[Piece]:
    """Give what is read of an old file of which this comes when it is made new."""
    monkeypatch.setattr(sys.modules["rejoinder.read.renewed"], "made_new", lambda *_: Converted(OLD, "word", TOLD))
    partly = Problem("minutes.doc", "Not all of it is read.", "", "old_format", "partial")
    pieces: list[Piece] = [Document("minutes.doc", "word", "The hose is lost.\nThe butts leak."), INSIDE, partly]
    return renewed(OLD, "doc", pieces, lambda _: iter(better))


def test_words_that_came_over_into_another_part_are_not_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    head = Document("minutes.doc", "word", "The hose is lost.")
    letter = Document("minutes.doc!/message", "page-message", "The butts leak.")
    assert made(monkeypatch, head, letter)[:2] == [head, letter]


def test_words_that_came_over_nowhere_stand_in_the_file_and_in_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    head, letter = (
        Document("minutes.doc", "word", "Minutes"),
        Document("minutes.doc!/message", "page-message", "Dear Ezra"),
    )
    first, second, *_ = made(monkeypatch, head, letter)
    assert isinstance(first, Document)
    assert "The hose is lost.\nThe butts leak." in first.text
    assert second == letter


def test_what_lies_inside_is_given_as_it_lay_in_the_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    packed_anew = Blob("minutes.doc!/rota.xlsx", b"packed anew", depth=1)
    pieces = made(monkeypatch, Document("minutes.doc", "word", "The hose is lost. The butts leak."), packed_anew)
    assert [piece for piece in pieces if isinstance(piece, Blob)] == [INSIDE]
