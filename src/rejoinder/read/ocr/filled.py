"""A reading with the words that were recognised on its pictures, and what must be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rejoinder.model import Document, Page, Problem, Recognised, Word
from rejoinder.read.ocr.rows import in_rows

if TYPE_CHECKING:
    from rejoinder.read import Reading

PICTURES = ("no_text", "no_text_layer")
"""Codes of what readers say of a PDF whose pages are pictures."""
IMAGE = "unread_image"
READ, UNSURE, NOTHING = "ocr", "ocr_unsure", "ocr_nothing"
"""Codes: pages were read by text recognition; could hardly be; held no words that could be."""
UNREAD = (*PICTURES, IMAGE)
"""Codes of what waits for text recognition."""
SURE = 0.7
"""How sure an engine must be of a page for its words not to be called guesses."""
_WAITS = "Have its words read (OCR) under Could not be read, or with: rejoinder ocr CASE."
_CANNOT = {IMAGE: "It is an image that cannot be drawn here, so that its words could not be read."}
_ENOUGH = 0.5
"""Part of a recognised word that lies on a word of the page's own text from which it is that word again."""


def waits(reading: Reading) -> bool:
    """Say whether a reading has pages whose words only text recognition can read."""
    return any(_waits(reading, problem) for problem in reading.problems)


def filled(reading: Reading, batch: str, needed: Sequence[int] | None, kept: Mapping[int, Recognised]) -> Reading:
    """Give a reading with what is kept of its pictures; `needed` are its pages that are pictures, None if unknown."""
    kept = {number: in_rows(page) for number, page in kept.items()}
    waiting = [problem for problem in reading.problems if _waits(reading, problem)]
    others = [problem for problem in reading.problems if problem not in waiting]
    told = [*others, *_still(reading.path, waiting, needed, kept), *_told(reading.path, kept)]
    if not kept:
        return replace(reading, problems=tuple(told))
    if not reading.documents:
        image = _image(reading, batch, needed or (), kept)
        return replace(reading, documents=(image,), problems=tuple(told))
    documents: list[Document] = []
    for one in reading.documents:
        if one.path == reading.path:
            one, added = _with_words(one, kept)
            told = [_with_spans_moved(problem, added) if problem.where == one.path else problem for problem in told]
        documents.append(one)
    return replace(reading, documents=tuple(documents), problems=tuple(told))


def _with_spans_moved(problem: Problem, added: Sequence[tuple[int, int]]) -> Problem:
    """Give a problem whose spans stand where their words do now; `added` are places and how much came in there."""
    spans: list[tuple[int, int]] = []
    for start, end in problem.spans:
        before = sum(much for at, much in added if at <= start)
        spans.append((start + before, end + before))
    return replace(problem, spans=tuple(spans))


def _still(
    path: str, waiting: Iterable[Problem], needed: Sequence[int] | None, kept: Mapping[int, Recognised]
) -> Iterator[Problem]:
    """Give what is still to be said of pictures: all wait, some do, or none can be recognised at all."""
    left = [number for number in needed or () if number not in kept]
    if needed is not None and not needed:
        yield from (replace(problem, what=_CANNOT.get(problem.code, problem.what), code=NOTHING) for problem in waiting)
    elif not kept:
        yield from (replace(problem, remedy=_WAITS) for problem in waiting)
    elif left:
        what = f"It has pages that are pictures and were not read: {numbers_in_words(left)}."
        yield from (Problem(path, what, _WAITS, problem.code, "partial") for problem in waiting)


def _waits(reading: Reading, problem: Problem) -> bool:
    if reading.format == "pdf":
        return problem.code in PICTURES and problem.where == reading.path
    return problem.code == IMAGE and reading.format == "unread"


def _image(reading: Reading, batch: str, needed: Iterable[int], kept: Mapping[int, Recognised]) -> Document:
    """Give an image as a document of as many pages as it has sides."""
    pages, texts, at = [], [], 0
    for number in needed:
        one = kept.get(number)
        text = one.text if one else ""
        words = _moved(one.words, at) if one else ()
        size = (one.width, one.height) if one else (0.0, 0.0)
        sure, covered = (one.confidence, one.redactions) if one else (None, ())
        pages.append(Page(number, at, at + len(text), *size, words, sure, covered))
        texts.append(text)
        at += len(text) + 1
    whole, parent = "\n".join(texts), reading.parent
    return Document(reading.path, "image", whole, pages=tuple(pages), parent=parent, batch=batch, sha256=reading.sha256)


def _with_words(document: Document, kept: Mapping[int, Recognised]) -> tuple[Document, list[tuple[int, int]]]:
    """Give a document with the words recognised on its pages, each page's below its own, and what came in where."""
    parts: list[str] = []
    added: list[tuple[int, int]] = []
    pages: list[Page] = []
    at = moved = 0
    for page in document.pages:
        one = kept.get(page.number)
        own = _moved(page.words, moved)
        start, end = page.start + moved, page.end + moved
        if one is None:
            pages.append(replace(page, start=start, end=end, words=own))
            continue
        text, words = _new(one, page.words)
        gap = "\n" if text and page.end > page.start else ""
        parts += (document.text[at : page.end], gap, text)
        at, moved = page.end, moved + len(gap) + len(text)
        added.append((page.end, len(gap) + len(text)))
        words = _moved(words, end + len(gap))
        end += len(gap) + len(text)
        pages.append(replace(page, start=start, end=end, words=own + words, confidence=one.confidence))
    return replace(document, text="".join((*parts, document.text[at:])), pages=tuple(pages)), added


def _new(one: Recognised, own: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
    """Give a page's recognised text and words without the lines that its own words say already, such as a stamp."""
    if not own:
        return one.text, one.words
    lines: list[str] = []
    words: list[Word] = []
    at = told = 0
    for line in one.text.split("\n"):
        here = [word for word in one.words if at <= word.start < at + len(line)]
        if not here or not all(any(_lies_on(word, other) for other in own) for word in here):
            lines.append(line)
            words += _moved(here, told - at)
            told += len(line) + 1
        at += len(line) + 1
    text = "\n".join(lines)
    return (text, tuple(words)) if words else ("", ())


def _lies_on(word: Word, other: Word) -> bool:
    wide = min(word.right, other.right) - max(word.left, other.left)
    high = min(word.bottom, other.bottom) - max(word.top, other.top)
    area = (word.right - word.left) * (word.bottom - word.top)
    return wide > 0 and high > 0 and wide * high >= _ENOUGH * area


def _moved(words: Iterable[Word], by: int) -> tuple[Word, ...]:
    return tuple(Word(word.start + by, word.end + by, *word[2:]) for word in words)


def _told(path: str, kept: Mapping[int, Recognised]) -> Iterator[Problem]:
    """Give what must be said of the pages recognised: which, how sure, by what; which hardly, which not at all."""
    found = {number: one for number, one in sorted(kept.items()) if one.words}
    sure = {number: one for number, one in found.items() if one.confidence >= SURE}
    unsure = {number: one for number, one in found.items() if one.confidence < SURE}
    if sure:
        engines = " and ".join(sorted({one.engine for one in sure.values()}))
        what = f"Read by text recognition (OCR), {_percent(sure)} % sure: {_pages(sure)}, by {engines}."
        yield Problem(path, what, "Compare the words with the picture before you rely on them.", READ, "flag")
    if unsure:
        what = f"Hardly read by text recognition (OCR), {_percent(unsure)} % sure: {_pages(unsure)}."
        remedy = "Take its words for guesses and look at the picture. Ask the sender for a better copy."
        yield Problem(path, what, remedy, UNSURE, "partial")
    if nothing := [number for number in kept if number not in found]:
        what = f"Text recognition (OCR) found no words: {_pages(nothing)}."
        yield Problem(path, what, "Look at it: it may be a photograph, handwriting or blank.", NOTHING, "partial")


def _percent(pages: Mapping[int, Recognised]) -> int:
    return min(99, round(100 * sum(one.confidence for one in pages.values()) / len(pages)))


def _pages(numbers: Iterable[int]) -> str:
    written = sorted(numbers)
    return f"{'page' if len(written) == 1 else 'pages'} {numbers_in_words(written)}"


def numbers_in_words(numbers: Iterable[int]) -> str:
    """Give page numbers in words: runs as 3–7, and at most twenty of them."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:20]]
    return ", ".join(told) + (" and more" if len(runs) > 20 else "")
