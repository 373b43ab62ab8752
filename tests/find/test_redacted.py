"""One finding for each redacted document, which says how much is covered and what a person may want to ask about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rejoinder.find.covered import counted_by, totals
from rejoinder.find.redacted import find
from rejoinder.model import Batch, Document, Page, Redaction, Shelved, Traces, Word
from rejoinder.shelf import Shelf, opened


def letter(*redactions: Redaction) -> Document:
    """Give a letter of one page with a head, and what is covered on it."""
    text = "From:\nDear Marigold\nwe met"
    words = (
        Word(0, 5, 50, 50, 90, 60),
        Word(6, 10, 50, 80, 80, 90),
        Word(11, 19, 85, 80, 140, 90),
        Word(20, 22, 50, 110, 62, 120),
        Word(23, 26, 66, 110, 88, 120),
    )
    page = Page(1, 0, len(text), 595, 842, words, redactions=redactions)
    return Document(
        "letter.pdf", "pdf", text, date="2024-05-03", author="Hesper Quillfeather", pages=(page,), batch="one"
    )


def test_a_redacted_document_is_one_finding_that_cites_the_words_beside(tmp_path: Path) -> None:
    with opened(tmp_path / "shelf") as shelf:
        batch = Batch(1, "one", "one")
        shelf.add_batch(batch)
        document = letter(Redaction(95, 50, 180, 60, "black"), Redaction(92, 110, 150, 120, "grey"))
        shelf.add(batch, [Shelved("letter.pdf", "", "", 1, "pdf", "read", 0, (), ((document, Traces()),))])
        (found,) = find(shelf)
        assert found.grade == "direct"
        assert [(trace.span.exact, trace.span.page) for trace in found.because] == [("From:", 1), ("we met", 1)]
        assert found.absent.described_as.startswith("2 places covered on page 1, ")
        assert found.absent.described_as.endswith("; after “From:” in the head")
        assert totals(shelf)[1:] == (1, 2, 1)
        assert [(row.name, row.places) for row in counted_by(shelf, "sender")] == [("Hesper Quillfeather", 2)]
        assert [row.name for row in counted_by(shelf, "month")] == ["2024-05"]


def received(shelf: Shelf, *documents: Document) -> None:
    """Put documents on the shelf, as one batch."""
    batch = Batch(1, "one", "one")
    shelf.add_batch(batch)
    shelf.add(batch, [Shelved(one.path, "", "", 1, "pdf", "read", 0, (), ((one, Traces()),)) for one in documents])


def test_copies_of_one_redacted_document_are_one_finding_that_cites_each(tmp_path: Path) -> None:
    covered = letter(Redaction(95, 50, 180, 60, "black"), Redaction(92, 110, 150, 120, "grey"))
    less = letter(Redaction(95, 50, 180, 60, "black"))
    copies = [replace(covered, path=f"{name}.pdf") for name in ("a", "b", "c")]
    with opened(tmp_path / "shelf") as shelf:
        received(shelf, *copies, replace(less, path="d.pdf"))
        (found, other) = find(shelf)
        assert [trace.span.document for trace in found.because] == [*(one.ref for one in copies), copies[0].ref]
        assert found.absent.described_as.endswith("; 3 copies of it")
        assert "copies" not in other.absent.described_as


def test_documents_without_words_are_not_taken_for_copies(tmp_path: Path) -> None:
    black = Page(1, 0, 0, 595, 842, redactions=(Redaction(0, 0, 595, 842, "black"),))
    pages = [Document(f"{name}.pdf", "pdf", "", pages=(black,), batch="one") for name in ("a", "b")]
    with opened(tmp_path / "shelf") as shelf:
        received(shelf, *pages)
        assert len(list(find(shelf))) == 2


def test_what_is_covered_in_the_subjects_own_archive_is_no_finding(tmp_path: Path) -> None:
    with opened(tmp_path / "shelf") as shelf:
        batch = Batch(1, "one", "one", own=True)
        shelf.add_batch(batch)
        document = letter(Redaction(95, 50, 180, 60, "black"))
        shelf.add(batch, [Shelved("letter.pdf", "", "", 1, "pdf", "read", 0, (), ((document, Traces()),))])
        assert list(find(shelf)) == []
