"""Word documents (Office Open XML): their words in reading order, marks for what a print would not show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import Package, UnreadableError, attribute, local, package_of
from rejoinder.read.ooxml import (
    Relation,
    core_part,
    drawn_words,
    embedded,
    main_part,
    pictured_words,
    pictures,
    relations,
    remarks,
    stored_words,
    unread_words,
)
from rejoinder.read.printed import divided
from rejoinder.read.stated import properties
from rejoinder.read.word_covers import placed, taken
from rejoinder.read.word_numbers import Numbers
from rejoinder.read.word_walk import Walk, vanishes

_Unread = list[UnreadableError]
_AROUND = ("header", "footer")


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the document, the files embedded in it, and what must be said of it."""
    try:
        package = package_of(blob)
        part = main_part(package, "word/document.xml")
        body = package.markup(part)
        beside = relations(package, part)
    except UnreadableError as fault:
        yield fault.problem(blob.name)
        return
    unread: _Unread = []
    marks = Marks(blob.media_type)
    styles = _beside(package, "word/styles.xml", unread)
    numbers = Numbers(_beside(package, "word/numbering.xml", unread), styles)
    walk = Walk(_hiding_styles(styles), marks, numbers)
    text = _text(package, part, body, beside, walk, unread)
    stated = properties(package, core_part(package))
    whole, covered = taken(stated.under(text))
    text, _ = taken(text)
    made = Document(blob.name, "word", whole, title=stated.title, author=stated.author, date=stated.date)
    pieces = list(divided(made, partings=blob.partings))
    yield from pieces
    yield from (fault.problem(blob.name, "partial") for fault in unread)
    yield from pictures(blob.name, package, text)
    yield from unread_words(blob.name, package, whole)
    for remark in marks.problems(blob.name):
        yield from placed(remark, whole, covered, pieces)
    yield from remarks(blob, package)
    yield from embedded(blob, package)


def _text(package: Package, part: str, body: Any, beside: list[Relation], walk: Walk, unread: _Unread) -> str:
    """Give the text: headers, body, footers, then what nothing on the pages refers to."""
    roots = dict(_parts(package, beside, unread))
    threads = next((root for kind, _, root in roots.values() if kind == "commentsextended"), None)
    for kind, name, root in roots.values():
        walk.targets = _targets(package, name, unread)
        if kind == "comments":
            walk.beside.take_comments(root, threads, walk.block)
        elif kind in ("footnotes", "endnotes"):
            walk.beside.take_notes(root, walk.block)
    around: dict[str, dict[str, None]] = {kind: {} for kind in _AROUND}
    for kind, name, root in roots.values():
        if kind in _AROUND:
            walk.targets = _targets(package, name, unread)
            around[kind][walk.block(root).strip()] = None
    walk.targets = _targets(package, part, unread)
    main = walk.block(body).strip("\n")
    rest = "\n".join(walk.beside.rest())
    drawn = "\n".join((*drawn_words(package), *pictured_words(package)))
    kept = "\n".join(
        (*_settings(package, walk.marks), *_building_blocks(package, walk), *stored_words(package, walk.marks))
    )
    return "\n\n".join(one for one in (*around["header"], main, drawn, *around["footer"], rest, kept) if one)


def _parts(package: Package, beside: list[Relation], unread: _Unread) -> Iterator[tuple[str, tuple[str, str, Any]]]:
    """Give the parts the document uses that hold words, with their kind."""
    kinds = (*_AROUND, "footnotes", "endnotes", "comments", "commentsextended")
    for one in beside:
        if one.kind in kinds and not one.external and one.target in package:
            try:
                yield one.target, (one.kind, one.target, package.markup(one.target))
            except UnreadableError as fault:
                unread.append(fault)


def _targets(package: Package, part: str, unread: _Unread) -> dict[str, str]:
    """Give the addresses that a part's links lead to."""
    try:
        return {one.id: one.target for one in relations(package, part) if one.external and one.kind == "hyperlink"}
    except UnreadableError as fault:
        unread.append(fault)
        return {}


def _beside(package: Package, part: str, unread: _Unread) -> Any | None:
    """Give a part that tells how the text is set; None where there is none."""
    if part not in package:
        return None
    try:
        return package.markup(part)
    except UnreadableError as fault:
        unread.append(fault)
        return None


def _hiding_styles(styles: Any | None) -> frozenset[str]:
    """Give the styles whose words are hidden, by themselves or by what they are based on."""
    if styles is None:
        return frozenset()
    based: dict[str, str] = {}
    hides: dict[str, bool] = {}
    for style in styles:
        if local(style) != "style":
            continue
        name = attribute(style, "styleId")
        for child in style:
            if local(child) == "basedOn":
                based[name] = attribute(child, "val")
            elif local(child) == "rPr" and vanishes(child) is not None:
                hides[name] = bool(vanishes(child))
    for name in based:
        chain = [name]
        while chain[-1] not in hides and chain[-1] in based and len(chain) < 20:
            chain.append(based[chain[-1]])
        hides.setdefault(name, hides.get(chain[-1], False))
    return frozenset(name for name, hidden in hides.items() if hidden)


def _settings(package: Package, marks: Marks) -> Iterator[str]:
    """Give the document's variables, and where letters of a series take their addresses from."""
    if "word/settings.xml" not in package:
        return
    try:
        settings = package.markup("word/settings.xml")
    except UnreadableError:
        return
    for one in settings.iter("{*}docVar", "{*}query", "{*}connectString"):
        words = attribute(one, "val")
        if words.strip():
            marks.note("stored_text")
            yield mark(f"Stored variable {attribute(one, 'name')}".rstrip(), words)


def _building_blocks(package: Package, walk: Walk) -> Iterator[str]:
    """Give the pieces of text kept for use, but for those that only ask to be written over."""
    if "word/glossary/document.xml" not in package:
        return
    try:
        root = package.markup("word/glossary/document.xml")
    except UnreadableError:
        return
    for piece in root.iter("{*}docPart"):
        galleries = [attribute(one, "val") for one in piece.iter("{*}gallery")]
        text = "\n".join(walk.block(one).strip("\n") for one in piece if local(one) == "docPartBody")
        if text.strip() and "placeholder" not in galleries:
            walk.marks.note("stored_text")
            yield mark("Stored piece of text", text)
