"""The invented letter of reasons: its eleven allegations, and what was planted of each, are found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rejoinder.case import Case, Delivery, new, receive
from rejoinder.case.allegations import confirm, place, take_letter
from rejoinder.case.proposing import model_of
from rejoinder.case.receiving import silent
from rejoinder.case.weighing import Weighing, matrix, weighed
from rejoinder.cli.demo import run_demo
from rejoinder.demo import Truth, read_truth, write_demo

NOW = "2024-09-01T09:00:00+00:00"
Planted = Mapping[str, Any]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Truth]:
    folder = tmp_path_factory.mktemp("demo")
    written = write_demo(folder / "given")
    case = new(folder / "case", at=NOW, subject=written.subject)
    for batch in written.batches:
        receive(case, [Path(batch.folder)], Delivery(batch.name, batch.sender, batch.date, batch.own), at=NOW)
    take_letter(case, "letters/letter of reasons.pdf", at=NOW)
    confirm(case, [], at=NOW)
    return case, read_truth(written.truth)


@pytest.fixture(scope="module")
def rows(told: tuple[Case, Truth]) -> list[tuple[Weighing, Planted]]:
    case, truth = told
    return list(zip(matrix(case)[1], truth.facts["allegation"], strict=True))


def test_eleven_allegations_are_told_by_their_numbers(rows: list[tuple[Weighing, Planted]]) -> None:
    assert [one.allegation.label for one, _ in rows] == [f"{planted['number']}." for _, planted in rows]
    assert len(rows) == 11
    assert all(one.allegation.words.endswith((".", ":")) and not one.allegation.particulars for one, _ in rows)


def test_each_quotation_has_the_verdict_planted_and_the_altered_one_its_context(told: tuple[Case, Truth]) -> None:
    case, truth = told
    for planted in truth.facts["quotation"]:
        [quoted] = weighed(case, str(planted["allegation"])).quotations
        assert (planted["allegation"], quoted.verdict) == (planted["allegation"], planted["verdict"])
        if planted["verdict"] == "altered":
            assert quoted.best is not None
            assert [left.source.exact for left in quoted.best.left_out] == [planted["left_out"]]
            beside = " ".join(span.exact for span in (*quoted.best.before, *quoted.best.after))
            assert "Please, no pitchforks." in beside and "only one of them is interesting to a dahlia" in beside
            assert quoted.repeated


def test_the_edited_post_says_so_and_the_picture_of_before_is_named_with_what_it_reads(
    told: tuple[Case, Truth],
) -> None:
    case, truth = told
    (planted,) = truth.facts["edited_post"]
    [quoted] = weighed(case, str(planted["allegation"])).quotations
    assert quoted.best is not None
    assert [(one.kind, one.when[:19]) for one in quoted.best.became] == [("edited", planted["on"])]
    assert planted["reads"] in quoted.best.source.exact
    [pictures] = quoted.checked.others.otherwise
    assert {f"disclosure/{one.holding.path}" for one in pictures} >= {planted["document"]}
    assert all(planted["read"] in " ".join(one.source.exact.split()) for one in pictures)
    [change] = pictures[0].reading.changed if pictures[0].reading else ()
    assert (change.quoted, change.source.exact) == (planted["read"].split()[-1], planted["reads"].split()[-1])


def test_the_picture_of_a_part_of_the_conversation_says_what_it_leaves_out(told: tuple[Case, Truth]) -> None:
    case, truth = told
    (planted,) = truth.facts["shown_in_part"]
    [quoted] = weighed(case, str(planted["allegation"])).quotations
    assert quoted.best is not None and quoted.best.holding.author == planted["author"]
    [shown] = [one for one in quoted.checked.pictured if f"disclosure/{one.holding.path}" == planted["document"]]
    assert (shown.shown, shown.of, shown.before, shown.after) == tuple(
        planted[name] for name in ("shown", "of", "before", "after")
    )
    assert [left.span.exact[: len(words)] for left, words in zip(shown.between, planted["between"], strict=True)] == [
        *planted["between"]
    ]
    assert shown.next_after is not None and shown.next_after.span.exact.startswith(planted["answered"])


def test_every_planted_passage_is_a_candidate_and_each_planted_status_follows_from_placing_it(
    told: tuple[Case, Truth], rows: list[tuple[Weighing, Planted]]
) -> None:
    case, _ = told
    for one, planted in rows:
        which = one.allegation.id
        for side in ("for", "against"):
            for words in planted[f"stands_{side}"]:
                found = [each for each in one.candidates if words in " ".join(each.span.exact.split())]
                assert found, (planted["number"], words)
                place(case, which, found[0].span, side, at=NOW)
        assert one.state == "to look at"
        for each in weighed(case, which).candidates:
            place(case, which, each.span, "aside", at=NOW)
        after = weighed(case, which)
        assert (planted["number"], after.state) == (planted["number"], planted["state"])
        assert (planted["number"], sorted(note.kind for note in after.notes)) == (
            planted["number"],
            sorted(planted["notes"]),
        )


def test_the_demo_s_own_case_shows_each_kind_of_what_evidence_rests_on(tmp_path: Path) -> None:
    made = run_demo(tmp_path / "demo", at=datetime.fromisoformat(NOW), told=silent)
    shown = {note.kind for one in matrix(made.case)[1] for note in one.notes}
    assert shown == {"one document", "hearsay", "absent", "after"}
    assert model_of(made.case) is None
