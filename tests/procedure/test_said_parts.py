"""Who is said to have had which part: what is said, what is denied, and what is only supposed."""

from __future__ import annotations

import pytest

from rejoinder.model import Span
from rejoinder.procedure.conflicts import Has, conflicts
from rejoinder.procedure.said_parts import WRITER, complained_about, offices, panel, roll, said_parts, wronged


def told(words: str) -> list[tuple[str, str]]:
    return [(one.part, one.who) for one in said_parts(words)]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("The Chair reported a complaint by the Plots Officer.", [("complainant", "Plots Officer")]),
        ("Mr Ned Grindle has made a formal complaint.", [("complainant", "Mr Ned Grindle")]),
        ("We have Otto Marsh's complaint before us.", [("complainant", "Otto Marsh")]),
        ("I wish to make a formal complaint about plot 9.", [("complainant", WRITER)]),
        ("Mabel Marsh was appointed to investigate.", [("investigator", "Mabel Marsh")]),
        ("The investigating officer, Silas Grindle, wrote it.", [("investigator", "Silas Grindle")]),
        ("I have been asked to investigate.", [("investigator", WRITER)]),
        ("There is a witness statement by Vera Loam.", [("witness", "Vera Loam")]),
        ("Your appeal will be heard by Clementine\nBodkin.", [("appeal decider", "Clementine Bodkin")]),
        ("The hearing will be conducted by the General Secretary.", [("decider", "General Secretary")]),
        ("There was no complaint by the Plots Officer.", []),
        ("If Otto Marsh made a complaint we would see.", []),
        ("I cannot say whether Mabel Marsh was appointed to investigate.", []),
        ("The complaint made everybody tired.", []),
        ("A complaint from several members.", []),
    ],
)
def test_parts_that_are_said(words: str, parts: list[tuple[str, str]]) -> None:
    assert told(words) == parts


def test_who_the_writer_complains_about_and_who_is_said_to_be_wronged() -> None:
    said = "I complain about the conduct of the Treasurer. I do not complain about Vera Loam."
    assert [(one.part, one.who) for one in complained_about(said, 0, len(said))] == [("complained about", "Treasurer")]
    said = "That you accused the Committee of theft, to the injury of the Plots Officer, and insulted Vera Loam."
    assert [one.who for one in wronged(said, 0, len(said))] == ["Plots Officer", "Vera Loam"]


MINUTES = """Minutes of the panel, 13 June 2024
Present	C. Plumley-Ditch (Chair), B. Tuppence, U. Grindle-Marsh
In attendance	H. Quillfeather, until asked to leave
1. Decision
"""


def test_a_roll_tells_who_was_present_and_who_attended() -> None:
    assert [(what, one.who) for what, one in roll(MINUTES)] == [
        ("present", "C. Plumley-Ditch"),
        ("present", "B. Tuppence"),
        ("present", "U. Grindle-Marsh"),
        ("in attendance", "H. Quillfeather"),
    ]
    assert all(MINUTES[one.start : one.end] == one.who for _, one in roll(MINUTES))


def test_a_panel_is_told_by_its_list() -> None:
    for words in (
        "Chair, for the panel (A. Loam, B. Bean and C. Pea)",
        "The panel was Ada Loam, Bert Bean and Cy Pea.",
    ):
        assert len(list(panel(words))) == 3
    assert [one.part for one in panel("for the appeal panel (A. Loam, B. Bean)")] == ["appeal decider"] * 2


def test_an_office_is_put_with_a_name_below_a_signature_or_in_brackets() -> None:
    letter = "Yours,\n\nUrsula Grindle-Marsh\nUrsula Grindle-Marsh\nPlots Officer\n\nLower Wibbling Society"
    assert [(one.name, one.office) for one in offices(letter)] == [("Ursula Grindle-Marsh", "Plots Officer")]
    assert [(one.name, one.office) for one in offices(MINUTES)] == [("C. Plumley-Ditch", "Chair")]
    assert list(offices("Marigold Threnody\nPlot 14\n")) == []


def _has(person: str, part: str) -> Has:
    return Has(person, part, Span("d", 0, 1, "x"), "2024-06-13", person)  # type: ignore[arg-type]


def test_only_parts_that_do_not_go_together_conflict() -> None:
    several = [_has("Ada Loam", part) for part in ("decider", "complainant", "notetaker")]
    several += [_has("Bert Bean", part) for part in ("complainant", "witness", "wronged")]
    several += [_has("Cy Pea", "decider"), _has("Di Leek", "investigator")]
    found = list(conflicts(several))
    assert [(one.person, one.parts) for one in found] == [("Ada Loam", ("decider", "complainant"))]
    assert all(one.part != "notetaker" for one in found[0].because)
