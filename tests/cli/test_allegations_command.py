"""The command for what a letter says against somebody."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from cli.calling import call

LETTER = """Dear Ms Threnody,

The panel finds each of the following proved.

1. You wrote: “I do say that the committee is hiding the rhubarb.”

2. You took the strimmer, as was reported by Vera Loam.

Yours sincerely,
Cuthbert Plumley-Ditch
"""
POST = "Please note that I do not say that the committee is hiding the rhubarb."


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Give a case with a letter of reasons and one note of the subject's own."""
    for folder, name, words in (("given", "reasons.txt", LETTER), ("mine", "post.txt", POST)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(words)
    call("new", tmp_path / "case", "--subject", "Marigold Threnody")
    call("receive", tmp_path / "case", tmp_path / "given")
    call("receive", tmp_path / "case", tmp_path / "mine", "--own")
    return tmp_path / "case"


def listed(case: Path, *arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in call("allegations", case, *arguments, "--json").out.splitlines()]


def test_without_a_letter_it_says_what_to_do(made: Path) -> None:
    called = call("allegations", made)
    assert called.status == 0 and "letter DOCUMENT" in " ".join(called.out.split())


def test_a_letter_is_read_confirmed_and_shown(made: Path) -> None:
    assert call("allegations", made, "letter", "reasons.txt").status == 1
    assert [one["standing"] for one in listed(made, "confirm")] == ["confirmed", "confirmed"]
    shown = call("allegations", made, "show", "1").out
    assert "Altered: the quotation does not have the words of its source." in shown
    assert "Left out without a mark: “not” (a negation)." in shown
    assert "post.txt" in shown and "Looked up:" in shown


def test_a_file_beside_the_case_is_taken_as_a_letter(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "further.txt"
    path.write_text("The panel finds proved:\n\n1. You left the gate open.\n2. You cut the hose.\n", "utf-8")
    rows = listed(made, "letter", str(path))
    assert [one["words"] for one in rows] == ["You left the gate open.", "You cut the hose."]


def test_json_has_every_part_of_an_allegation(made: Path) -> None:
    first, second = listed(made, "letter", "reasons.txt")
    assert {
        "allegation", "number", "standing", "state", "words", "letter", "particulars", "quotations", "sources", "for",
        "against", "context", "aside", "candidates", "looked", "notes",
    } <= first.keys()  # fmt: skip
    assert [(one["verdict"], one["own_words"]) for one in first["quotations"]] == [("altered", True)]  # type: ignore[attr-defined]
    assert [one["exact"] for one in second["sources"]] == ["Vera Loam"]  # type: ignore[attr-defined]


def test_a_passage_is_placed_by_its_document_and_characters_and_taken_back(made: Path) -> None:
    listed(made, "letter", "reasons.txt")
    listed(made, "confirm")
    [one] = listed(made, "show", "1")
    span = one["candidates"][0]  # type: ignore[index]
    where = f"{span['document']}:{span['start']}-{span['end']}"
    [one] = listed(made, "place", "1", where, "against")
    assert [found["exact"] for found in one["against"]] == [span["exact"]]  # type: ignore[attr-defined]
    [one] = listed(made, "place", "1", where, "undo")
    assert one["against"] == []


def test_each_act_changes_the_list_and_undo_takes_it_back(made: Path) -> None:
    listed(made, "letter", "reasons.txt")
    assert len(listed(made, "merge", "1", "2")) == 1
    [merged] = listed(made)
    assert len(listed(made, "undo", str(merged["allegation"]))) == 2
    assert [one["words"] for one in listed(made, "reword", "2", "--words", "A strimmer went.")][1] == "A strimmer went."
    assert len(listed(made, "split", "2", "--words", "as was reported")) == 3
    assert len(listed(made, "add", "You left the gate open.")) == 4
    assert next(one["standing"] for one in listed(made, "withdraw", "1", "--because", "dropped")) == "withdrawn"


def test_a_letter_is_read_from_standard_input(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Dear Ms Threnody,\n\nYou took a rake.\n\nYou broke a rake.\n"))
    assert [one["words"] for one in listed(made, "letter", "-")] == ["You took a rake.", "You broke a rake."]


@pytest.mark.parametrize("arguments", [("show", "7"), ("split",), ("place", "1", "x", "for"), ("merge", "1")])
def test_what_cannot_be_done_ends_with_2_and_a_remedy(made: Path, arguments: tuple[str, ...]) -> None:
    call("allegations", made, "letter", "reasons.txt")
    called = call("allegations", made, *arguments)
    assert called.status == 2 and called.err
