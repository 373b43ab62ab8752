"""The command that checks a quotation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.calling import call

MINUTES = "The committee did not agree to the water butts on plot seven, although Mrs Loam asked twice."


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Give a case that holds one note."""
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "minutes.txt").write_text(MINUTES)
    call("new", tmp_path / "case")
    call("receive", tmp_path / "case", tmp_path / "given")
    return tmp_path / "case"


def test_a_verbatim_quotation_ends_with_0_and_any_other_with_1(made: Path) -> None:
    assert call("quote", made, "did not agree to the water butts").status == 0
    for quoted in ("did not agree ... on plot seven", "did agree to the water butts", "the heron flew by at noon"):
        assert call("quote", made, quoted).status == 1


def test_what_differs_is_printed_in_words(made: Path) -> None:
    called = call("quote", made, "The committee did agree to the water butts on plot nine")
    assert called.out.startswith("Altered:")
    assert "“nine” stands for “seven” (a number, quantity or date)." in called.out
    assert "Left out without a mark: “not” (a negation)." in called.out


def test_other_copies_are_named_with_what_they_read_and_files_not_read_by_their_paths(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    said = MINUTES.replace("did not agree", "could not agree")
    for name, words in {"minutes.txt": MINUTES, "copy.txt": MINUTES, "sent round.txt": said}.items():
        (tmp_path / "given" / name).write_text(words)
    (tmp_path / "given" / "cut off.pdf").write_bytes(b"%PDF-1.7\nnothing follows")
    call("new", tmp_path / "case")
    call("receive", tmp_path / "case", tmp_path / "given")
    told = " ".join(call("quote", tmp_path / "case", "The committee did not agree to the water butts").out.split())
    same, _, otherwise = told.partition("These read otherwise than the source")
    assert "The words of the source stand in these too" in same and "sent round.txt" not in same
    assert "“The committee could not agree to the water butts” (not as quoted)" in otherwise
    assert "“could” stands for “did” (a condition or how sure it is)." in otherwise and "sent round.txt" in otherwise
    lost = " ".join(call("quote", tmp_path / "case", "the heron flew by at noon").out.split())
    assert "Not read, or not wholly, so that it may stand there: 1 file (cut off.pdf)." in lost


def test_json_has_the_keys_of_the_contract(made: Path) -> None:
    (line,) = map(
        json.loads, call("quote", made, "The committee did not agree to the frogs", "--json").out.splitlines()
    )
    assert {"verdict", "source", "left_out", "changed", "before", "after"} <= line.keys()
    assert line["verdict"] == "altered"
    assert [(one["quoted"], one["source"]) for one in line["changed"]] == [("frogs", "water")]
    (line,) = map(json.loads, call("quote", made, "the heron flew by at noon", "--json").out.splitlines())
    assert (line["verdict"], line["source"], line["searched"]["documents"]) == ("not found", None, 1)
