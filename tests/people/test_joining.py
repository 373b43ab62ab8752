"""Spellings are joined by evidence, never by a name alone, and never against what a person said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.people.joining import Link, Spelling, groups, identity_of, number_of, perhaps, spelling_id
from rejoinder.people.names import are_two, is_body, is_shared, may_be_one, name_of


def spelt(name: str, address: str = "") -> Spelling:
    return Spelling(spelling_id(name, address), name, address)


def joined(*several: Spelling, links: tuple[Link, ...] = (), apart: tuple[tuple[str, str], ...] = ()) -> list[set[str]]:
    names = {one.id: f"{one.name} {one.address}".strip() for one in several}
    return [{names[each] for each in one.spellings} for one in groups(several, links, apart)]


ANN = spelt("Ann Marsh", "ann@plots.example")
ANN_HOME = spelt("Ann Marsh", "marsh@home.example")
ANN_ALONE = spelt("Ann Marsh")


def test_an_id_and_its_number_are_one_thing() -> None:
    assert identity_of(number_of(ANN.id)) == ANN.id


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ann Marsh", "A. Marsh", True),
        ("Marsh, Ann", "Ann Marsh", True),
        ("Dr Ann Marsh MBE", "Ann Marsh", True),
        ("Barney Tuppence", "Barnaby Tuppence", True),
        ("Ann Marsh", "Bob Marsh", False),
        ("Ann Marsh", "Ann Loam", False),
        ("Ann Marsh", "Ann Marsh Jr", False),
        ("Ann B. Marsh", "Ann C. Marsh", False),
        ("", "Ann Marsh", False),
        ("Marsh Ann", "Ann Marsh", True),
        ("Marsh Ann", "Ann B. Marsh", True),
        ("Marsh Ann B.", "Ann Marsh", True),
        ("Marsh Ann B.", "Ann C. Marsh", False),
        ("Marsh A", "A Marsh", False),
        ("Marsh", "Ann Marsh", True),
        ("Loam", "Marsh Ann", False),
        ("Marsh Ann", "Bob Marsh", False),
    ],
)
def test_names_may_be_one_or_not(one: str, other: str, same: bool) -> None:
    assert may_be_one(one, other) is same


@given(st.text("AB m.,-'", max_size=12), st.text("AB m.,-'", max_size=12))
def test_no_two_names_are_too_strange_and_which_is_first_does_not_matter(one: str, other: str) -> None:
    assert may_be_one(one, other) == may_be_one(other, one)
    assert are_two(one, other) == are_two(other, one)


def test_two_whole_names_at_one_address_are_two_people_only_where_their_given_names_differ() -> None:
    assert are_two("Ann Marsh", "Bob Marsh")
    assert not are_two("Ann Marsh", "Ann Loam")
    assert not are_two("Ann", "Bob Marsh")
    assert not are_two("Marsh Ann", "Ann Marsh")
    assert not are_two("Ann B. Marsh", "Marsh Ann")


def test_a_name_with_a_particle_keeps_it() -> None:
    assert name_of("Ludwig van Beethoven").last == "van beethoven"


def test_offices_and_lists_are_told_by_name_or_address() -> None:
    assert is_shared("secretary@plots.example") and is_shared("plots-list@lists.example")
    assert not is_shared("b.tuppence@works.example")
    assert is_body("Standards Committee") and not is_body("Ann Marsh")


def test_a_name_alone_joins_nobody() -> None:
    assert joined(ANN, ANN_HOME, ANN_ALONE) == [
        {"Ann Marsh ann@plots.example"},
        {"Ann Marsh marsh@home.example"},
        {"Ann Marsh"},
    ]


def test_those_of_one_name_are_perhaps_the_same_and_no_longer_once_they_are_said_to_be_two() -> None:
    several = [ANN, ANN_HOME]
    found = groups(several, [])
    known = {one.id: one for one in several}
    assert perhaps(found, known)[ANN.id][0].why == "same name"
    assert perhaps(found, known, [(ANN.id, ANN_HOME.id)]) == {}


def test_a_link_joins_two_addresses() -> None:
    link = Link(ANN.id, ANN_HOME.id, "signature", 1)
    assert joined(ANN, ANN_HOME, links=(link,)) == [{"Ann Marsh ann@plots.example", "Ann Marsh marsh@home.example"}]


def test_what_a_person_says_is_apart_stays_apart_whatever_documents_show() -> None:
    link = Link(ANN.id, ANN_HOME.id, "signature", 1)
    short = spelt("A. Marsh", "marsh@home.example")
    found = joined(ANN, ANN_HOME, short, links=(link,), apart=((ANN.id, ANN_HOME.id), (ANN.id, short.id)))
    assert len(found) == 2


def test_a_name_without_an_address_is_joined_only_while_nobody_else_bears_it() -> None:
    link = Link(ANN.id, ANN_ALONE.id, "copies", 1)
    assert len(joined(ANN, ANN_ALONE, links=(link,))) == 1
    assert len(joined(ANN, ANN_ALONE, ANN_HOME, links=(link,))) == 3


def test_spellings_of_one_address_are_one_person_and_a_couple_is_two() -> None:
    short, reversed_ = spelt("A. Marsh", "ann@plots.example"), spelt("Marsh, Ann", "ann@plots.example")
    assert len(joined(ANN, short, reversed_, spelt("", "ann@plots.example"))) == 1
    assert len(joined(ANN, spelt("Bob Marsh", "ann@plots.example"))) == 2


def test_who_hold_one_mailbox_are_people_beside_it() -> None:
    box = spelt("", "secretary@plots.example")
    hesper, osric = (spelt(name, "secretary@plots.example") for name in ("Hesper Quill", "Osric Dray"))
    found = groups([box, hesper, osric, spelt("The Secretary", "secretary@plots.example")], [])
    assert [(one.is_body, len(one.spellings)) for one in found] == [(True, 2), (False, 1), (False, 1)]
