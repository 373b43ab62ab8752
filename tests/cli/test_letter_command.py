"""The command that writes letters: what it lists, refuses, keeps and writes."""

from __future__ import annotations

from pathlib import Path

from cli.calling import call, one_sentence


def test_every_letter_is_listed_with_whether_it_fits(case: Path) -> None:
    told = call("letter", case, "--json").lines
    assert {one["letter"]: one["fits"] for one in told}["access-request"] == "now"
    assert all(one["why"] for one in told)
    assert "Does not fit  missing-documents" in call("letter", case).out


def test_a_letter_is_drafted_told_and_written(case: Path, tmp_path: Path) -> None:
    folder = case
    call("judge", folder, "all", "accept", "--kind", "absent-message")
    drafted = call("letter", folder, "controller-complaint", "--on", "2024-09-02")
    assert drafted.status == 1
    assert "It lacks request_date: On what day did they receive your request?" in drafted.err
    call("clocks", folder, "set", "request_received=2024-06-24", "--because", "the slip")
    out = tmp_path / "complaint.txt"
    assert "Letters ask nothing called colour" in one_sentence(call("letter", folder, "chaser", "--set", "colour=red"))
    own = ("--words", "effect=I lost my plot.", "--set", "controller=the society")
    done = call("letter", folder, "controller-complaint", *own, "--on", "2024-09-02", "-o", out)
    assert done.status == 0
    assert "I lost my plot." in out.read_text("utf-8")
    assert "the slip" in out.read_text("utf-8")
    (line,) = call("letter", folder, "controller-complaint", "--json").lines
    assert [one["passage"] for one in line["passages"] if one["own"]] == ["effect"]
    assert [one["annex"] for one in line["annexes"]] == ["schedule"]
    call("letter", folder, "controller-complaint", "--undo", "effect")
    (line,) = call("letter", folder, "controller-complaint", "--json").lines
    assert not any(one["own"] for one in line["passages"])


def test_what_cannot_be_done_is_said_with_what_to_do(case: Path, tmp_path: Path) -> None:
    folder = case
    assert "No letter is called sonnet" in one_sentence(call("letter", folder, "sonnet"))
    assert "does not fit" in one_sentence(call("letter", folder, "appeal", "-o", tmp_path / "a.pdf"))
    assert "has no passage poem" in one_sentence(call("letter", folder, "chaser", "--words", "poem=Roses"))
    assert "names nothing" in one_sentence(call("letter", folder, "chaser", "--set", "address"))
    own = tmp_path / "mine.txt"
    own.write_text("title: x\nsubject: y\n\n== opening\nOn {the_day}.\n", "utf-8")
    assert "Line 5 of mine.txt names the_day" in one_sentence(call("letter", folder, "chaser", "--template", own))


def test_a_copy_of_a_template_is_put_into_the_case(case: Path) -> None:
    call("letter", case, "chaser", "--copy-template")
    assert (case / "letters" / "chaser.txt").read_text("utf-8").startswith("% Says what was due when")
