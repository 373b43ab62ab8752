"""The letter of reasons: what it said before it was made to say that the panel was of one mind."""

from __future__ import annotations

import pytest

from rejoinder.demo.paper import papers
from rejoinder.demo.reading import read_story
from rejoinder.model import Blob
from rejoinder.read import Reading, read


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    letter = papers(read_story())["letter of reasons.pdf"]
    return list(read(Blob("letter of reasons.pdf", letter), "batch"))


def test_the_letter_still_holds_how_it_was_before(readings: list[Reading]) -> None:
    before, now = (one.documents[0] for one in readings)
    assert before.path == "letter of reasons.pdf!/revision 1"
    assert "The panel found so by two votes to one." in before.text
    assert "of one mind" not in before.text
    assert "The panel was of one mind." in now.text


def test_the_note_on_it_says_whose_it_is_and_what_it_is_about(readings: list[Reading]) -> None:
    assert (
        "[Highlight by Cuthbert Plumley-Ditch on 2024-06-20T07:40:00+00:00 over “of one mind.”:"
        " Better so than with the count.]"
    ) in readings[-1].documents[0].text.splitlines()


def test_nothing_of_it_is_damaged_or_hidden(readings: list[Reading]) -> None:
    assert {problem.code for one in readings for problem in one.problems} == {"incremental_update"}
