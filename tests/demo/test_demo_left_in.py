"""What the demo's society sends of other people: found where the truth says, and told to the sender alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import NOW
from rejoinder.case import Case, Delivery, audit, new, receive
from rejoinder.demo import Truth, read_truth, write_demo
from rejoinder.personal import KINDS
from rejoinder.personal.told_names import PERHAPS
from rejoinder.sending import Report, report


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Truth, Report]:
    """Give the demo's case as the society sees it before it sends it."""
    folder = tmp_path_factory.mktemp("demo")
    written = write_demo(folder / "written")
    case = new(folder / "case", at=NOW, subject=written.subject, controller=written.controller)
    receive(case, [written.disclosure], Delivery("sent", "", "2024-08-30"), at=NOW)
    return case, read_truth(written.truth), report(case)


def test_all_that_was_planted_is_found_at_its_words(sent: tuple[Case, Truth, Report]) -> None:
    case, truth, made = sent
    with case.shelf() as shelf:
        for fact in truth.facts["left_in"]:
            found = {
                (file.path, shelf.text(file.document)[start:end])
                for valued in made.values(fact["kind"])
                for file in made.places(valued)
                for _, start, end in file.places
            }
            paths = {path.removeprefix("disclosure/") for path in fact["paths"]}
            assert [words for path, words in found if path in paths and fact["words"] in words], fact


def test_nothing_else_of_kinds_that_harm_is_told(sent: tuple[Case, Truth, Report]) -> None:
    _, truth, made = sent
    planted = {fact["kind"] for fact in truth.facts["left_in"]} - {PERHAPS}
    told = {kind for kind in KINDS if kind in made.counts}
    assert told - planted == {"email-address"}
    her_own_address, he_was_diagnosed = {"postal-address": 2}, {"special-category": 2}
    expected = dict.fromkeys(planted, 1) | her_own_address | he_was_diagnosed
    assert {kind: made.counts[kind].values for kind in planted} == expected


def test_what_may_be_a_name_is_one(sent: tuple[Case, Truth, Report]) -> None:
    _, _, made = sent
    people = (
        "barnaby tuppence cuthbert plumley-ditch digby dilys pryce-nettle drizzle ezra hector grindle hesper"
        " quillfeather latch lavinia grindle-snape grindle-marsh m threnody mumby ned otto phoebe"
        " marsh ursula winterbourne"
    )
    told = {word for one in made.values(PERHAPS) for word in one.value.split()}
    assert told <= set(people.split())


def test_what_is_hidden_in_its_files_is_told(sent: tuple[Case, Truth, Report]) -> None:
    _, _, made = sent
    assert {"tracked-change", "hidden-words", "comment", "earlier-version"} <= made.counts.keys()


def test_none_of_it_is_a_finding_of_the_case(sent: tuple[Case, Truth, Report]) -> None:
    case, _, made = sent
    kinds = {one.finding.kind for one in audit(case) if one.finding}
    assert not kinds & made.counts.keys()
    assert Path(case.folder, "journal.jsonl").read_text().count('"act": "stay"') == 0
