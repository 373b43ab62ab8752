"""The commands that hand a case over and open one: what leaves is said before anything is written."""

from __future__ import annotations

from pathlib import Path

from cli.calling import call, one_sentence


def test_what_leaves_is_said_and_nothing_is_written_without_a_file(case: Path) -> None:
    said = call("export", case)
    assert said.status == 0
    assert "It leaves: 5 files, 1 MB." in said.out
    assert "Your own notes stay" in said.out
    (line,) = call("export", case, "--json").lines
    assert (line["is_case"], line["notes"], len(line["files"])) == (True, False, 5)
    assert not list(case.parent.glob("*.age"))


def test_a_case_is_handed_over_and_opened_with_a_key(case: Path, tmp_path: Path) -> None:
    made = call("key", tmp_path / "my.key").out
    public = made.rpartition(": ")[2].strip()
    assert call("export", case, "-o", tmp_path / "case.age", "--recipient", public).status == 0
    opened = call("import", tmp_path / "case.age", tmp_path / "there", "--identity", tmp_path / "my.key", "--json")
    assert opened.lines[0]["faults"] == []
    assert call("verify", tmp_path / "there").status == 0
    ids = [{one["finding"] for one in call("audit", one, "--json").lines} for one in (case, tmp_path / "there")]
    assert ids[0] == ids[1]


def test_a_part_says_that_it_is_one_wherever_findings_are_told(case: Path, given: Path, tmp_path: Path) -> None:
    call("receive", case, given / "minutes", "--name", "second", "--on", "2024-07-01")
    public = call("key", tmp_path / "my.key").out.rpartition(": ")[2].strip()
    assert (
        call("export", case, "-o", tmp_path / "part.age", "--batch", "the society", "--recipient", public).status == 0
    )
    opened = call("import", tmp_path / "part.age", tmp_path / "there", "--identity", tmp_path / "my.key")
    assert opened.status == 1
    assert "Only some batches are in it" in opened.out
    assert "This is a part of a case" in call("audit", tmp_path / "there").err


def test_what_cannot_be_done_is_said_with_what_to_do(case: Path, tmp_path: Path) -> None:
    out = ("-o", tmp_path / "a.age")
    asked = call("export", case, *out)
    assert asked.status == 2
    assert "a public key or a passphrase" in asked.err
    assert "no batch of this case" in call("export", case, "--batch", "nowhere").err.lower()
    assert "Choose one of the two" in one_sentence(call("export", case, "--batch", "a", "--document", "b"))
    assert "There is no file" in one_sentence(call("import", tmp_path / "nothing.age", tmp_path / "there"))
