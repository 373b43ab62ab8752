"""Numbers that a series of pages skips."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as some

from conftest import Disclosed
from read.making_print import Line, foot, pdf_of, prose
from rejoinder.find.page_counts import pieces_of
from rejoinder.find.sides import Edge, Paged, Side
from rejoinder.find.stamps import stamps_of

Give = Callable[[Mapping[str, str | bytes]], Disclosed]


def page(*feet: str) -> list[Line]:
    lines = prose("The butts were looked at.\nNothing was agreed.", 200)
    return [*lines, *((400, 770 - 14 * number, words) for number, words in enumerate(feet))]


def stamped(numbers: range | list[int], written: str = "GSP {:06}") -> bytes:
    pages = [page(written.format(number)) for number in numbers]
    return pdf_of(pages)


def said(case: Disclosed) -> list[str]:
    return [finding.absent.described_as for finding in case.found("number-gap")]


def test_stamps_that_no_page_bears_are_missing_and_the_pages_on_both_sides_are_cited(disclosed: Give) -> None:
    case = disclosed({"one.pdf": stamped(range(1, 8)), "two.pdf": stamped(range(12, 20))})
    [finding] = case.found("number-gap")
    assert finding.absent.described_as == "numbers “GSP 000008” to “GSP 000011”"
    assert [(trace.span.exact, trace.span.page) for trace in finding.because] == [("GSP 000007", 7), ("GSP 000012", 1)]
    assert finding.grade == "inferred"


def test_a_gap_within_one_file_is_found_too(disclosed: Give) -> None:
    case = disclosed({"all.pdf": stamped([*range(1, 8), *range(9, 16)])})
    assert said(case) == ["number “GSP 000008”"]


def test_stamps_without_a_gap_are_no_finding(disclosed: Give) -> None:
    assert said(disclosed({"one.pdf": stamped(range(1, 8)), "two.pdf": stamped(range(8, 20))})) == []


def test_letters_that_a_scan_takes_for_figures_make_no_gap(disclosed: Give) -> None:
    pages = [page(f"{'GSPO1' if number % 3 else 'GSP01'}_{number:07}") for number in range(20_500, 20_520)]
    assert said(disclosed({"scan.pdf": pdf_of(pages)})) == []


def test_one_number_misread_by_180_000_is_taken_as_unread(disclosed: Give) -> None:
    numbers = [*range(20_500, 20_508), 200_508, *range(20_509, 20_520)]
    assert said(disclosed({"scan.pdf": stamped(numbers, "GSP01_{:07}")})) == []


def test_a_page_whose_stamp_cannot_be_read_may_be_the_missing_one(disclosed: Give) -> None:
    unread = pdf_of([page("GSP 0000?8")])
    assert said(disclosed({"1.pdf": stamped(range(1, 8)), "2.pdf": unread, "3.pdf": stamped(range(9, 16))})) == []


def test_pages_without_a_stamp_leave_only_the_rest_to_be_missing(disclosed: Give) -> None:
    unread = pdf_of([page("GSP 0000?8")])
    case = disclosed({"1.pdf": stamped(range(1, 8)), "2.pdf": unread, "3.pdf": stamped(range(12, 19))})
    assert said(case) == ["at least 3 of the numbers “GSP 000008” to “GSP 000011”"]


def test_a_file_that_could_not_be_read_may_hold_the_missing_pages(disclosed: Give) -> None:
    broken = b"%PDF-1.7\nnothing of a PDF follows"
    assert said(disclosed({"1.pdf": stamped(range(1, 8)), "2.pdf": broken, "3.pdf": stamped(range(9, 16))})) == []


def test_numbers_that_count_no_pages_are_no_series(disclosed: Give) -> None:
    numbers = [10_211, 10_219, 10_233, 10_240, 10_251, 10_259, 10_277, 10_281, 10_292]
    assert said(disclosed({f"{n}.pdf": stamped([n], "INVOICE {:05}") for n in numbers})) == []


def test_two_stretches_far_from_each_other_are_two_deliveries_and_no_gap(disclosed: Give) -> None:
    assert said(disclosed({"one.pdf": stamped(range(1, 9)), "two.pdf": stamped(range(5_001, 5_009))})) == []


def test_pages_that_a_document_counts_and_does_not_have_are_missing(disclosed: Give) -> None:
    pages = [page(f"Page {number} of 7") for number in (1, 2, 5, 6, 7)]
    [finding] = disclosed({"report.pdf": pdf_of(pages)}).found("number-gap")
    assert finding.absent.described_as == "pages 3 to 4 of 7 of “report.pdf”"
    assert [trace.span.exact for trace in finding.because] == ["Page 2 of 7", "Page 5 of 7"]


def test_pages_after_the_last_are_missing_when_it_says_that_there_are_more(disclosed: Give) -> None:
    case = disclosed({"report.pdf": pdf_of([page(f"Page {number} of 5") for number in (1, 2, 3)])})
    assert said(case) == ["pages 4 to 5 of 5 of “report.pdf”"]


def test_pages_that_another_file_goes_on_with_are_not_missing(disclosed: Give) -> None:
    first = pdf_of([page(f"Page {number} of 5") for number in (1, 2, 3)])
    rest = pdf_of([page(f"Page {number} of 5") for number in (4, 5)])
    assert said(disclosed({"first.pdf": first, "rest.pdf": rest})) == []


def test_a_page_without_a_number_may_be_the_missing_one(disclosed: Give) -> None:
    pages = [page("Page 1 of 4"), page("Page 2 of 4"), page("overleaf"), page("Page 4 of 4")]
    assert said(disclosed({"report.pdf": pdf_of(pages)})) == []
    assert said(disclosed({"cut.pdf": pdf_of([page("Page 1 of 3"), page("Page 2 of 3"), page("overleaf")])})) == []


def test_a_damaged_file_of_which_pages_may_be_lost_lacks_none(disclosed: Give) -> None:
    whole = pdf_of([page(f"Page {number} of 5") for number in (1, 2, 3)])
    damaged = whole[: whole.index(b"\nxref")]
    case = disclosed({"damaged.pdf": damaged})
    with case.case.shelf() as shelf:
        assert [problem.code for _, problem in shelf.problems()] == ["pdf_structure"]
    assert said(case) == []


def test_a_page_number_in_the_text_counts_nothing(disclosed: Give) -> None:
    pages = [[*prose(f"See page {number} of 9 for that.", 300), foot("x")] for number in (1, 2, 5, 6)]
    assert said(disclosed({"letter.pdf": pdf_of(pages)})) == []


def test_the_subjects_own_archive_is_no_disclosure(case: Disclosed) -> None:
    case.give({"all.pdf": stamped([*range(1, 8), *range(9, 16)])}, "mine", own=True)
    assert said(case) == []


def side(words: str) -> Side:
    return Side(1, (Edge(0, words, False, (), 0.0),))


@given(some.text(alphabet="GSPO0I1_ 9of/Pagew", max_size=80))
@settings(max_examples=200)
def test_whatever_stands_at_an_edge_is_read_within_its_line(words: str) -> None:
    paged = Paged(1, 0, (side(words),))
    spans = [(stamp.start, stamp.end) for stamp in stamps_of(0, paged.sides[0])]
    spans += [(count.start, count.end) for piece in pieces_of(paged) for count in piece.counts]
    assert all(0 <= start < end <= len(words) for start, end in spans)
