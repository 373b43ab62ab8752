"""Saying on the command line what a batch claims to cover."""

from __future__ import annotations

from pathlib import Path

from cli.calling import call, one_sentence


def test_what_is_said_at_receive_is_shown_and_what_is_given_later_replaces_only_that(empty: Path, given: Path) -> None:
    told = ("--covers", "2024-03-01..2024-06-30", "--mailbox", "Hesper", "--mailbox", "Barnaby")
    assert call("receive", empty, given, "--name", "first", *told).status == 0
    assert call("scope", empty, "--json").lines == [
        {
            "batch": "first",
            "mailboxes": ["Hesper", "Barnaby"],
            "from": "2024-03-01",
            "to": "2024-06-30",
            "words": [],
            "letter": None,
        }
    ]
    shown = call("scope", empty, "first", "--words", "plot 14", "--letter", "cover.pdf").out
    assert shown.splitlines() == [
        "first",
        "  mailboxes  Hesper; Barnaby",
        "  days       1 March 2024 to 30 June 2024",
        "  words      plot 14",
        "  letter     cover.pdf",
    ]
    outside = [line["outside"] for line in call("audit", empty, "--json").lines if line["kind"] == "absent-message"]
    assert outside == [True]
    assert "(outside the days claimed)" in call("audit", empty).out
    call("scope", empty, "first", "--clear")
    assert "was not said" in call("scope", empty).out
    assert not any(line["outside"] for line in call("audit", empty, "--json").lines)


def test_what_makes_no_sense_is_refused(case: Path) -> None:
    assert "is not two days" in one_sentence(call("scope", case, "the society", "--covers", "2024"))
    assert "31 June is not a day" in one_sentence(call("scope", case, "the society", "--covers", "31 June.."))
    assert "No batch was named" in one_sentence(call("scope", case, "--covers", "2024-01-01.."))
    assert "No batch of this case is named nowhere" in one_sentence(call("scope", case, "nowhere", "--clear"))
