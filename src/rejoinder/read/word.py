"""Word documents (Office Open XML): their words in reading order, each hidden layer kept apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.layers import Layers, signed
from rejoinder.read.markup import Package, UnreadableError, attribute, local, package_of
from rejoinder.read.ooxml import (
    Relation,
    drawn_words,
    embedded,
    main_part,
    only_pictures,
    properties,
    relations,
    remarks,
)
from rejoinder.read.printed import divided

_Unread = list[UnreadableError]
_OFF = ("0", "false", "off")
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SETTINGS = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr")
_SKIPPED = frozenset((*_SETTINGS, "instrText", "delInstrText", "rt"))
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")
_PARTS = ("header", "footer", "footnotes", "endnotes", "comments")


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
    try:
        walk = _Walk(_hiding_styles(package))
    except UnreadableError as fault:
        walk = _Walk(frozenset())
        unread.append(fault)
    shown = _shown(package, body, beside, walk, unread)
    text = walk.layers.text(shown)
    stated = properties(package)
    yield from divided(
        Document(
            path=blob.name,
            kind="word",
            text=text,
            title=stated.title,
            author=stated.author,
            date=stated.date,
        )
    )
    yield from (fault.problem(blob.name, "partial") for fault in unread)
    yield from only_pictures(blob, package, text)
    yield from walk.layers.remarks(blob.name)
    yield from remarks(blob, package)
    yield from embedded(blob, package)


def _shown(package: Package, body: Any, beside: list[Relation], walk: _Walk, unread: _Unread) -> str:
    """Give the text that is shown: headers, body, footers; notes and comments go to their layers."""
    around: dict[str, list[str]] = {"header": [], "footer": []}
    main = walk.block(body)
    for kind in _PARTS:
        for part in dict.fromkeys(one.target for one in beside if one.kind == kind and not one.external):
            if part not in package:
                continue
            try:
                root = package.markup(part)
            except UnreadableError as fault:
                unread.append(fault)
                continue
            if kind in around:
                text = walk.block(root).strip()
                if text and text not in around[kind]:
                    around[kind].append(text)
            elif kind == "comments":
                _comments(root, walk)
            else:
                _notes(root, kind, walk)
    below = ("\n".join(drawn_words(package)), *around["footer"])
    return "\n\n".join(part for part in (*around["header"], main.strip("\n"), *below) if part)


def _notes(root: Any, kind: str, walk: _Walk) -> None:
    """Add the foot- or endnotes to their layer, numbered as they stand."""
    number = 0
    for note in root:
        if attribute(note, "type") in _NO_NOTE:
            continue
        number += 1
        text = walk.block(note).strip()
        if text:
            walk.layers.notes.append(f"{'Footnote' if kind == 'footnotes' else 'Endnote'} {number}: {text}")


def _comments(root: Any, walk: _Walk) -> None:
    for comment in root:
        text = walk.block(comment).strip()
        if text:
            who = signed(attribute(comment, "author"), attribute(comment, "date"))
            walk.layers.comments.append(who + text)


def _hiding_styles(package: Package) -> frozenset[str]:
    """Give the styles whose words are hidden, by themselves or by what they are based on."""
    if "word/styles.xml" not in package:
        return frozenset()
    based: dict[str, str] = {}
    hides: dict[str, bool] = {}
    for style in package.markup("word/styles.xml"):
        if local(style) != "style":
            continue
        name = attribute(style, "styleId")
        for child in style:
            if local(child) == "basedOn":
                based[name] = attribute(child, "val")
            elif local(child) == "rPr" and _vanishes(child) is not None:
                hides[name] = bool(_vanishes(child))
    for name in based:
        chain = [name]
        while chain[-1] not in hides and chain[-1] in based and len(chain) < 20:
            chain.append(based[chain[-1]])
        hides.setdefault(name, hides.get(chain[-1], False))
    return frozenset(name for name, hidden in hides.items() if hidden)


def _vanishes(style: Any) -> bool | None:
    """Say whether an rPr hides its words; None when it does not say."""
    for child in style:
        if local(child) == "vanish":
            return attribute(child, "val") not in _OFF
    return None


@dataclass(slots=True)
class _Lines:
    """A paragraph being put together, and the text boxes that hang from it."""

    parts: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


class _Walk:
    """A walk through the elements of a document, in reading order."""

    def __init__(self, hiding: frozenset[str]) -> None:
        self.layers = Layers()
        self._hiding = hiding
        self._verbs: dict[str, Callable[[Any, _Lines], None]] = {
            "t": self._text,
            "delText": self._text,
            "sym": self._symbol,
            "r": self._run,
            "ins": self._insertion,
            "moveTo": self._insertion,
            "del": self._deletion,
            "moveFrom": self._deletion,
            "AlternateContent": self._alternative,
            "txbxContent": self._box,
            "p": self._nested,
            "tbl": self._nested,
        }

    def block(self, root: Any) -> str:
        """Give the paragraphs and tables within an element, each on lines of its own."""
        lines: list[str] = []
        for child in root:
            name = local(child)
            if name == "p":
                lines.append(self._paragraph(child))
            elif name == "tbl":
                lines += [self._row(row) for row in _rows(child)]
            elif name in ("ins", "moveTo", "del", "moveFrom") and not len(child):
                continue
            elif name not in _SKIPPED:
                within = self._within(child, name)
                if within:
                    lines.append(within)
        return "\n".join(lines)

    def _within(self, child: Any, name: str) -> str:
        """Give what an element that is neither paragraph nor table holds."""
        if name == "AlternateContent" or name in self._verbs:
            return self._paragraph([child])
        return self.block(child)

    def _row(self, row: Any) -> str:
        cells = [self.block(cell).strip("\n") for cell in _cells(row)]
        text = "\t".join(cells)
        if _marked(row, "trPr", "del") and text.strip():
            self.layers.deleted.append(text)
            return ""
        return text

    def _paragraph(self, element: Any) -> str:
        lines = _Lines()
        self._walk(element, lines)
        return "\n".join(("".join(lines.parts).rstrip(), *lines.boxes))

    def _walk(self, element: Any, lines: _Lines) -> None:
        for child in element:
            name = local(child)
            verb = self._verbs.get(name)
            if verb:
                verb(child, lines)
            elif name in _BREAKS:
                lines.parts.append(_BREAKS[name])
            elif name not in _SKIPPED:
                self._walk(child, lines)

    def _text(self, element: Any, lines: _Lines) -> None:
        lines.parts.append(element.text or "")

    def _symbol(self, element: Any, lines: _Lines) -> None:
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return
        if 0x20 <= code < 0xD800:
            lines.parts.append(chr(code))

    def _run(self, element: Any, lines: _Lines) -> None:
        if not self._is_hidden(element):
            self._walk(element, lines)
            return
        hidden = _Lines()
        self._walk(element, hidden)
        self._keep(self.layers.hidden, hidden)

    def _is_hidden(self, run: Any) -> bool:
        """Say whether a run's words are hidden: by itself, its style, or its paragraph's style."""
        style = ""
        for child in run:
            if local(child) == "rPr":
                own = _vanishes(child)
                if own is not None:
                    return own
                style = next((attribute(one, "val") for one in child if local(one) == "rStyle"), "")
                break
        if not self._hiding:
            return False
        return style in self._hiding or _paragraph_style(run) in self._hiding

    def _insertion(self, element: Any, lines: _Lines) -> None:
        self.layers.inserted = True
        self._walk(element, lines)

    def _deletion(self, element: Any, _: _Lines) -> None:
        deleted = _Lines()
        self._walk(element, deleted)
        mark = signed(attribute(element, "author"), attribute(element, "date"))
        self._keep(self.layers.deleted, deleted, mark)

    def _alternative(self, element: Any, lines: _Lines) -> None:
        """Follow the first way of saying it that has words: the others say the same again."""
        for choice in element:
            tried = _Lines()
            self._walk(choice, tried)
            if "".join(tried.parts).strip() or tried.boxes:
                lines.parts += tried.parts
                lines.boxes += tried.boxes
                return

    def _box(self, element: Any, lines: _Lines) -> None:
        text = self.block(element).strip("\n")
        if text:
            lines.boxes.append(text)

    def _nested(self, element: Any, lines: _Lines) -> None:
        """Put a paragraph or table found within a run or a change on lines of its own."""
        if local(element) == "p":
            text = self._paragraph(element)
        else:
            text = "\n".join(self._row(row) for row in _rows(element))
        lines.parts.append(("\n" if lines.parts else "") + text)

    def _keep(self, layer: list[str], lines: _Lines, mark: str = "") -> None:
        text = "\n".join(("".join(lines.parts), *lines.boxes)).strip("\n")
        if text.strip():
            layer.append(mark + text)


def _rows(table: Any) -> Iterator[Any]:
    """Give a table's rows, also those within content controls and changes."""
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _cells(child)


def _marked(element: Any, about: str, mark: str) -> bool:
    """Say whether an element's properties bear a mark."""
    return any(local(child) == about and any(local(one) == mark for one in child) for child in element)


def _paragraph_style(run: Any) -> str:
    """Give the style of the paragraph a run stands in; empty when it has none."""
    above = run.getparent()
    while above is not None and local(above) != "p":
        above = above.getparent()
    if above is None:
        return ""
    for child in above:
        if local(child) == "pPr":
            return next((attribute(one, "val") for one in child if local(one) == "pStyle"), "")
    return ""
