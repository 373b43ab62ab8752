"""Rich Text Format documents: their words, and marks for what they note, hide or had deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rejoinder.model import INSIDE, Blob, Document, Problem
from rejoinder.read.bodies import safe_name
from rejoinder.read.html import page_remarks, render, with_hidden
from rejoinder.read.mapi.compound import file_of_object
from rejoinder.read.mapi.rtf import Unwrapped, unwrapped
from rejoinder.read.marks import Marks
from rejoinder.read.plain import lines, remarks
from rejoinder.read.stated import property_lines

_NOT_HEXADECIMAL = re.compile(r"[^0-9A-Fa-f]+")


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the document, the files embedded in it, and flags for what it hides."""
    found = unwrapped(bytes(blob.untrusted_bytes))
    if found.kind == "html":
        page = render(found.text)
        yield Document(blob.name, "html", with_hidden(page), title=page.title)
        yield from page_remarks(blob.name, (page,))
        return
    text = lines(found.marked)
    stated = property_lines(found.stated)
    whole = "\n\n".join(part for part in (text, "\n".join(stated)) if part)
    told = dict(found.stated)
    date = told["last changed"] or told["created"]
    yield Document(blob.name, "word", whole, title=found.title, author=found.author, date=date)
    yield from _embedded(blob, found)
    yield from _said(blob.name, found)
    yield from remarks(blob.name, text, False)


def _embedded(blob: Blob, found: Unwrapped) -> Iterator[Blob | Problem]:
    """Give each embedded file, and a flag for each object that is a program's own form only."""
    for number, line in enumerate(found.objects.split("\n") if found.objects else (), 1):
        digits = _NOT_HEXADECIMAL.sub("", line)
        file = file_of_object(bytes.fromhex(digits[: len(digits) & ~1]))
        if file:
            name = safe_name(file.name)
            path = f"{blob.name}{INSIDE}{number}/{name}" if name else f"{blob.name}{INSIDE}{number}"
            yield Blob(path, file.content, "", blob.name, blob.depth + 1)
        else:
            what = "It holds an object of another program, or a link to one, that cannot be read."
            yield Problem(blob.name, what, "Open it in a word processor.", "attachment_unread", "flag")


def _said(where: str, found: Unwrapped) -> Iterator[Problem]:
    marks = Marks()
    for code, author, date in found.met:
        marks.note(code, author=author, date=date)
    yield from marks.problems(where)
    if found.pictures and not found.text.strip():
        what = "It holds pictures and no words, and its pictures have not been read."
        remedy = "Look at it; type what matters into a text file and add that."
        yield Problem(where, what, remedy, "unread_image", "partial")
