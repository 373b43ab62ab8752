"""Attachments, gaps and papers that were missing until a later batch brought them: closed by it, and still told."""

from __future__ import annotations

from conftest import NOW, Disclosed
from find.test_absent_documents import vera
from rejoinder.case import audit, compare_batches, judge
from rejoinder.model import Finding, Weighed

ATTACHED = vera("<<rota.doc>>")
SPOKEN = vera("Thank you for your letter of 3 May 2016.")


def closed(case: Disclosed, kind: str) -> list[Weighed]:
    return [one for one in audit(case.case) if one.finding and one.finding.kind == kind and one.status == "closed"]


def brought(case: Disclosed, kind: str) -> tuple[Finding, str]:
    """Give the one closed finding of a kind, and the path of what closed it."""
    [one] = closed(case, kind)
    assert one.finding
    with case.case.shelf() as shelf:
        holding = shelf.find_document(one.finding.closed_by)
    assert holding
    return one.finding, holding.path


def test_an_attachment_that_a_later_batch_brings_is_closed_by_it_and_keeps_its_judgement(case: Disclosed) -> None:
    [before] = case.give({"one.eml": ATTACHED}, "first").found("absent-attachment")
    judge(case.case, before.id, "accept", because="Ask for it.", at=NOW)
    case.give({"files/rota.doc": "The rota."}, "second")
    assert case.found("absent-attachment") == []
    after, path = brought(case, "absent-attachment")
    assert (after.id, path) == (before.id, "files/rota.doc")
    [one] = closed(case, "absent-attachment")
    assert one.judgement and one.judgement.because == "Ask for it."
    [pair] = compare_batches(case.case)
    assert [weighed.id for weighed in pair.closes] == [before.id]


def test_an_attachment_that_was_there_all_along_is_no_finding_and_one_in_the_first_batch_closes_nothing(
    case: Disclosed,
) -> None:
    case.give({"rota.doc": "The rota."}, "first").give({"one.eml": ATTACHED, "again/rota.doc": "It."}, "second")
    assert [one for one in audit(case.case) if one.finding and one.finding.kind == "absent-attachment"] == []


def test_a_letter_spoken_of_that_a_later_batch_brings_is_closed_by_it(case: Disclosed) -> None:
    [before] = case.give({"one.eml": SPOKEN}, "first").found("absent-document")
    case.give({"letter.txt": "3 May 2016\n\nDear Vera,\n\nThe butt leaks.\n\nBarnaby Tuppence\n"}, "second")
    assert case.found("absent-document") == []
    after, path = brought(case, "absent-document")
    assert (after.id, path) == (before.id, "letter.txt")


def test_a_paper_of_that_day_of_which_nothing_says_that_it_is_the_letter_closes_nothing(case: Disclosed) -> None:
    case.give({"one.eml": SPOKEN}, "first")
    case.give({"accounts.txt": "Accounts to 3 May 2016\n\nButts: none.\n"}, "second")
    assert (case.found("absent-document"), closed(case, "absent-document")) == ([], [])


def stamped(first: int, last: int) -> str:
    return "\f".join(f"The hedge, side {number}.\n\n\nLWAS {number:06}\n" for number in range(first, last + 1))


def test_a_gap_of_numbers_that_a_later_batch_fills_is_closed_by_it(case: Disclosed) -> None:
    case.give({"a.txt": stamped(1, 12), "b.txt": stamped(15, 26)}, "first")
    [before] = case.found("number-gap")
    case.give({"c.txt": stamped(13, 14)}, "second")
    assert case.found("number-gap") == []
    after, path = brought(case, "number-gap")
    assert (after.id, path) == (before.id, "c.txt")


def test_a_gap_that_is_filled_in_part_stays_open(case: Disclosed) -> None:
    case.give({"a.txt": stamped(1, 12), "b.txt": stamped(16, 27)}, "first").give({"c.txt": stamped(13, 14)}, "second")
    assert closed(case, "number-gap") == []
    assert len(case.found("number-gap")) == 1


def test_what_was_read_in_part_and_by_which_clocks_times_are_compared_stands_on_each_finding(case: Disclosed) -> None:
    [finding] = case.give({"one.eml": ATTACHED}).found("absent-attachment")
    assert any(words.startswith("Times are compared in UTC") for words in finding.checked)
    assert not any(words.startswith("Files read only in part") for words in finding.checked)
    wide = "a;" * 20_000
    [finding] = case.give({"wide.csv": wide}, "second").found("absent-attachment")
    assert "Files read only in part: 1. What was not read of them was not compared." in finding.checked
