"""Every figure in the letters of the invented case is one of the case: its days, counts and references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rejoinder.case import Case, audit
from rejoinder.case.receiving import silent
from rejoinder.cli.demo import GIVEN, run_demo
from rejoinder.demo import read_truth
from rejoinder.write import letters as write
from rejoinder.write.words import date_in_words

ON = date(2024, 9, 2)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"\b\d{{1,2}} (?:{MONTHS}) \d{{4}}\b")
NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.]*\w)")
RULE = "Rule 14: the appeal of 1 July is to be heard within forty-two days."
"""What the invented person said of their own about the day on which a limit of the rules began."""
QUOTED = re.compile(r"“[^”]*”")
LAW = re.compile(r"\b(?:Articles?|sections?|paragraphs?|Act|Clause|No\.|rule) (?:of )?\d+", re.IGNORECASE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return run_demo(tmp_path_factory.mktemp("letters") / "demo", at=datetime(2024, 9, 2, tzinfo=UTC), told=silent).case


def letters(case: Case) -> Iterator[write.Letter]:
    at = write.desk(case, on=ON)
    yield from (write.letter(at, one.kind.id) for one in at.fitting() if one.fit.state != "no")


def test_the_letters_that_fit_are_these(made: Case) -> None:
    fits = {one.kind.id: one.fit.state for one in write.desk(made, on=ON).fitting()}
    assert [name for name, state in fits.items() if state == "now"] == [
        "chaser", "missing-documents", "exemption-challenge", "controller-complaint", "appeal",
    ]  # fmt: skip
    assert [name for name, state in fits.items() if state == "later"] == [
        "access-request", "ico-complaint", "publication-notice",
    ]  # fmt: skip


def test_a_screen_shows_the_first_entries_of_a_schedule_and_counts_the_rest(made: Case) -> None:
    at = write.desk(made, on=ON)
    whole, cut = (write.letter(at, "missing-documents", most=most).paper.annexes[0] for most in (None, 2))
    assert cut.entries == whole.entries[:2]
    assert (len(cut.entries) + cut.left, whole.left) == (len(whole.entries), 0)
    assert len(at.facts.lists["missing"]) == len(list(at.facts.lists["missing"])) == len(whole.entries)


def days_of(case: Case) -> set[str]:
    """Give the days that letters may tell, by hand from what was planted."""
    sent = date(2024, 6, 24)
    began, days = date(2024, 7, 1), 42
    own_due = began + timedelta(days=days)
    told = {
        ON, ON + timedelta(days=14), sent, date(2024, 6, 25), date(2024, 7, 24), date(2024, 8, 30),
        began, own_due, own_due - timedelta(days=1), date(2024, 7, 26), date(2024, 8, 12),
        date(2024, 5, 10), date(2024, 5, 30), date(2024, 6, 13), date(2024, 6, 20),
    }  # fmt: skip
    return {date_in_words(day.isoformat()) for day in told}


def numbers_of(case: Case) -> set[str]:
    """Give the numbers that letters may tell besides days."""
    accepted = [one.finding for one in audit(case) if one.finding and one.status == "accepted"]
    kinds = [sum(one.kind == kind for one in accepted) for kind in ("absent-message", "absent-attachment", "redaction")]
    late = (date(2024, 8, 30) - date(2024, 7, 24)).days
    past = (ON - date(2024, 8, 12)).days
    steps, more = 6, {"4", "20", "21", "13", "11", "5", "1", "30"}
    return {str(one) for one in (*kinds, late, past, 42, steps)} | more


def test_every_day_and_number_of_every_letter_is_of_the_case(made: Case) -> None:
    days, numbers = days_of(made), numbers_of(made)
    seen: set[str] = set()
    for one in letters(made):
        for line in one.paper.body:
            words = QUOTED.sub("“…”", line.words)
            told = set(DAY.findall(words))
            assert told <= days, (one.kind.id, told - days, words)
            left = LAW.sub("", DAY.sub("", words))
            found = set(NUMBER.findall(left))
            assert found <= numbers, (one.kind.id, found - numbers, words)
            seen |= told | found
    late, own = (date(2024, 8, 30) - date(2024, 7, 24)).days, "12 August 2024"
    assert {"24 June 2024", "24 July 2024", "30 August 2024", str(late), own, "42"} <= seen


def test_the_schedule_of_the_letter_lists_what_was_planted_and_accepted(made: Case) -> None:
    truth = read_truth(made.folder / GIVEN / "truth.toml")
    at = write.desk(made, on=ON)
    (schedule, covered) = write.letter(at, "missing-documents").paper.annexes
    subjects = {one.subject for one in truth.absent_messages} | {one.name for one in truth.absent_attachments}
    assert len(schedule.entries) == sum(
        1 for one in audit(made) if one.finding and one.status == "accepted" and one.finding.kind != "redaction"
    )
    for entry in schedule.entries:
        assert any(subject and subject in entry.head for subject in subjects), entry.head
    assert len(covered.entries) == 2


def test_every_fact_that_documents_prove_is_cited_with_a_document_of_the_case(made: Case) -> None:
    for one in letters(made):
        cited = {number for line in one.paper.body for piece in line.pieces for number in piece.refs}
        assert cited == {reference.number for reference in one.paper.references}
        with made.shelf() as shelf:
            for reference in one.paper.references:
                if reference.path == RULE:
                    assert not reference.document
                    continue
                holding = shelf.find_document(reference.document)
                assert holding is not None
                text = " ".join(shelf.text(holding.number).split())
                assert all(place.exact.rstrip("…") in text for place in reference.places)
        for line in one.paper.body:
            for day in DAY.findall(QUOTED.sub("", line.words)):
                if day not in {date_in_words(ON.isoformat()), date_in_words((ON + timedelta(days=14)).isoformat())}:
                    assert any(piece.refs or piece.law for piece in line.pieces), line.words


def test_no_letter_accuses(made: Case) -> None:
    for one in letters(made):
        text = write.printed(one.paper, ".txt").decode()
        body = text.partition("DOCUMENTS THIS LETTER RESTS ON")[0]
        assert not re.search(
            r"\b(?:destroy\w*|hid|hidden|conceal\w*|lied|lying|unlawful\w*|illegal\w*)\b", QUOTED.sub("", body)
        )


def test_every_letter_prints_the_head_of_the_journal(made: Case) -> None:
    head = made.journal.head()[:16]
    assert all(head in one.paper.foot for one in letters(made))


def test_the_chronology_for_the_regulator_stands_on_one_page(made: Case, tmp_path: Path) -> None:
    import pypdfium2

    paper = write.letter(write.desk(made, on=ON), "ico-complaint").paper
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(write.printed(paper, ".pdf"))]
    told = [
        number
        for number, text in enumerate(pages)
        if "received my request." in text or "Last day for the answer" in text
    ]
    first = next(number for number, text in enumerate(pages) if text.lstrip().startswith("Chronology"))
    assert set(told) == {first}
    assert pages[first + 1].lstrip().startswith("Schedule of documents")
