"""The command that shows a disclosure as its sender sees it."""

from __future__ import annotations

from pathlib import Path

from cli.calling import call, one_sentence


def with_a_number(case: Path, given: Path) -> Path:
    (given / "note.txt").write_text("Ring Barnaby Tuppence on 01632 960471. She was diagnosed in May.")
    call("receive", case, given / "note.txt", "--name", "second")
    return case


def test_the_report_words_findings_for_the_sender_and_masks_numbers(case: Path, given: Path) -> None:
    called = call("audit", with_a_number(case, given), "--before-sending")
    assert called.status == 1
    assert "This disclosure answers or quotes a message that is not in it." in called.out
    assert "01••• ••••71" in called.out
    assert "960471" not in called.out
    assert "“was diagnosed” (health)" in called.out
    assert "Barnaby Tuppence" in called.out


def test_json_lines_have_the_form_of_findings(case: Path, given: Path) -> None:
    lines = call("audit", with_a_number(case, given), "--before-sending", "--json").lines
    contract = {
        "finding",
        "kind",
        "grade",
        "absent",
        "text",
        "text_spans",
        "because",
        "checked",
        "confidence",
        "status",
    }
    assert all(contract <= line.keys() for line in lines)
    (number,) = [line for line in lines if line["kind"] == "telephone"]
    assert (number["section"], number["masked"], number["files"]) == ("personal", True, 1)
    (place,) = number["because"]
    assert (place["start"], place["end"], place["exact"]) == (25, 37, "01••• ••••71")
    (whole,) = call("audit", case, "--before-sending", "--kind", "telephone", "--words", "--json").lines
    assert (whole["because"][0]["exact"], whole["masked"]) == ("01632 960471", False)
    traces = [line for line in lines if line["section"] == "traces"]
    assert all(line["before_sending"] for line in traces) and traces


def test_the_persons_audit_tells_none_of_it(case: Path, given: Path) -> None:
    with_a_number(case, given)
    call("audit", case, "--before-sending")
    kinds = {line["kind"] for line in call("audit", case, "--json").lines}
    assert kinds == {"absent-message", "absent-attachment"}
    assert "left-in" not in call("schedule", case, "--all").out
    assert "960471" not in call("schedule", case, "--all").out


def test_a_kind_of_the_sender_needs_the_sender(case: Path) -> None:
    assert "--before-sending" in one_sentence(call("audit", case, "--kind", "telephone"))
    assert "--since" in one_sentence(call("audit", case, "--before-sending", "--since", "the society"))


def test_what_may_stay_is_said_listed_and_taken_back(case: Path, given: Path) -> None:
    with_a_number(case, given)
    assert call("stays", case, "01632 960471", "@lower-wibbling.example", "--because", "ours").out.splitlines() == [
        "01632 960471",
        "@lower-wibbling.example",
    ]
    out = call("audit", case, "--before-sending").out
    assert "telephone" not in out and "lower-wibbling" not in out.partition("Personal data")[2]
    assert [line["words"] for line in call("stays", case, "01632 960471", "--undo", "--json").lines] == [
        "@lower-wibbling.example"
    ]
    assert "Nobody said" in one_sentence(call("stays", case, "the heron", "--undo"))


def test_nothing_to_look_at_ends_with_0(empty: Path) -> None:
    called = call("audit", empty, "--before-sending")
    assert (called.status, called.out[:24]) == (0, "Nothing was found that a")
