"""Printed lists of people, and printed moments, whatever signs stand in them."""

from __future__ import annotations

import pytest

from rejoinder.model import Person
from rejoinder.read.printed.kinds import MOMENT, PEOPLE, kind_of
from rejoinder.read.printed.recipients import listed
from rejoinder.read.printed.times import when_in

HESPER = Person("Hesper Quillfeather", "hesper@hut.example")
OSRIC = Person("Osric Marrowby", "osric@shed.example")
TANSY = Person("Mabel Tansy", "mabel@barn.example")


@pytest.mark.parametrize("between", [" • ", " · ", " | ", " / ", " + ", " & ", " ", "; ", ", ", " and ", "、"])
def test_people_with_addresses_are_parted_by_whatever_stands_between_them(between: str) -> None:
    written = between.join(f"{one.name} <{one.address}>" for one in (HESPER, OSRIC, TANSY))
    assert listed(written) == (HESPER, OSRIC, TANSY)


@pytest.mark.parametrize(
    "written",
    [
        "Hesper Quillfeather <hesper@hut.example>, Osric Marrowby <osric@shed.example> and"
        " Mabel Tansy <mabel@barn.example>",
        "Hesper Quillfeather <hesper@hut.example> • Osric Marrowby <osric@shed.example> •"
        " Mabel Tansy <mabel@barn.example> •",
        "hesper@hut.example (Hesper Quillfeather) osric@shed.example (Osric Marrowby) mabel@barn.example (Mabel Tansy)",
        "Hesper Quillfeather hesper@hut.example Osric Marrowby osric@shed.example Mabel Tansy mabel@barn.example",
        "Hesper Quillfeather <hesper@hut.example> <mailto:hesper@hut.example>; Osric Marrowby <osric@shed.example>;"
        " Mabel Tansy <mabel@barn.example>",
    ],
)
def test_people_are_parted_where_their_addresses_end(written: str) -> None:
    assert listed(written) == (HESPER, OSRIC, TANSY)


@pytest.mark.parametrize("more", ["and 3 others", "+2", "& 12 more", "und 3 weitere", "et 4 autres", "+ 1 other"])
def test_how_many_more_received_it_is_nobody(more: str) -> None:
    written = f"Hesper Quillfeather <hesper@hut.example>, Osric Marrowby <osric@shed.example> {more}"
    assert listed(written) == (HESPER, OSRIC)
    assert [one.name for one in listed(f"Hesper Quillfeather, Osric Marrowby {more}")] == [HESPER.name, OSRIC.name]


@pytest.mark.parametrize("written", ["(none)", "-", "–", "n/a", "None", "[keine]", "Aucun"])
def test_where_nobody_is_listed_nobody_is(written: str) -> None:
    assert listed(written) == ()


def test_pictures_that_stand_as_letters_before_a_name_are_none_of_it() -> None:
    assert listed("\u2709 Hesper Quillfeather <hesper@hut.example>") == (HESPER,)
    assert listed("\u2605\ufe0f Hesper Quillfeather") == (Person(HESPER.name, ""),)


def test_places_in_a_directory_are_people() -> None:
    assert kind_of("Hesper Quillfeather/HUT/RUFFORD") == PEOPLE
    assert kind_of("Hesper Quillfeather/HUT/RUFFORD@RUFFORD, Osric Marrowby/Shed Office/RUFFORD") == PEOPLE
    assert kind_of("minutes and/or notes") != PEOPLE and kind_of("Hut/Shed") != PEOPLE


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Hesper Quillfeather · Osric Marrowby", ["Hesper Quillfeather", "Osric Marrowby"]),
        (
            "Hesper Quillfeather, Osric Marrowby and Mabel Tansy",
            ["Hesper Quillfeather", "Osric Marrowby", "Mabel Tansy"],
        ),
        ("me, Osric", ["me", "Osric"]),
        ("Quillfeather, Hesper", ["Quillfeather, Hesper"]),
        ("Quillfeather & Co", ["Quillfeather & Co"]),
        ("Hesper and Osric Marrowby", ["Hesper and Osric Marrowby"]),
    ],
)
def test_names_alone_are_parted_only_where_each_is_one(written: str, names: list[str]) -> None:
    assert [one.name for one in listed(written)] == names


@pytest.mark.parametrize(
    "written",
    [
        "31/01/19 [19:34:00 GMT]", "[31/01/2019] 19:34", "31/01/2019 | 19:34", "31/01/2019 • 19:34",
        "31/01/2019 @ 19:34", "31/01/2019; 19:34", "19:34 on 31/01/2019", "7:34pm on Thursday 31st January 2019",
        "31/01/2019 à 19 h 34",
        "31/01/2019 1934 hrs", "20190131T193400Z", "31-JAN-19 07.34.00 PM", "31/01/2019 Time: 19:34",
        "31 Jan '19 19:34",
        "31. 1. 2019 19:34", "2019. 01. 31. 19:34", "2019年1月31日 下午7:34", "czw., 31 sty 2019 o 19:34",
        "31 Ocak 2019 Perşembe 19:34", "Πέμπτη, 31 Ιανουαρίου 2019 7:34 μμ", "31. des. 2019 19:34",
        "Thursday, January 31, 2019 at 7:34:00 PM Greenwich Mean Time",
        "Thursday, January 31, 2019 7:34 PM (UTC+00:00) Dublin, Edinburgh, Lisbon, London",
    ],
)  # fmt: skip
def test_a_moment_is_read_in_whatever_signs_its_day_and_its_time_stand(written: str) -> None:
    when = when_in(written)
    assert kind_of(written) == MOMENT
    assert when is not None and when.date[8:16] == "31T19:34"


def test_what_is_no_moment_becomes_none() -> None:
    assert kind_of("Room 20190131 of the hut") != MOMENT
    assert kind_of("The hose [19:34] was found") != MOMENT
    assert kind_of("12 sie 5") != MOMENT
