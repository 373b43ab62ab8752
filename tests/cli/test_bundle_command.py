"""The command for the bundle."""

from __future__ import annotations

from pathlib import Path

from cli.calling import call, one_sentence


def test_exhibits_are_chosen_listed_made_and_checked(case: Path) -> None:
    assert call("bundle", case, "add", "butts.eml", "--section", "Mail").status == 0
    assert call("bundle", case, "add", "--search", "minutes", "--section", "Mail", "--json").status == 0
    listed = call("bundle", case, "--json").lines
    assert [(one["number"], one["section"], one["title"]) for one in listed] == [
        (1, "Mail", "Re: Water butts"),
        (2, "Mail", "Minutes"),
    ]
    assert {"exhibit", "document", "finding", "file", "date", "kind", "core", "late"} <= set(listed[0])
    assert "2 exhibits" in call("bundle", case).out
    made = call("bundle", case, "-o", case.parent, "--json")
    assert made.status == 0
    first = made.lines[0]
    assert first["pages"] == 3 and first["profile"] == "ew_courts_2021" and len(first["sha256"]) == 64
    assert Path(first["bundle"]).name == "Marigold Threnody - Bundle.pdf"
    assert [(one["page"], one["pages"], one["notes"]) for one in made.lines[1:]] == [("2", 1, []), ("3", 1, [])]
    checked = call("bundle", "--check", first["bundle"], "--json")
    assert checked.status == 0 and len(checked.lines) == 14
    assert all(one["met"] is not False and one["source"]["url"] for one in checked.lines)
    assert "Met" in call("bundle", "--check", first["bundle"], "--profile", "plain").out


def test_a_bundle_by_section_a_core_and_late_pages(case: Path) -> None:
    call("bundle", case, "add", "butts.eml", "--section", "Mail")
    assert call("bundle", case, "core", "1").status == 0
    by_section = call("bundle", case, "--profile", "family_pd27a_2026", "-o", case.parent / "f.pdf", "--json")
    assert by_section.lines[1]["page"] == "A1"
    core = call("bundle", case, "--core", "-o", case.parent / "core.pdf", "--json")
    assert core.lines[0]["exhibits"] == 1
    assert call("bundle", case, "filed").status == 0
    late = call("bundle", case, "--add", "minutes/march.eml", "-o", case.parent / "late.pdf", "--json")
    assert [one["page"] for one in late.lines[1:]] == ["2", "4"]
    assert "Filed on" in call("bundle", case).out
    assert "numbers stay" in one_sentence(call("bundle", case, "remove", "1"))


def test_what_cannot_be_done_is_said_in_one_sentence(case: Path) -> None:
    assert "Nothing was chosen" in one_sentence(call("bundle", case, "-o", case.parent / "b.pdf"))
    assert "which case" in one_sentence(call("bundle"))
    assert "No document of this case is no.pdf" in one_sentence(call("bundle", case, "add", "no.pdf"))
    assert "There is no file" in one_sentence(call("bundle", "--check", case.parent / "no.pdf"))
    assert "Nothing was chosen yet" in call("bundle", case).out
