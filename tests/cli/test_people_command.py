"""The command for people, and what the commands for events tell of who had what in front of them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from cli.calling import call

MAIL = """From: Ezra Mumby <ezra@plots.example>
To: Hesper Quill <hesper@plots.example>, Hesper Quill <quill@home.example>
Date: Fri, 21 Jun 2024 09:00:00 +0100
Subject: The shed
Message-ID: <shed@plots.example>

On 9 March 2024 the committee locked the shed.

--
Ezra Mumby
Treasurer
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Give a case with one mail."""
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "one.eml").write_text(MAIL)
    call("new", tmp_path / "case", "--subject", "Marigold Threnody")
    call("receive", tmp_path / "case", tmp_path / "given")
    return tmp_path / "case"


def lines(command: str, case: Path, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in call(command, case, *arguments, "--json").out.splitlines()]


def test_people_are_listed_with_roles_and_those_perhaps_the_same(made: Path) -> None:
    found = {one["name"]: one for one in lines("people", made)}
    assert found["Ezra Mumby"]["roles"][0]["role"] == "Treasurer"
    assert found["Ezra Mumby"]["roles"][0]["because"][0]["exact"] == "Ezra Mumby\nTreasurer"
    assert found["Hesper Quill"]["perhaps"][0]["because"] == "same name"
    called = call("people", made)
    assert called.status == 1 and "ezra@plots.example" in called.out and "3 people and bodies." in called.out
    assert "go on with --after 1" in call("people", made, "--limit", "1").out


def test_one_is_shown_with_what_shows_each_spelling(made: Path) -> None:
    [one] = lines("people", made, "show", "ezra@plots.example")
    assert one["spellings"][0]["because"][0]["exact"] in (MAIL.partition("\n")[0], "Ezra Mumby\nTreasurer")
    assert "Treasurer (21 June 2024)" in call("people", made, "show", "ezra@plots.example").out


def test_people_are_joined_parted_named_given_roles_and_that_is_taken_back(made: Path) -> None:
    [joined] = lines("people", made, "join", "hesper@plots.example", "quill@home.example")
    assert set(joined["addresses"]) == {"hesper@plots.example", "quill@home.example"}
    assert joined["joined"][0]["because"] == "person"
    [parted] = lines("people", made, "part", "quill@home.example")
    assert parted["addresses"] == ["quill@home.example"]
    call("people", made, "undo", "quill@home.example")
    [one] = lines("people", made, "role", "quill@home.example", "--role", "Clerk", "--since", "2023")
    assert one["addresses"] == joined["addresses"] and one["roles"][0]["since"] == "2023"
    [one] = lines("people", made, "name", "quill@home.example", "--words", "Dame Hesper")
    assert one["name"] == "Dame Hesper"
    [one] = lines("people", made, "kind", "quill@home.example", "--kind", "body")
    assert one["kind"] == "body"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "It was not said who"),
        (["show", "nobody@plots.example"], "Nobody goes by"),
        (["join", "ezra@plots.example"], "It takes two"),
        (["part", "ezra@plots.example", "ezra@plots.example"], "It takes two"),
        (["role", "ezra@plots.example"], "There is no role"),
        (["name", "ezra@plots.example"], "There is no name"),
        (["undo", "ezra@plots.example"], "Nothing was decided"),
        (["show", "Hesper Quill"], "2 people go by"),
    ],
)
def test_what_cannot_be_done_is_said(made: Path, arguments: list[str], said: str) -> None:
    called = call("people", made, *arguments)
    assert called.status == 2 and said in called.err


def test_events_tell_who_had_them_in_front_of_them_and_files_do(made: Path) -> None:
    said = next(one for one in lines("events", made, "--who") if one["kind"] == "said")
    assert {one["name"] for one in said["in_front_of"]} == {"Ezra Mumby", "Hesper Quill"}
    assert said["in_front_of"][0]["holds"]["exact"] == said["words"]
    assert "Ezra Mumby: 21 June 2024, 09:00, wrote it (one.eml)" in " ".join(call("events", made, "--who").out.split())
    call("events", made, "confirm", str(said["event"]))
    for ending, mark in (("csv", "Hesper Quill: 21 June 2024"), ("html", "First document in which each has this")):
        path = made.parent / f"who.{ending}"
        assert call("chronology", made, "-o", path, "--who").status == 0
        assert mark in path.read_text("utf-8")
    [head, *_] = csv.reader(io.StringIO((made.parent / "who.csv").read_text("utf-8-sig")))
    assert head[-1] == "in front of"


def test_lanes_are_counted_by_month(made: Path) -> None:
    lanes = {one["name"]: one["months"] for one in lines("events", made, "--lanes", "person")}
    assert {"month": "2024-06", "wrote": 1, "other": 0} in lanes["Ezra Mumby"]
    assert "June 2024: 1 by them, 0 in front of them" in call("events", made, "--lanes", "person").out
