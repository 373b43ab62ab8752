"""The exhibits of a bundle: chosen, put in order, filed, added late, taken back; nothing enters that nobody chose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from conftest import ANSWER, NOW, Disclosed
from rejoinder.case import bundle, judge
from rejoinder.case.exhibits import folded
from rejoinder.errors import UsageError
from rejoinder.journal import Act

FIRST = """
    From: Ezra Mumby <ezra@plots.example>
    To: Hesper Quillfeather <secretary@plots.example>
    Date: Fri, 21 Jun 2024 09:00:00 +0100
    Subject: The strimmer
    Message-ID: <strimmer@plots.example>

    It was lent.
    """


@pytest.fixture
def three(case: Disclosed) -> Disclosed:
    case.give({"b.eml": FIRST, "a.eml": ANSWER, "c.txt": "A note of the gate."})
    return case.give({"mine.txt": "My own note."}, name="mine", own=True)


def titles(case: Disclosed) -> list[tuple[str, str]]:
    return [(one.entry.section, one.holding.path if one.holding else "") for one in bundle.exhibits(case.case)]


def test_exhibits_stand_in_the_order_in_which_they_were_added_under_their_sections(three: Disclosed) -> None:
    bundle.add(three.case, ["c.txt", "b.eml"], section="Papers", at=NOW)
    bundle.add(three.case, ["a.eml"], section="Mail", at=NOW)
    bundle.add(three.case, ["c.txt"], section="Mail", at=NOW)
    assert titles(three) == [("Papers", "c.txt"), ("Papers", "b.eml"), ("Mail", "a.eml")]
    bundle.move(three.case, ["3"], before="1", at=NOW)
    assert titles(three) == [("Papers", "a.eml"), ("Papers", "c.txt"), ("Papers", "b.eml")]
    bundle.step(three.case, "1", 1, at=NOW)
    bundle.sort(three.case, at=NOW)
    assert [path for _, path in titles(three)] == ["a.eml", "b.eml", "c.txt"]
    bundle.undo(three.case, at=NOW)
    assert [path for _, path in titles(three)] == ["c.txt", "a.eml", "b.eml"]


def test_ones_own_papers_enter_by_name_alone_and_copies_once(three: Disclosed) -> None:
    three.give({"again.txt": "A note of the gate."}, name="a later batch")
    bundle.add_from(three.case, "all", at=NOW)
    assert "mine.txt" not in [path for _, path in titles(three)]
    assert [path for _, path in titles(three)].count("c.txt") + [path for _, path in titles(three)].count(
        "again.txt"
    ) == 1
    bundle.add_found(three.case, "note", at=NOW)
    assert "mine.txt" not in [path for _, path in titles(three)]
    bundle.add(three.case, ["mine.txt"], at=NOW)
    assert "mine.txt" in [path for _, path in titles(three)]


def test_a_file_that_could_not_be_read_can_be_chosen_and_is_not_passed_over(three: Disclosed) -> None:
    three.give({"broken.pdf": b"%PDF-1.4\nnothing"}, name="a later batch")
    bundle.add_from(three.case, "all", at=NOW)
    assert [one.path for one in bundle.chosen(three.case).entries if one.path] == ["broken.pdf"]


def test_a_slip_sheet_is_for_what_was_accepted_as_missing(three: Disclosed) -> None:
    finding = three.found()[0].id
    with pytest.raises(UsageError, match="not accepted"):
        bundle.add_absent(three.case, [finding], at=NOW)
    judge(three.case, finding, "accept", at=NOW)
    assert [one.finding for one in bundle.add_absent(three.case, [finding], at=NOW)] == [finding]


def test_once_filed_the_order_stays_and_what_is_added_comes_after(three: Disclosed) -> None:
    bundle.add(three.case, ["b.eml"], section="Mail", at=NOW)
    bundle.was_filed(three.case, "plain", "head", at=NOW)
    bundle.add(three.case, ["a.eml"], section="Mail", at=NOW)
    assert [(late, section, len(several)) for late, section, several in bundle.chosen(three.case).in_order()] == [
        (0, "Mail", 1),
        (1, "Mail", 1),
    ]
    with pytest.raises(UsageError, match="its numbers stay"):
        bundle.remove(three.case, ["1"], at=NOW)
    with pytest.raises(UsageError, match="its numbers stay"):
        bundle.move(three.case, ["1"], section="Else", at=NOW)
    with pytest.raises(UsageError, match="its numbers stay"):
        bundle.retitle(three.case, "1", "Else", at=NOW)
    with pytest.raises(UsageError, match="its numbers stay"):
        bundle.rename_section(three.case, "Mail", "Else", at=NOW)
    bundle.remove(three.case, ["2"], at=NOW)
    with pytest.raises(UsageError, match="Nothing was added"):
        bundle.was_filed(three.case, "plain", "head", at=NOW)
    bundle.afresh(three.case, at=NOW)
    bundle.remove(three.case, ["1"], at=NOW)
    assert titles(three) == []


def test_what_is_not_there_is_said_with_a_remedy(three: Disclosed) -> None:
    with pytest.raises(UsageError, match=r"No document of this case is no\.pdf"):
        bundle.add(three.case, ["no.pdf"], at=NOW)
    with pytest.raises(UsageError, match="No exhibit is 9"):
        bundle.remove(three.case, ["9"], at=NOW)
    with pytest.raises(UsageError, match="Nothing was decided"):
        bundle.undo(three.case, at=NOW)
    with pytest.raises(UsageError, match="cannot be chosen from"):
        bundle.add_from(three.case, "hearsay", at=NOW)
    assert three.case.journal.path.read_text().count("bundle") == 0


ids = some.sampled_from(["one", "two", "three", "four"])
acts = some.one_of(
    some.builds(
        lambda several, section: {
            "decision": "add",
            "section": section,
            "entries": [{"id": one, "document": one, "finding": "", "batch": "", "path": ""} for one in several],
        },
        some.lists(ids, max_size=4),
        some.sampled_from(["", "A", "B"]),
    ),
    some.builds(lambda of: {"decision": "order", "of": of}, some.lists(ids, max_size=4)),
    some.builds(lambda of: {"decision": "remove", "of": of}, some.lists(ids, max_size=2)),
    some.builds(lambda of, to: {"decision": "move", "of": of, "section": "B", "before": to}, some.lists(ids), ids),
    some.just({"decision": "filed", "profile": "plain", "head": "x"}),
    some.just({"decision": "afresh"}),
)


@given(some.lists(acts, max_size=8), acts)
def test_undo_gives_what_was_there_before_and_no_exhibit_stands_twice(
    before: list[dict[str, object]], last: dict[str, object]
) -> None:
    told = [Act("bundle", NOW, one) for one in before]
    undone = folded([*told, Act("bundle", NOW, last), Act("bundle", NOW, {"decision": "undo"})])
    assert undone == folded(told)
    entries = [one.id for one in folded([*told, Act("bundle", NOW, last)]).entries]
    assert len(entries) == len(set(entries))
    in_order = [one.id for _, _, several in folded(told).in_order() for one in several]
    assert sorted(in_order) == sorted(one.id for one in folded(told).entries)
