"""Quotations whose source is here as a scan only: letters are confused, and the message is not absent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Disclosed
from making_scans import Parrot, as_file, line, printed
from rejoinder.find.scanned import holder, may_be_own, scans_of
from rejoinder.model import Finding
from rejoinder.quote.likeness import shape
from rejoinder.read.ocr.found import Engines
from rejoinder.scans import Asked, read_scans

ANSWER = """
    From: Hesper Quillfeather <secretary@lower-wibbling.example>
    To: Ezra Mumby <ezra@mumby.example>
    Date: Tue, 20 Feb 2024 16:44:00 +0000
    Subject: Re: Water butts
    Message-ID: <second@lower-wibbling.example>

    I shall ask the treasurer about it on Friday.

    On 19 Feb 2024, Ezra Mumby wrote:
    > The water butt behind the hut has been leaking since January and nobody
    > in the committee has answered any of my four letters about it.
    """
LETTER = (
    "The water butt behind the hut has been leaking since January and nobody "
    "in the committee has answered any of my four letters about it."
)
CONFUSED = (
    "Tne water hutt behind the hut has heen 1eaking since January and nohody "
    "in the cornmittee has answcred any of rny four lctters ahout it."
)
OTHER = (
    "The seed potatoes were delivered to the wrong allotment in March and the treasurer "
    "has asked every member to return what is not theirs before the frost."
)


def found_with(case: Disclosed, words: str | None) -> list[Finding]:
    case.give({"second.eml": ANSWER, "letter.png": as_file(printed())})
    if words is not None:
        said = [line(words, sure=0.75)]
        read_scans(case.case, Asked(), told=lambda *_: None, engines=Engines(Parrot(said)))
    return case.found()


def test_a_message_that_is_here_as_a_scan_with_confused_letters_is_not_absent(case: Disclosed) -> None:
    assert found_with(case, CONFUSED) == []


@pytest.mark.parametrize("words", [None, OTHER])
def test_a_scan_of_something_else_or_one_that_was_not_read_closes_nothing(case: Disclosed, words: str | None) -> None:
    [finding] = found_with(case, words)
    assert "water butt" in finding.text


def test_a_quotation_is_found_wherever_on_a_scan_it_stands() -> None:
    scans = scans_of([(7, f"{OTHER} {CONFUSED} {OTHER}"), (8, OTHER)])
    held = holder(scans, LETTER, 0)
    assert held is not None
    assert held[0] == 7
    assert holder(scans, LETTER, 7) is None


def test_a_quotation_that_begins_before_the_scan_does_is_found_on_it_and_not_on_another() -> None:
    scans = scans_of([(7, OTHER), (8, CONFUSED.split(" ", 3)[3])])
    held = holder(scans, LETTER, 0)
    assert held is not None
    assert held[0] == 8


def test_a_quotation_of_few_words_is_not_looked_for() -> None:
    assert holder(scans_of([(7, LETTER)]), "behind the hut", 0) is None


def test_scans_without_words_hold_nothing() -> None:
    assert holder(scans_of([(7, ""), (8, "– –")]), LETTER, 0) is None


@pytest.mark.parametrize(
    ("word", "other"), [("modern", "modem"), ("1eaking", "leaking"), ("b0dy", "body"), ("clog", "dog")]
)
def test_letters_that_engines_confuse_have_one_shape(word: str, other: str) -> None:
    assert shape(word) == shape(other)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_quotation_is_found_whatever_stands_before_and_after_it(before: int, after: int) -> None:
    rest = OTHER.split() * 3
    scans = scans_of([(2, OTHER), (3, " ".join([*rest[:before], CONFUSED, *rest[:after]]))])
    held = holder(scans, LETTER, 0)
    assert held is not None
    assert held[0] == 3


BELOW = "Thank you.\n\nOn 19 Feb 2024, Ezra Mumby wrote:\n"


def test_words_below_an_attribution_that_nothing_marks_may_be_the_scanned_message_s_own() -> None:
    assert LETTER in may_be_own(f"{BELOW}Was it the butt?\n{LETTER}\n", 0)


@pytest.mark.parametrize(
    "lead", [BELOW + "> ", "Thank you.\n\n-----Original Message-----\nFrom: Ezra\nSubject: Butts\n\n"]
)
def test_words_that_are_marked_or_stand_below_headers_are_not_the_scanned_message_s_own(lead: str) -> None:
    assert LETTER not in may_be_own(f"{lead}{LETTER}\n", 0)
