"""What may be somebody's name is told by what stands with it, and what only looks like one is not."""

from __future__ import annotations

import shutil
import sys

import pytest

from rejoinder.errors import RejoinderError
from rejoinder.personal.given_names import given_names, lists_of_names
from rejoinder.personal.told_names import PERHAPS, told_names

GIVEN = frozenset(("hesper", "barnaby", "florence", "rose", "grant"))


def told(text: str, given: frozenset[str] = frozenset()) -> list[str]:
    return [text[one.start : one.end] for one in told_names(text, given)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The letter came from Mrs Quillfeather and Dr. B. Tuppence.", ["Quillfeather", "B. Tuppence"]),
        ("Dear Ms O'Threnody,\n\nThank you.", ["O'Threnody"]),
        ("Hi Hesper,\nthe keys are here.", ["Hesper"]),
        ("Yours sincerely,\n\nHesper Quill-Feather\nSecretary", ["Hesper Quill-Feather"]),
        ("> Kind regards\n> Barnaby", ["Barnaby"]),
        ("Next of kin: Barnaby Tuppence (brother)", ["Barnaby Tuppence"]),
        ("Barnaby Tuppence, 07700 900123", ["Barnaby Tuppence"]),
        ("Please ring Barnaby Tuppence on 01632 960471.", ["Barnaby Tuppence"]),
        ('"Barnaby Tuppence" <b@pond.example> wrote:', ["Barnaby Tuppence"]),
        ("It is signed by B. J. Tuppence for the pond.", ["B. J. Tuppence"]),
        ("The statement was taken by PC Tuppence at four.", ["Tuppence"]),
        ("We heard from Mrs Hill and from Mr Wood.", ["Hill", "Wood"]),
        ("Yours faithfully\nWill Tuppence", ["Will Tuppence"]),
    ],
)
def test_what_stands_with_a_name_tells_it(text: str, names: list[str]) -> None:
    assert told(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir or Madam,",
        "Dear Colleagues,\n\nthe pond is closed.",
        "Dear Human Resources,",
        "Hello world,",
        "Kind regards,\nCustomer Services",
        "Yours faithfully,\n\nThe Ponds Committee",
        "Deputy Pond Manager: 01632 960471",
        "It was sent to Dr Thornwick Road and to Mr Whippy vans.",
        "A PC World voucher and a DC Motor were found.",
        "The U.S. Government and the P.O. Box were named.",
        "Minutes of the Pond Hearing\n\nApologies for Absence",
        "Present: the heron, two ducks",
        "Ring us on 01632 960471. Monday is best.",
        "The Tuppence Trust bought it.",
    ],
)
def test_what_only_looks_like_a_name_is_passed_over(text: str) -> None:
    assert told(text, GIVEN) == []


def test_a_full_name_in_a_sentence_is_told_where_lists_of_given_names_are_here() -> None:
    text = "According to Hesper Quillfeather the heron was fed; both Barnaby Tuppence and a duck were seen."
    assert told(text) == []
    assert told(text, GIVEN) == ["Hesper Quillfeather", "Barnaby Tuppence"]


@pytest.mark.parametrize(
    "text",
    [
        "There is a camera in Florence Avenue and at Rose Cottage.",
        "We asked Grant Thornwick LLP.",
        "The Rose Tuppence Library is closed.",
        "He met the Barnaby Tuppence Society.",
        "Rose Monday is a day.",
        "At Barnaby Rooms it is quiet.",
    ],
)
def test_a_given_name_in_the_name_of_a_place_or_a_body_is_passed_over(text: str) -> None:
    assert told(text, GIVEN) == []


def test_one_name_is_one_value_however_it_is_written() -> None:
    first, second = told_names("Signed: B. Tuppence\nfor the pond.\n\nAuthor: B Tuppence")
    assert (first.kind, first.value) == (PERHAPS, "b tuppence")
    assert second.value == first.value


def test_the_lists_hold_given_names_of_several_tongues() -> None:
    pytest.importorskip("faker")
    assert lists_of_names()
    assert {"margaret", "siobhan", "priya", "agnieszka"} <= given_names()
    assert not {"road", "monday", "manager"} & given_names()


def test_lists_that_cannot_be_read_are_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    monkeypatch.setattr("rejoinder.personal.given_names.lists_of_names", lambda: "0.0")
    with pytest.raises(
        RejoinderError, match=r"The lists of given names \(Faker 0.0\) cannot be read: they told nothing"
    ):
        given_names.__wrapped__()
