"""Where documents begin, said on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import call, one_sentence
from read.making_print import pdf_of, prose


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    texts = (
        "The hose was lost on Friday.\nNobody saw who took it.",
        "Dues for the plot\nAre paid.",
        "Seeds\nWere sown.",
    )
    (tmp_path / "bundle.pdf").write_bytes(pdf_of([prose(text, 60 + 40 * at) for at, text in enumerate(texts)]))
    call("new", tmp_path / "case")
    assert call("receive", tmp_path / "case", tmp_path / "bundle.pdf").status == 0
    return tmp_path / "case"


def test_a_file_is_parted_joined_and_undone(bundle: Path) -> None:
    called = call("part", bundle, "bundle.pdf", "begins", "--page", "2")
    assert (called.status, called.out.splitlines()[0]) == (0, "bundle.pdf holds 2 documents:")
    assert "bundle.pdf!/page 2  Dues for the plot" in called.out
    assert "holds 3 documents" in call("part", bundle, "bundle.pdf!/page 2", "begins", "--page", "3").out
    assert "holds 2 documents" in call("part", bundle, "bundle.pdf!/page 3", "continues").out
    assert "holds 3 documents" in call("part", bundle, "bundle.pdf", "undo", "--page", "3").out
    assert "holds 2 documents" in call("part", bundle, "bundle.pdf", "undo", "--page", "3").out
    assert call("part", bundle, "bundle.pdf", "undo", "--page", "2").out == "bundle.pdf is one document.\n"


def test_json_gives_the_file_and_its_documents_with_what_is_said_of_them(bundle: Path) -> None:
    lines = call("part", bundle, "bundle.pdf", "begins", "--page", "2", "--line", "Are paid", "--json").lines
    assert [one["path"] for one in lines] == ["bundle.pdf", "bundle.pdf!/page 1", "bundle.pdf!/page 2"]
    assert [problem["code"] for problem in lines[2]["problems"]] == ["begins"]


def test_what_cannot_be_done_is_one_sentence(bundle: Path) -> None:
    assert "No document begins on page 2" in one_sentence(
        call("part", bundle, "bundle.pdf", "continues", "--page", "2")
    )
    assert "No document of this case is other.pdf" in one_sentence(call("part", bundle, "other.pdf", "undo"))


def test_help_shows_each_of_the_three(bundle: Path) -> None:
    out = call("part", "--help").out
    assert all(f"bundle.pdf {one}" in out for one in ("begins", "undo")) and "continues" in out


def test_a_decision_that_cannot_be_followed_is_said_and_can_be_taken_back(tmp_path: Path) -> None:
    head = "The Society of Lower Wibbling"
    (tmp_path / "heads.pdf").write_bytes(pdf_of([[(56, 20, head), *prose(f"Of plot {one}.", 300)] for one in "abcd"]))
    call("new", tmp_path / "case")
    call("receive", tmp_path / "case", tmp_path / "heads.pdf")
    called = call("part", tmp_path / "case", "heads.pdf", "begins", "--page", "2", "--line", head)
    assert called.status == 1
    assert "What you decided of page 2 cannot be followed" in called.out
    again = call("part", tmp_path / "case", "heads.pdf", "undo", "--page", "2")
    assert (again.status, again.out) == (0, "heads.pdf is one document.\n")
