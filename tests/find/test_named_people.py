"""Whom a document's own words name: who signed, who was present, what they are said to hold, addresses they state."""

from __future__ import annotations

import textwrap

import pytest

from rejoinder.find.named_people import named_people
from rejoinder.model import Document, Message, Naming, Person
from rejoinder.zones import zones


def mail(words: str, author: str = "Ann Marsh") -> list[Naming]:
    text = f"From: {author}\n\n{textwrap.dedent(words).lstrip()}"
    start = text.index("\n\n") + 2
    document = Document("a.eml", "email", text, start, message=Message(author=Person(author, "ann@plots.example")))
    return list(named_people(document, zones(text, start)))


def paper(words: str) -> list[Naming]:
    return list(named_people(Document("a.txt", "text", textwrap.dedent(words).lstrip())))


def told(found: list[Naming], way: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.role, one.body) for one in found if one.way == way]


def test_a_signature_tells_name_role_body_address_and_telephone() -> None:
    [one] = mail("""
        The beans are up.

        --
        Ann Marsh
        Chair, Nether Lane Allotment Society
        E-mail: ann@home.example
        Tel: 01632 960 123
        """)
    assert one[:2] == ("signed", "Ann Marsh")
    assert one.role == "Chair" and one.body == "Nether Lane Allotment Society"
    assert one.address == "ann@home.example" and one.telephone == "01632960123"


def test_the_address_of_a_colleague_below_a_name_is_not_that_of_who_signed() -> None:
    [one] = mail("The beans are up.\n\n-- \nAnn Marsh\nWhen I am away, write to bob@plots.example\n")
    assert one.address == ""


def test_a_letter_is_signed_below_its_closing() -> None:
    found = paper("""
        Dear Ms Loam,

        The panel met.

        Yours sincerely,

        Ann Marsh
        Chair of the Standards Panel
        """)
    assert told(found, "signed") == [("Ann Marsh", "Chair of the Standards Panel", "Standards Panel")]


@pytest.mark.parametrize(
    ("line", "present"),
    [
        ("Present: A. Marsh (Chair), Bob Loam, C. Dray", [("A. Marsh", "Chair"), ("Bob Loam", ""), ("C. Dray", "")]),
        (
            "Present\tA. Marsh; Bob Loam, Treasurer; C. Dray",
            [("A. Marsh", ""), ("Bob Loam", "Treasurer"), ("C. Dray", "")],
        ),
        ("Present:\nA. Marsh (Chair)\nBob Loam\n\nApologies: none", [("A. Marsh", "Chair"), ("Bob Loam", "")]),
        ("In attendance: C. Dray, until asked to leave", [("C. Dray", "")]),
        ("All members were present and the stove was lit.", []),
    ],
)
def test_minutes_tell_who_was_present(line: str, present: list[tuple[str, str]]) -> None:
    found = paper(f"Minutes\n\n{line}\n\nThe stove was lit.\n")
    assert [(name, role) for name, role, _ in told(found, "present")] == present


def test_who_sent_apologies_was_not_present() -> None:
    found = paper("Minutes\n\nPresent: A. Marsh\nApologies: Bob Loam and C. Dray\n")
    assert [one.name for one in found if one.way == "apologies"] == ["Bob Loam", "C. Dray"]


@pytest.mark.parametrize(
    ("words", "name", "role", "body"),
    [
        ("We asked Ann Marsh, the Treasurer, for it.", "Ann Marsh", "Treasurer", ""),
        ("Ann Marsh (Chair of the Rules Panel) came.", "Ann Marsh", "Chair of the Rules Panel", "Rules Panel"),
        ("It was the Chair, Ann Marsh, who said so.", "Ann Marsh", "Chair", ""),
    ],
)  # fmt: skip
def test_prose_tells_what_somebody_holds(words: str, name: str, role: str, body: str) -> None:
    assert told(mail(f"{words}\n"), "called") == [(name, role, body)]


@pytest.mark.parametrize("words", ["We will elect a Treasurer.", "On Monday the Chair, as ever, spoke.", "Dear Chair,"])
def test_prose_without_a_name_tells_nobody(words: str) -> None:
    assert told(mail(f"{words}\n"), "called") == []


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("My new address is ann@home.example.", "ann@home.example"),
        ("Please reach me at ann@home.example.", "ann@home.example"),
        ("My wife's new address is bob@home.example.", ""),
        ("You can reach Bob at bob@home.example.", ""),
        ("> My new address is ann@home.example.", ""),
    ],
)
def test_a_writer_states_an_address_of_their_own(words: str, address: str) -> None:
    assert [one.address for one in mail(f"Good day.\n\n{words}\n") if one.way == "statement"] == [address] * bool(
        address
    )
