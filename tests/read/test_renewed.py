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


def test_a_comment_and_a_property_that_did_not_come_over_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["rejoinder.read.renewed"], "made_new", lambda *_: Converted(OLD, "word", TOLD))
    old = "The hose is lost.\n[Comment by Tansy: Sure?]\n[Property, company: Plots]\n[Property, created: 2004-03-02]"
    flag = Problem("minutes.doc", "It holds comments.", "", "comment", "flag")
    partly = Problem("minutes.doc", "Not all of it is read.", "", "old_format", "partial")
    better = Document("minutes.doc", "word", "The hose is lost.\n\n[Property, created: 2004-03-02T10:00:00]")
    found = renewed(OLD, "doc", [Document("minutes.doc", "word", old), partly, flag], lambda _: iter([better]))
    assert isinstance(found[0], Document)
    assert found[0].text == (
        "The hose is lost.\n\n[Property, created: 2004-03-02T10:00:00]\n\n"
        "[Further words of the old file: [Comment by Tansy: Sure?]]\n\n[Property, company: Plots]"
    )
    assert found[1:] == [flag, TOLD]


def test_what_an_old_file_keeps_and_the_new_one_lacks_is_still_said_to_be_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.modules["rejoinder.read.renewed"], "made_new", lambda *_: Converted(OLD, "sheet", TOLD))
    kept = Problem("rents.xls", "It keeps what cells held.", "", "earlier_value", "flag")
    partly = Problem("rents.xls", "That was not read.", "", "old_format", "partial")
    pieces: list[Piece] = [Document("rents.xls", "sheet", "rent"), partly, kept]
    assert renewed(OLD, "xls", pieces, lambda _: iter([Document("rents.xls", "sheet", "rent")]))[1:] == [
        kept,
        partly,
        TOLD,
    ]
    carried: list[Piece] = [Document("rents.xls", "sheet", "rent"), kept]
    assert renewed(OLD, "xls", pieces, lambda _: iter(carried)) == [*carried, TOLD]


def test_files_inside_that_only_the_new_file_has_are_said_not_to_be_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["rejoinder.read.renewed"], "made_new", lambda *_: Converted(OLD, "word", TOLD))
    refused = Problem("minutes.doc", "It is made with Works.", "", "unread_works", "refused")
    better: list[Piece] = [Document("minutes.doc", "word", "words"), INSIDE]
    document, missed, told = renewed(OLD, "works", [refused], lambda _: iter(better))
    assert isinstance(missed, Problem)
    assert (missed.code, missed.weight, missed.what) == (
        "embedded_unread",
        "partial",
        "Files inside could not be taken out: rota.xlsx.",
    )
    assert (document, told) == (better[0], TOLD)
