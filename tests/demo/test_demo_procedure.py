"""The invented procedure: what was planted in it is found, and nothing else is contradicted."""

from __future__ import annotations

from pathlib import Path

import pytest

from rejoinder.case import Case, Delivery, new, receive
from rejoinder.case.allegations import confirm, take_letter
from rejoinder.case.procedure import Procedure, audit
from rejoinder.demo import Truth, read_truth, write_demo

NOW = "2024-09-01T09:00:00+00:00"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Truth, Procedure]:
    folder = tmp_path_factory.mktemp("demo")
    written = write_demo(folder / "given")
    case = new(folder / "case", at=NOW, subject=written.subject)
    for batch in written.batches:
        receive(case, [Path(batch.folder)], Delivery(batch.name, batch.sender, batch.date, batch.own), at=NOW)
    take_letter(case, "letters/letter of reasons.pdf", at=NOW)
    confirm(case, [], at=NOW)
    return case, read_truth(written.truth), audit(case)


def test_the_papers_are_recognised(told: tuple[Case, Truth, Procedure]) -> None:
    assert {(one.kind, one.paper.holding.path) for one in told[2].papers} == {
        ("rules", "letters/rules of the society.pdf"),
        ("notice", "letters/notice of allegations.pdf"),
        ("decision", "letters/letter of reasons.pdf"),
        ("minutes", "minutes/minutes 2024-06-13 panel.docx"),
    }


def test_the_one_conflict_is_found_and_no_other(told: tuple[Case, Truth, Procedure]) -> None:
    _, truth, found = told
    [planted] = truth.facts["conflict"]
    [conflict] = found.conflicts
    assert conflict.person == planted["person"]
    assert set(conflict.parts) == set(planted["roles"])
    with told[0].shelf() as shelf:
        paths = {path for _, path in shelf.paths(one.span.document for one in conflict.because)}
    assert {str(path).partition("disclosure/")[2] for path in planted["documents"]} <= paths


def test_what_was_never_put_is_told_and_no_other(told: tuple[Case, Truth, Procedure]) -> None:
    _, truth, found = told
    planted = {f"{one['number']}.": one["put_to_her"] for one in truth.facts["allegation"]}
    assert {one.decided.label: one.notice is not None for one in found.put} == planted


def test_every_planted_breach_is_contradicted_and_nothing_else(told: tuple[Case, Truth, Procedure]) -> None:
    _, truth, found = told
    planted = {str(one["id"]) for one in truth.facts["procedure"]}
    assert {one.step.id for one in found.contradicted} == planted
    for one in found.contradicted:
        assert all(span.exact for fact in one.shows.facts for span in fact.spans), one.step.id
        assert any(fact.spans for fact in one.shows.facts), one.step.id


def test_every_citation_is_the_words_that_stand_there(told: tuple[Case, Truth, Procedure]) -> None:
    case, _, found = told
    with case.shelf() as shelf:
        for one in found.steps:
            for span in (*one.passages, *one.clauses, *(span for fact in one.shows.facts for span in fact.spans)):
                holding = shelf.find_document(span.document)
                assert holding is not None
                assert shelf.text(holding.number)[span.start : span.end] == span.exact, one.step.id
