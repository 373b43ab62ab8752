"""The command for a model that a person runs: off until named, asked by an act of its own, each use told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.calling import call
from proposer.lying import Lying, lying

LETTER = """Dear Ms Threnody,

The panel finds each of the following proved.

1. You took the strimmer from the shed.

It is regrettable how the gate was found standing wide open that week.

Yours sincerely,
Cuthbert Plumley-Ditch
"""


@pytest.fixture
def model() -> Iterator[Lying]:
    with lying() as one:
        yield one


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Give a case with a letter of reasons."""
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "reasons.txt").write_text(LETTER)
    (tmp_path / "given" / "note.txt").write_text("The strimmer was lent to the orchard on 3 March 2024, says Vera.")
    call("new", tmp_path / "case", "--subject", "Marigold Threnody")
    call("receive", tmp_path / "case", tmp_path / "given")
    call("allegations", tmp_path / "case", "letter", "reasons.txt")
    return tmp_path / "case"


def state(case: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(call("model", case, "--json").out)
    return told


def test_it_is_off_and_says_so(made: Path) -> None:
    assert state(made) == {"on": False, "endpoint": None, "model": None, "uses": []}
    assert call("model", made).out.startswith("Off: no model is asked anything")
    assert "No model is switched on for this case." in call("allegations", made, "ask-model").err


def test_it_is_named_asked_and_switched_off_again(made: Path, model: Lying) -> None:
    called = call("model", made, "--endpoint", model.address, "--model", "small")
    assert called.out.startswith(f"On: small at {model.address}. Nothing is sent until you ask.") and not model.asked
    model.cites({"in": "P1", "words": "the gate was found standing wide open that week"}, {"in": "P7", "words": "x"})
    asked = call("allegations", made, "ask-model")
    assert "1 question was answered: 1 kept, 1 dropped." in asked.err
    assert "Proposed by a model (small)" in asked.out
    use = state(made)["uses"][0]
    assert use["dropped"] == {"of no passage that was sent": 1} and len(use["answer_sha256"]) == 64
    assert "1 kept, 1 dropped (of no passage that was sent)." in call("model", made).out
    assert call("model", made, "--off").out.startswith("Off:")
    assert call("allegations", made, "ask-model").status == 2


def test_what_it_finds_is_marked_in_json(made: Path, model: Lying) -> None:
    call("model", made, "--endpoint", model.address, "--model", "small")
    words = "The strimmer was lent to the orchard on 3 March 2024"
    model.cites({"in": "P1", "words": words})
    one = json.loads(call("allegations", made, "ask-model", "1", "--json").out)
    assert [each["proposed_by_model"] for each in one["candidates"]] == ["small"]
    assert one["proposed_by_model"] is None and one["proposed_by_model_only"] == []
    model.cites({"in": "P1", "words": words, "date": "2024-03-03"})
    call("events", made, "ask-model", "note.txt")
    events = [json.loads(line) for line in call("events", made, "--json").out.splitlines()]
    assert {"small", None} >= {one["proposed_by_model"] for one in events} and events
    assert call("events", made, "ask-model").status == call("events", made, "ask-model", "nothing.txt").status == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--endpoint", "http://192.0.2.9/v1", "--model", "small"),
        ("--endpoint", "http://127.0.0.1/v1"),
        ("--model", "small"),
        ("--off", "--model", "small"),
    ],
)
def test_what_names_no_model_on_this_machine_is_refused_with_a_remedy(made: Path, words: tuple[str, ...]) -> None:
    called = call("model", made, *words)
    assert called.status == 2 and called.err.count("\n") == 1
    assert state(made)["on"] is False
