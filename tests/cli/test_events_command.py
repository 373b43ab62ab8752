"""The commands for what happened when, and the files they write."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from cli.calling import call

MAIL = """From: =?utf-8?q?Ezra_Mumby?= <ezra@plots.example>
To: Hesper Quillfeather <secretary@plots.example>
Date: Fri, 21 Jun 2024 09:00:00 +0100
Subject: =SUM(A1), the <b>shed</b>; and a long subject that goes on about leeks, strimmers and é
Message-ID: <shed@plots.example>

On 9 March 2024 the committee locked the shed.
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Give a case with one mail."""
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "one.eml").write_text(MAIL)
    call("new", tmp_path / "case", "--subject", "Marigold Threnody")
    call("receive", tmp_path / "case", tmp_path / "given")
    return tmp_path / "case"


def listed(case: Path, *arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in call("events", case, *arguments, "--json").out.splitlines()]


def written(case: Path, name: str) -> bytes:
    path = case.parent / name
    assert call("chronology", case, "-o", path).status == 0
    return path.read_bytes()


@pytest.fixture
def kept(made: Path) -> Path:
    """Give the case with its two events confirmed, and one added by hand in a spreadsheet's own signs."""
    call("events", made, "confirm", *(str(one["event"]) for one in listed(made)))
    call("events", made, "add", "=cmd|'/c calc'!A1", "--date", "2024-04", "--party", "theirs", "--status", "unsure")
    return made


def test_events_are_listed_with_the_words_that_tell_them(made: Path) -> None:
    said, mail = listed(made)
    assert said["date"] == "2024-03-09" and said["precision"] == "day" and said["party"] == "body"
    assert said["because"][0]["exact"] == said["words"] == "On 9 March 2024 the committee locked the shed."  # type: ignore[index]
    assert mail["kind"] == "message" and mail["date"] == "2024-06-21T09:00:00+01:00" and mail["standing"] == "proposed"
    called = call("events", made)
    assert called.status == 1 and "the committee locked the shed" in called.out and "2 events." in called.out


def test_an_event_is_confirmed_reworded_disputed_and_taken_back(made: Path) -> None:
    first = str(listed(made)[0]["event"])
    call("events", made, "reword", first[:6], "--words", "They locked it.", "--date", "2024-03")
    [one, _] = listed(made, "status", first, "--status", "disputed by us")
    assert (one["words"], one["date"], one["standing"], one["status"]) == (
        "They locked it.", "2024-03", "reworded", "disputed by us",
    )  # fmt: skip
    assert listed(made, "--disputed", "disputed by us") == [one]
    call("events", made, "withdraw", first, "--because", "No.")
    assert len(listed(made)) == 1
    for _ in range(3):
        call("events", made, "undo", first)
    assert listed(made)[0]["standing"] == "proposed"
    assert call("events", made, "confirm").status == 2


def test_an_added_event_may_cite_a_passage(made: Path) -> None:
    document = listed(made)[0]["because"][0]["document"]  # type: ignore[index]
    call("events", made, "add", "It began.", "--date", "2024", "--cite", f"{document}:0-4")
    [one] = listed(made, "--standing", "added")
    assert one["precision"] == "year" and one["because"][0]["exact"] == "From"  # type: ignore[index]


def test_nothing_that_nobody_confirmed_is_written(made: Path) -> None:
    called = call("chronology", made, "-o", made.parent / "c.csv")
    assert called.status == 1 and "Nothing was confirmed" in called.out
    assert call("chronology", made, "-o", made.parent / "c.csv", "--standing", "proposed").status == 0
    assert call("chronology", made, "-o", made.parent / "c.xls").status == 2


def test_no_cell_of_the_table_is_a_formula(kept: Path) -> None:
    rows = list(csv.reader(io.StringIO(written(kept, "c.csv").decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["2024-03-09", "2024-04", "2024-06-21T09:00:00+01:00"]
    assert rows[2][3].startswith("'=cmd") and rows[2][2] == "month"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert "one.eml: “On 9 March" in rows[1][9]


def test_the_page_and_the_word_document_hold_the_words_no_markup_of_theirs_and_no_clock(kept: Path) -> None:
    page = written(kept, "c.html").decode()
    assert "<b>shed" not in page and "&lt;b&gt;shed" in page and "the committee locked the shed" in page
    with zipfile.ZipFile(io.BytesIO(written(kept, "c.docx"))) as made:
        body = made.read("word/document.xml").decode()
        assert {one.date_time for one in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "&lt;b&gt;shed" in body and "April 2024" in body
    assert body.count("<w:tblHeader") == 1 and body.count("<w:cantSplit") == body.count("<w:tr>")


def test_the_calendar_has_every_event_on_its_days_in_lines_that_are_folded(kept: Path) -> None:
    lines = written(kept, "c.ics").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines) and lines[0] == b"BEGIN:VCALENDAR"
    whole = b"\r\n".join(lines).replace(b"\r\n ", b"").decode()
    assert whole.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20240401\r\nDTEND;VALUE=DATE:20240501" in whole
    assert "the <b>shed</b>\\; and a long subject that goes on about leeks\\, strimmers and é" in whole


def test_the_timeline_has_dates_as_far_as_they_are_known_and_no_markup_of_theirs(kept: Path) -> None:
    made = json.loads(written(kept, "c.json"))
    assert [one["start_date"] for one in made["events"]] == [
        {"year": 2024, "month": 3, "day": 9},
        {"year": 2024, "month": 4},
        {"year": 2024, "month": 6, "day": 21, "hour": 9, "minute": 0},
    ]
    assert "&lt;b&gt;shed" in made["events"][2]["text"]["headline"]
