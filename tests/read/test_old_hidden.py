"""What old Office files hide is read of them with LibreOffice and without: nothing is lost when they are made new."""

from __future__ import annotations

import pytest

from read.making_open_flat import old_file
from read.reading import codes, readings
from rejoinder.read import Reading, converted

pytestmark = pytest.mark.skipif(converted.office_here() is None, reason="LibreOffice is not installed")
EVERYWHERE = ("hawthorn", "juniper", "clover", "marjoram", "celandine", "campion", "Vera Teasel")
"""Words shown, hidden and in a comment; in a book and a packed file inside; and in properties."""


@pytest.fixture(params=["with LibreOffice", "without"])
def alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Give whether the file is read without LibreOffice, which made it before."""
    for name in ("talk.ppt", "letter.doc", "ledger.xls", "changed.xls"):
        assert old_file(name)
    if request.param == "without":
        monkeypatch.setattr(converted, "office_here", lambda: None)
    return bool(request.param == "without")


def lacking(found: list[Reading], *words: str) -> list[str]:
    """Give the words that no document has."""
    text = "\n".join(f"{one.text}\n{one.title}\n{one.author}" for reading in found for one in reading.documents)
    return [word for word in (*EVERYWHERE, "The allotments", "Ezra Mumby", *words) if word not in text]


def test_a_presentation_keeps_its_notes_hidden_slides_comments_and_files_inside(alone: bool) -> None:
    found = readings(old_file("talk.ppt"), "talk.ppt")
    assert lacking(found, "bramble") == []
    assert [one.path for one in found[:-1]] == ["talk.ppt!/object 1.xls", "talk.ppt!/rota.txt"]
    assert {"speaker_notes", "hidden_slide", "comment", "embedded_file"} <= codes(found[-1])
    assert (found[-1].outcome == "partial") == alone


def test_a_letter_keeps_its_changes_hidden_words_comments_and_files_inside(alone: bool) -> None:
    found = readings(old_file("letter.doc"), "letter.doc")
    assert lacking(found, "nettle", "bryony") == []
    assert len(found) == 4
    assert {"tracked_deletion", "hidden_text", "embedded_file"} <= codes(found[-1])
    assert (found[-1].outcome == "partial") == alone


def test_a_workbook_keeps_what_it_hides_with_files_inside_and_without_being_made_new(alone: bool) -> None:
    found = readings(old_file("ledger.xls"), "ledger.xls")
    assert (found[-1].format, found[-1].outcome) == ("xls", "read")
    assert lacking(found, "nettle") == []
    flags = {"hidden_sheet", "hidden_row", "comment", "embedded_file", "unread_picture"}
    assert codes(found[-1]) == flags


def test_what_cells_held_before_they_were_changed_is_read_or_said_to_be_unread(alone: bool) -> None:
    [found] = readings(old_file("changed.xls"), "changed.xls")
    assert "earlier_value" in codes(found)
    assert ("nettle before" in found.documents[0].text) != alone
    assert (found.outcome == "partial") == alone
