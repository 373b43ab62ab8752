"""Hidden things are found however they are spelt, spaced, joined or broken, and ordinary words are let be."""

from __future__ import annotations

import pytest

from conftest import Disclosed
from rejoinder.case.people import everybody
from rejoinder.people.names import may_be_one
from rejoinder.publish.finding import Finder, finder
from rejoinder.publish.forms import forms_of_person, forms_of_value, indexed, squashed
from rejoinder.publish.proposed import Known

PEOPLE = (
    ("a", list(forms_of_person(["Dr Barnaby Grindle-Marsh"], ["b.grindle@wibbling.example"]))),
    ("b", list(forms_of_person(["Will Turnpenny"], []))),
    ("t", list(forms_of_value("telephone", "447700900123"))),
)


@pytest.fixture
def found() -> Finder:
    return finder(PEOPLE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Barnaby Grindle-Marsh came.", "Barnaby Grindle-Marsh"),
        ("GRINDLE-MARSH, Barnaby came.", "GRINDLE-MARSH, Barnaby"),
        ("B. Grindle-\nMarsh came.", "B. Grindle-\nMarsh"),
        ("Then Barney came.", "Barney"),
        ("Mr Marsh’s hat", "Marsh’s"),
        ("ask grindle_marsh_2.pdf", "grindle_marsh"),
        ("to b.grindle@wibbling.example now", "b.grindle@wibbling.example"),
        ("Grin\u00addle came.", "Grin\u00addle"),
        ("Turn penny came.", "Turn penny"),
        ("T u r n p e n n y came.", "T u r n p e n n y"),
        ("T u rn p e n n y _ 2 . pdf", "T u rn p e n n y"),
        ("ring +44 7700 900123 now", "44 7700 900123"),
        ("ring 07700-900-123 now", "07700-900-123"),
        ("Báŕnaby came.", "Báŕnaby"),
        ("for\xa0Turnpenny:", "Turnpenny"),
    ],
)
def test_a_form_is_found_however_it_is_written(found: Finder, text: str, words: str) -> None:
    assert [text[hit.start : hit.end] for hit in found.find(text)] == [words]


@pytest.mark.parametrize("text", ["Will you come?", "the undermarshal came", "107700900123.5", "a willing hand"])
def test_other_words_are_let_be(found: Finder, text: str) -> None:
    assert found.find(text) == []


def test_a_name_that_stands_small_in_addresses_is_no_ordinary_word() -> None:
    text = "See barney.turnpenny@plots.example, barney.turnpenny@home.example, turnpenny_2.pdf.\nBarney\nTurnpenny"
    hits = finder(PEOPLE, [text]).find(text)
    assert [text[hit.start : hit.end] for hit in hits][-2:] == ["Barney", "Turnpenny"]
    assert "turnpenny" in finder(PEOPLE, ["a turnpenny and the turnpenny"]).ordinary


def test_letters_that_a_font_sets_as_one_stay_whole_where_a_name_is_spaced_apart() -> None:
    text = "for S n a ffl e s h a w ’ s society and the ruffled hedge"
    (hit,) = finder([("s", list(forms_of_person(["Horatio Snaffleshaw"], [])))]).find(text)
    assert text[hit.start : hit.end].startswith("S n a ffl e s h a w")


def test_a_machine_may_misread_a_letter(found: Finder) -> None:
    text = "Mr Turnpermy and Mr Grindie spoke of turning."
    assert found.find(text) == []
    hits = found.find(text, [(0, len(text))])
    assert [text[hit.start : hit.end] for hit in hits] == ["Turnpermy", "Grindie"]


def test_a_sentence_that_ends_with_a_name_does_not_join_the_next(found: Finder) -> None:
    text = "It was Barnaby; Grindle-Marsh had left. Marsh. Barnaby"
    assert [text[hit.start : hit.end] for hit in found.find(text)] == ["Barnaby", "Grindle-Marsh", "Marsh", "Barnaby"]


def test_words_are_compared_without_what_joins_them() -> None:
    assert squashed("O’Neil-Smith, ﬁve") == "oneilsmithfive"


def test_forms_beside_those_known_are_found_as_if_all_were_known() -> None:
    more = [
        ("c", list(forms_of_person(["Marsh Turnpenny", "Barney"], []))),
        ("a", list(forms_of_value("telephone", "447700900456"))),
    ]
    all_at_once = indexed((*PEOPLE, *more))
    beside = indexed(more, indexed(PEOPLE))
    assert (beside.strong, beside.weak) == (all_at_once.strong, all_at_once.weak)
    for form in (*all_at_once.strong, *all_at_once.weak):
        for end in range(1, len(form) + 1):
            assert form[:end] in beside.beginnings
        assert f"{form}§" not in beside.beginnings


NAMES = (
    "Barnaby Grindle", "Barney Grindle", "B. Grindle", "Grindle", "Barney", "Robert Loam", "Bob Loam", "Bobby",
    "Roberta Loam", "R. Loam", "Loam", "Bill Turnpenny", "William A. Turnpenny", "Will", "Willa B. Turnpenny",
)  # fmt: skip


def test_whose_a_name_may_be_is_told_as_by_asking_each(case: Disclosed) -> None:
    mail = "From: {name} <{number}@plots.example>\nDate: Fri, 8 Mar 2024 09:00:00 +0000\nSubject: Shed\n\nYes.\n"
    case.give({f"{at}.eml": mail.format(name=name, number=at) for at, name in enumerate(NAMES)})
    known = Known.of(everybody(case.case))
    assert len(known.people) > 3
    for name in (*NAMES, "Ezra Mumby", "W Turnpenny", "Mr Loam"):
        each = [one for one in known.people.values() if any(may_be_one(other, name) for other in one.names)]
        assert known.bearers_of(name) == each, name
