"""The schedule on paper: what a hostile document says stays text, and what is cited can be followed."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from conftest import NOW, Disclosed
from rejoinder.case import judge
from rejoinder.errors import UsageError
from rejoinder.model import Absent, Finding, Ledger, Span, Trace, Weighed
from rejoinder.write.proofs import Proof
from rejoinder.write.schedule import FORMULA, Row, Schedule, as_text, schedule_of, written
from rejoinder.write.words import (
    absent_in_words,
    besides_in_words,
    counted_by_kind,
    date_in_words,
    listed,
    trace_in_words,
)

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>{{ 7 * 7 }}"


def of(*findings: Finding, subject: str = "Marigold Threnody", proofs: tuple[Proof, ...] = ()) -> Schedule:
    rows = tuple(Row(n, f, "accepted", absent_in_words(f), proofs, ()) for n, f in enumerate(findings, 1))
    return Schedule(subject, "", "2024-07-01", Ledger(1, 1, 1, 0, 0, 1), rows, 0, "0" * 64, ("the society",))


def finding(words: str, trace: Trace | None = None) -> Finding:
    absent = Absent(words, words, words, (words,), words, words, words, words)
    because = (trace or Trace("quotation", Span("u76wgg6zduao", 0, len(words), words)),)
    return Finding("x7abx7abx7ab", "absent-message", "direct", absent, because, (words,), 1.0, words, (), (words,))


def cells(made: Schedule) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written(made, ".csv").decode("utf-8-sig"), newline="")))


@given(st.text(max_size=40))
@example('=HYPERLINK("http://tracker.example")')
@example("+1")
@example("-1+1")
@example("@SUM(A1)")
@example("\t=1")
@example("\r=1")
@example("\n=1")
@example("＝1")
def test_no_cell_is_a_formula(words: str) -> None:
    head, *rows = cells(of(finding(words), proofs=(Proof(words, words, 1, words),)))
    assert len(rows) == 1
    assert len(rows[0]) == len(head)
    assert not [cell for cell in rows[0] if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(st.text(max_size=40))
def test_a_cell_is_read_back_as_it_was_but_for_the_mark_before_it(words: str) -> None:
    assert as_text(words).removeprefix("'" if words.startswith(FORMULA) else "") == words


def test_a_telephone_number_stays_readable() -> None:
    row = cells(of(finding("+44 1632 960 001")))[1]
    assert row[4] == "'+44 1632 960 001"


def test_what_a_document_says_is_text_and_never_markup() -> None:
    made = of(finding(EVIL), subject=EVIL, proofs=(Proof("quoted in", EVIL, 1, EVIL),))
    page: Any = html.fromstring(written(made, ".html"))
    assert page.xpath("//script | //img | //iframe | //form | //@onerror | //@src") == []
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= ELEMENTS
    assert page.xpath("string(//blockquote)") == EVIL
    assert EVIL in page.xpath("string(//article//h3)")
    assert page.xpath("//@href") == []


ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "p", "dl", "dt", "dd", "ol", "ul",
    "li", "a", "span", "article", "header", "div", "section", "q", "blockquote", "details", "summary", "footer",
}  # fmt: skip


def test_the_page_may_load_nothing_from_anywhere() -> None:
    page: Any = html.fromstring(written(of(finding("butts")), ".html"))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert page.xpath("//link") == []


def test_the_contents_lead_to_each_row() -> None:
    page: Any = html.fromstring(written(of(*[finding(f"butt {n}") for n in range(5)]), ".html"))
    rows = page.xpath("//article/@id")
    assert page.xpath("//ol[@class='contents']//a/@href") == [f"#{row}" for row in rows]
    assert len(rows) == 5


def test_the_same_words_in_three_documents_are_cited_once_with_the_three() -> None:
    proofs = tuple(Proof("answered in", f"{n}.eml", None, "first@wibbling.example", "", True) for n in range(3))
    page: Any = html.fromstring(written(of(finding("butts"), proofs=(*proofs, proofs[0])), ".html"))
    (witness,) = page.xpath("//div[@class='witness']")
    assert [" ".join(line.text_content().split()) for line in witness.xpath(".//li")] == [
        "answered in 0.eml", "answered in 1.eml", "answered in 2.eml",
    ]  # fmt: skip


def test_a_capital_letter_in_a_name_survives_the_summary(case: Disclosed) -> None:
    case.give({"butts.eml": "Message-ID: <a@wibbling.example>\nIn-Reply-To: <b@wibbling.example>\n\nAgreed.\n"})
    made = schedule_of(case.case, everything=True, on="2024-07-01")
    assert made.summary == "1 message not in this disclosure."
    assert schedule_of(case.case, everything=False, on="2024-07-01").summary == (
        "nothing listed as not in this disclosure. 1 finding is still to be checked and not listed."
    )
    judge(case.case, made.rows[0].finding.id, "dismiss", because="It came by post.", at=NOW)
    assert schedule_of(case.case, everything=True, on="2024-07-01").rows == ()


def test_an_ending_that_is_not_known_is_refused_before_anything_is_written() -> None:
    for ending in ("", ".odt", ".exe"):
        with pytest.raises(UsageError, match=r"Use \.csv, \.xlsx, \.html, \.docx or \.pdf"):
            written(of(), ending)


def test_dates_are_said_with_the_precision_they_have() -> None:
    said = [date_in_words(date) for date in ("2024", "2024-05", "2024-05-03", "2024-05-03T10:02:00+01:00", "", "soon")]
    assert said == ["2024", "May 2024", "3 May 2024", "3 May 2024, 10:02", "", "soon"]


def test_an_absent_message_is_said_by_names_and_not_addresses() -> None:
    absent = Absent(author="Vera Loam <vera@wibbling.example>", recipients=("ezra@mumby.example", "A <a@b.example>"))
    assert absent_in_words(Finding("", "absent-message", "direct", absent, ())) == (
        "Message from Vera Loam to ezra@mumby.example and A"
    )
    dated = Absent(date="2024-05-03", subject="Butts")
    assert absent_in_words(Finding("", "absent-message", "direct", dated, ())) == "Message of 3 May 2024, about “Butts”"


def test_marks_of_quoting_are_left_out_of_words_on_one_line() -> None:
    exact = "> ________________\n> From: Vera\n>> 2 > 1 in plot 9\n"
    assert trace_in_words(Trace("quotation", Span("", 0, 1, exact))) == "From: Vera 2 > 1 in plot 9"


def test_lists_are_said_as_people_say_them() -> None:
    assert [listed(some) for some in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_a_gone_finding_is_no_row(case: Disclosed) -> None:
    assert Weighed(None, None, "closed").id == ""
    assert schedule_of(case.case, everything=True, on="2024-07-01").rows == ()


def test_a_silence_is_not_counted_with_what_is_shown_to_exist() -> None:
    kinds = {"absent-message": 2, "number-gap": 1, "silence": 1}
    assert counted_by_kind(kinds) == "2 messages and 1 run of numbers"
    assert besides_in_words(kinds) == "1 silence: a reason to ask, and no proof."
    assert besides_in_words({"absent-message": 2}) == ""


def test_a_run_of_numbers_is_told_in_its_own_words() -> None:
    absent = Absent(described_as="numbers “GSP 000008” to “GSP 000011”")
    assert absent_in_words(Finding("", "number-gap", "inferred", absent, ())) == "Numbers “GSP 000008” to “GSP 000011”"


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".html", ".docx", ".pdf"])
def test_every_file_is_the_same_each_time_with_and_without_the_words_rebuilt(ending: str) -> None:
    made = of(finding("butts"))
    assert written(made, ending) == written(made, ending)
    assert ("zqx" in text_in(written(of(told("zqx")), ending), ending)) is True
    assert ("zqx" in text_in(written(of(told("zqx")), ending, texts=False), ending)) is False


def told(text: str) -> Finding:
    """Give an absent message whose words alone hold a text."""
    absent = Absent("a", "", "Hesper", ("Barnaby",), "2024-05-03", "butts", "", "")
    because = (Trace("quotation", Span("u76wgg6zduao", 0, 5, "butts")),)
    return Finding("x7abx7abx7ab", "absent-message", "direct", absent, because, (), 1.0, text)


def text_in(content: bytes, ending: str) -> str:
    """Give what a file of this ending says."""
    if ending == ".xlsx":
        rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        return "\n".join(str(cell) for row in rows for cell in row if cell)
    if ending == ".docx":
        return "\n".join(one.text for one in Document(io.BytesIO(content)).paragraphs)
    if ending == ".pdf":
        return " ".join(page.get_textpage().get_text_range() for page in PdfDocument(content))
    return content.decode("utf-8-sig")


@given(st.text(max_size=40))
@example('=HYPERLINK("http://tracker.example")')
def test_no_cell_of_a_workbook_is_a_formula(words: str) -> None:
    made = of(finding(words), proofs=(Proof(words, words, 1, words),))
    sheet = load_workbook(io.BytesIO(written(made, ".xlsx"))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert not [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]
