"""The command that reads scans, and receive with scans among what came."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import call, one_sentence
from making_scans import Parrot, line, printed, scanned
from rejoinder import scans
from rejoinder.read.ocr.found import Engines


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Give a folder with a scan of one page and a note."""
    (tmp_path / "post").mkdir()
    (tmp_path / "post" / "scan.pdf").write_bytes(scanned(printed()))
    (tmp_path / "post" / "note.txt").write_text("The hut is shut.")
    call("new", tmp_path / "case")
    return tmp_path


def with_engine(monkeypatch: pytest.MonkeyPatch, *engines: Parrot) -> None:
    monkeypatch.setattr(scans, "engines_here", lambda: Engines(*engines))


HOSE = Parrot([line("The hose was lost", sure=0.87)])


def test_receive_reads_scans_after_all_else_and_says_how_sure_it_is(
    given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_engine(monkeypatch, HOSE)
    called = call("receive", given / "case", given / "post")
    assert called.status == 0
    assert "2 given = 2 read" in called.out
    assert call("search", given / "case", "hose").status == 0
    assert "Read by OCR, 87 % sure (1 page)." in call("show", given / "case", "scan.pdf").out


def test_receive_without_an_engine_reads_all_else_and_says_what_to_install(
    given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_engine(monkeypatch)
    called = call("receive", given / "case", given / "post")
    assert called.status == 1
    assert "1 page is a picture without text" in called.out
    assert "apt install tesseract-ocr" in called.out
    assert call("search", given / "case", "shut").status == 0


def test_receive_leaves_scans_for_later_when_told_to(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parrot = Parrot([line("The hose")])
    with_engine(monkeypatch, parrot)
    call("receive", given / "case", given / "post", "--no-scans")
    assert not parrot.asked
    called = call("ocr", given / "case")
    assert (called.status, called.out.splitlines()[0]) == (0, "1 page read by text recognition (OCR).")


def test_documents_and_show_as_json_tell_of_text_recognition(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_engine(monkeypatch, HOSE)
    call("receive", given / "case", given / "post")
    told = {
        one["path"]: (one["ocr_pages"], one["ocr_confidence"])
        for one in call("documents", given / "case", "--json").lines
    }
    assert told == {"note.txt": (0, None), "scan.pdf": (1, 0.87)}
    [shown] = call("show", given / "case", "scan.pdf", "--json").lines
    assert shown["ocr"] == [{"page": 1, "confidence": 0.87}]


def test_ocr_as_json_counts_pages(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_engine(monkeypatch, HOSE)
    call("receive", given / "case", given / "post", "--no-scans")
    called = call("ocr", given / "case", "scan.pdf", "--pages", "1, 3-7", "--json")
    assert called.lines == [{"pages": 1, "failed": 0, "waiting": 0}]


def test_ocr_without_an_engine_ends_in_one_sentence(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_engine(monkeypatch)
    call("receive", given / "case", given / "post")
    assert "Install Tesseract" in one_sentence(call("ocr", given / "case"))


@pytest.mark.parametrize("written", ["x", "3-", "1,,2", "99999"])
def test_pages_that_are_no_numbers_are_refused(given: Path, written: str) -> None:
    assert "is no page number" in one_sentence(call("ocr", given / "case", "--pages", written))
