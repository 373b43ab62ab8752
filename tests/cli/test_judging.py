"""Deciding about all findings of a kind on the command line."""

from __future__ import annotations

import re
from pathlib import Path

from cli.calling import call, one_sentence

KIND = ("--kind", "absent-attachment")


def status(case: Path) -> dict[str, str]:
    return {line["kind"]: line["status"] for line in call("audit", case, "--json").lines}


def test_all_of_a_kind_are_decided_about_and_the_id_told_takes_it_back(case: Path) -> None:
    said = call("judge", case, "all", "accept", *KIND)
    assert said.status == 0
    assert said.out.startswith("1 finding decided about together: accept.\n")
    assert (status(case)["absent-attachment"], status(case)["absent-message"]) == ("accepted", "to check")
    together = re.findall(r"judge \S+ (\w+) undo", said.out)[0]
    assert call("judge", case, together, "undo").out == "Taken back: 1 decision.\n"
    assert set(status(case).values()) == {"to check"}


def test_as_json_each_finding_says_with_what_act_it_was_decided(case: Path) -> None:
    (line,) = call("judge", case, "all", "dismiss", *KIND, "--because", "By post.", "--json").lines
    assert (line["status"], line["judgement"]["because"]) == ("dismissed", "By post.")
    (back,) = call("judge", case, line["judgement"]["together"], "undo", "--json").lines
    assert (back["finding"], back["status"], back["judgement"]) == (line["finding"], "to check", None)


def test_what_cannot_be_decided_together_is_refused(case: Path) -> None:
    assert "needs its reason" in one_sentence(call("judge", case, "all", "dismiss", *KIND))
    assert "--kind is for deciding about all" in one_sentence(call("judge", case, "k3jq", "accept", *KIND))
    assert "No finding has the id all." in one_sentence(call("judge", case, "all", "accept"))
    call("judge", case, "all", "accept", *KIND)
    assert "No finding of the kind absent-attachment is to check." in one_sentence(
        call("judge", case, "all", "accept", *KIND)
    )


def test_a_whole_kind_is_counted_changed_and_taken_back(case: Path) -> None:
    assert call("judge", case, "all", "accept", *KIND, "--count").out == "1 finding of the kind absent-attachment.\n"
    assert status(case)["absent-attachment"] == "to check"
    call("judge", case, "all", "accept", *KIND)
    (line,) = call("judge", case, "all", "undo", *KIND, "--count", "--json").lines
    assert line == {"kind": "absent-attachment", "findings": 1, "alone": 0}
    assert call("judge", case, "all", "unsure", *KIND, "--decided", "accept").status == 0
    assert [one["judgement"]["decision"] for one in call("audit", case, *KIND, "--json").lines] == ["unsure"]
    assert "decided about with others" in one_sentence(call("judge", case, "all", "undo", *KIND, "--decided", "accept"))
    assert call("judge", case, "all", "undo", *KIND).out == "Taken back: 1 decision.\n"
    assert status(case)["absent-attachment"] == "to check"


def test_what_was_decided_alone_is_said_to_stay(case: Path) -> None:
    (line,) = call("audit", case, *KIND, "--json").lines
    call("judge", case, line["finding"], "accept")
    said = call("judge", case, "all", "undo", *KIND, "--count").out
    assert said == "0 findings of the kind absent-attachment. 1 finding was decided about by itself, and stays.\n"
    assert "1 were decided" in call("judge", case, "all", "undo", *KIND).err
