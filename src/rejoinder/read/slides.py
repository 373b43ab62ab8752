"""Presentations (Office Open XML): each slide's words in reading order, its notes and comments, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import Package, UnreadableError, attribute, local, package_of
from rejoinder.read.ooxml import (
    Relation,
    core_part,
    embedded,
    main_part,
    pictured_words,
    pictures,
    relations,
    remarks,
    stored_words,
    unread_words,
    words_drawn,
)
from rejoinder.read.slide_shapes import Frame, words_of
from rejoinder.read.stated import properties

_SLIDE = re.compile(r"ppt/slides/[^/]+\.xml")
_DRAWN = ("chart", "chartex", "diagramdata")
_UNSPOKEN = ("sldImg", "sldNum")
_EDGES = ("hdr", "ftr", "dt")
_BEHIND = ("ppt/slidemasters/", "ppt/slidelayouts/")


@dataclass(slots=True)
class _Deck:
    """A presentation while it is read."""

    package: Package
    frame: Frame
    marks: Marks
    authors: dict[str, str] = field(default_factory=dict)
    unread: list[UnreadableError] = field(default_factory=list)


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the presentation as one document, the files embedded in it, and what must be said of it."""
    try:
        package = package_of(blob)
        part = main_part(package, "ppt/presentation.xml")
        root = package.markup(part)
        targets = {one.id: one.target for one in relations(package, part)}
    except UnreadableError as fault:
        yield fault.problem(blob.name)
        return
    marks = Marks(blob.media_type)
    deck = _Deck(package, Frame.of(root, marks), marks)
    deck.authors = _authors(deck)
    related = (_related(one) for one in root.iter("{*}sldId"))
    listed = [targets[one] for one in related if one in targets]
    parts = [_slide(deck, name, str(number)) for number, name in enumerate(listed, 1)]
    if listed and len(deck.unread) == len(listed):
        yield deck.unread[0].problem(blob.name)
        return
    parts += [_left(deck, name) for name in package.names("ppt/slides/") if _is_left(name, listed)]
    parts += ["\n".join((*_behind(deck), *pictured_words(package))), "\n".join(stored_words(package, marks))]
    text = "\n\n".join(part for part in parts if part)
    stated = properties(package, core_part(package))
    whole = stated.under(text)
    yield Document(blob.name, "slides", whole, title=stated.title, author=stated.author, date=stated.date)
    yield from (fault.problem(blob.name, "partial") for fault in deck.unread)
    yield from pictures(blob.name, package, re.sub(r"(?m)^\[(?:Hidden s|S)lide \d+\]$", "", text))
    yield from unread_words(blob.name, package, whole)
    yield from marks.problems(blob.name)
    yield from remarks(blob, package)
    yield from embedded(blob, package)


def _related(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}id")), "")


def _is_left(name: str, listed: list[str]) -> bool:
    """Say whether a part is a slide that the presentation does not show."""
    return bool(_SLIDE.fullmatch(name)) and name not in {one.lower() for one in listed}


def _authors(deck: _Deck) -> dict[str, str]:
    """Give the names of those who commented, by their number."""
    found: dict[str, str] = {}
    for name in (*deck.package.names("ppt/commentauthors"), *deck.package.names("ppt/authors")):
        try:
            found |= {attribute(one, "id"): attribute(one, "name") for one in deck.package.markup(name)}
        except UnreadableError as fault:
            deck.unread.append(fault)
    return found


def _slide(deck: _Deck, name: str, number: str) -> str:
    """Give a slide: its number, its words, what is drawn on it, its notes and its comments."""
    try:
        root = deck.package.markup(name)
        beside = relations(deck.package, name)
    except UnreadableError as fault:
        deck.unread.append(fault)
        return ""
    hidden = root.get("show") in ("0", "false")
    if hidden:
        deck.marks.note("hidden_slide", place=f"slide {number}")
    links = {one.id: one.target for one in beside if one.external and one.kind == "hyperlink"}
    lines = [mark(f"{'Hidden slide' if hidden else 'Slide'} {number}"), *words_of(root, deck.frame, links)]
    for one in beside:
        if one.external or one.target not in deck.package:
            continue
        try:
            lines += _hanging(deck, one, number)
        except UnreadableError as fault:
            deck.unread.append(fault)
    return "\n".join(lines)


def _hanging(deck: _Deck, one: Relation, number: str) -> list[str]:
    """Give the lines of a part that a slide uses."""
    if one.kind in _DRAWN:
        return words_drawn(deck.package, one.target)
    if one.kind == "notesslide":
        root, anywhere = deck.package.markup(one.target), deck.frame.anywhere()
        if next(words_of(root, anywhere, {}, (*_UNSPOKEN, *_EDGES)), ""):
            deck.marks.note("speaker_notes", place=f"slide {number}")
        words = "\n".join(words_of(root, anywhere, {}, _UNSPOKEN))
        return [mark("Notes", words)] if words.strip() else []
    if one.kind == "comments":
        return list(_comments(deck, deck.package.markup(one.target)))
    return []


def _comments(deck: _Deck, root: Any) -> Iterator[str]:
    """Give a slide's comments and the answers to them, of programs old and new."""
    for comment in root.iter("{*}cm", "{*}reply"):
        author = deck.authors.get(attribute(comment, "authorId"), "")
        date = attribute(comment, "dt") or attribute(comment, "created")
        within = (one for one in comment if local(one) in ("text", "txBody"))
        words = "\n".join(
            "".join(one.text or "" for one in body.iter("{*}t")) if local(body) == "txBody" else body.text or ""
            for body in within
        )
        what = (
            "Reply" if local(comment) == "reply" or next(comment.iter("{*}parentCm"), None) is not None else "Comment"
        )
        what = f"Resolved {what.lower()}" if attribute(comment, "status") == "resolved" else what
        deck.marks.note("comment", author=author, date=date)
        yield mark(what, words, author, date)


def _left(deck: _Deck, name: str) -> str:
    """Give a slide that lies in the file and is not in the presentation."""
    try:
        words = "\n".join(words_of(deck.package.markup(name), deck.frame, {}))
    except UnreadableError as fault:
        deck.unread.append(fault)
        return ""
    deck.marks.note("stored_text")
    return mark("Stored slide, not in the presentation", words)


def _behind(deck: _Deck) -> Iterator[str]:
    """Give the words that layouts put behind slides, each once; what only asks to be written over is none."""
    found: dict[str, None] = {}
    for name in deck.package.names("ppt/"):
        if name.startswith(_BEHIND) and "/_rels/" not in name:
            try:
                found |= dict.fromkeys(words_of(deck.package.markup(name), deck.frame.anywhere(), {}, None))
            except UnreadableError as fault:
                deck.unread.append(fault)
    for words in found:
        yield mark("Behind the slides", words)
