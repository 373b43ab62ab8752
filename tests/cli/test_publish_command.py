"""The command for safe copies: it lists what is hidden and what stays, keeps what is decided, and makes the copies."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from cli.calling import call, one_sentence
from rejoinder.read.ocr.found import Engines


@pytest.fixture(autouse=True)
def without_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("checked", "copying"):
        monkeypatch.setattr(f"rejoinder.publish.{module}.engines_here", Engines)


@pytest.fixture
def document(case: Path) -> str:
    """Give the path of a mail that names a third party."""
    return next(str(line["path"]) for line in call("documents", case, "--json").lines if line.get("kind") == "email")


def test_what_would_be_hidden_is_listed_with_places_and_nothing_is_made(case: Path, document: str) -> None:
    called = call("publish", case, document, "--propose")
    assert called.status == 1
    assert "Hidden:" in called.out and "[Person A]" in called.out and "place:" in called.out
    lines = call("publish", case, "--json").lines
    assert {line["hidden"] for line in lines} <= {True, False}
    assert all(place["exact"] for line in lines for place in line["places"])


def test_copies_are_made_with_a_record_that_does_not_hold_the_words(case: Path, document: str, tmp_path: Path) -> None:
    call("publish", case, document)
    hidden = [line for line in call("publish", case, "--json").lines if line["kind"] == "person" and line["hidden"]]
    key, name = str(hidden[0]["key"]), str(hidden[0]["name"])
    call("publish", case, "--label", f"{key}=the Secretary", "--hide", key, "--because", "no office")
    called = call("publish", case, "-o", tmp_path / "copies.zip")
    assert called.status in (0, 1), called
    assert "nothing hidden was found" in called.out
    rows = list(csv.DictReader(io.StringIO((tmp_path / "copies.record.csv").read_text("utf-8-sig"))))
    assert any(row["label"] == "the Secretary" and row["reason"] == "no office" for row in rows)
    assert name not in (tmp_path / "copies.record.csv").read_text("utf-8-sig")
    before = (tmp_path / "copies.zip").read_bytes()
    call("publish", case, "-o", tmp_path / "copies.zip")
    assert (tmp_path / "copies.zip").read_bytes() == before
    assert len(zipfile.ZipFile(tmp_path / "copies.zip").namelist()) == 1


def test_one_document_is_one_pdf(case: Path, document: str, tmp_path: Path) -> None:
    called = call("publish", case, document, "-o", tmp_path / "copy.pdf", "--json")
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF-")
    assert called.lines[0]["file"] == str(tmp_path / "copy.pdf")


def test_what_is_decided_can_be_taken_back(case: Path, document: str) -> None:
    call("publish", case, document, "--words", "water butt", "--because", "mine")
    own = [line for line in call("publish", case, "--json").lines if line["kind"] == "own-words"]
    assert [line["because"] for line in own] == ["mine"]
    call("publish", case, "--undo", str(own[0]["key"]))
    assert not [line for line in call("publish", case, "--json").lines if line["kind"] == "own-words"]


def test_what_makes_no_sense_is_one_sentence(case: Path) -> None:
    assert one_sentence(call("publish", case)).startswith("No document was named.")
    assert one_sentence(call("publish", case, "nowhere.pdf")).startswith("No document of this case is nowhere.pdf.")
    assert one_sentence(call("publish", case, "--hide", "all")).startswith("all is nothing")
