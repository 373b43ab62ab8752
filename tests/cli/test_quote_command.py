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


def test_json_has_the_keys_of_the_contract(made: Path) -> None:
    (line,) = map(
        json.loads, call("quote", made, "The committee did not agree to the frogs", "--json").out.splitlines()
    )
    assert {"verdict", "source", "left_out", "changed", "before", "after"} <= line.keys()
    assert line["verdict"] == "altered"
    assert [(one["quoted"], one["source"]) for one in line["changed"]] == [("frogs", "water")]
    (line,) = map(json.loads, call("quote", made, "the heron flew by at noon", "--json").out.splitlines())
    assert (line["verdict"], line["source"], line["searched"]["documents"]) == ("not found", None, 1)
