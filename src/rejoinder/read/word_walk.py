"""A walk through a Word document's elements, in reading order: what it shows, and marks for what it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from rejoinder.read.marks import ABOUT, Marks, mark
from rejoinder.read.markup import attribute, local
from rejoinder.read.word_covers import CLOSE, OPEN, plain
from rejoinder.read.word_lines import Field, Lines
from rejoinder.read.word_notes import Beside
from rejoinder.read.word_numbers import Numbers

_OFF = ("0", "false", "off")
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SETTINGS = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr")
_SKIPPED = frozenset((*_SETTINGS, "delInstrText", "rt"))
_CHANGES = {
    "ins": ("tracked_insertion", "Inserted"),
    "moveTo": ("tracked_move", "Moved here"),
    "del": ("tracked_deletion", "Deleted"),
    "moveFrom": ("tracked_move", "Moved away"),
}
_FETCHING = ("INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "DATABASE", "RD")
PICTURE = "Picture, described as"
_COVERS = ("black", "000000")


class Walk:
    """A walk through the elements of a document, in reading order."""

    def __init__(self, hiding: frozenset[str], marks: Marks, numbers: Numbers | None = None) -> None:
        self.marks = marks
        self._numbers = numbers or Numbers()
        self.beside = Beside(marks)
        self.targets: Mapping[str, str] = {}
        """Addresses that the links of the part being walked lead to, by the number of the relation."""
        self._hiding = hiding
        self._spoken: list[str] = []
        self._ranges: dict[str, int] = {}
        self._fields: list[Field] = []
        self._verbs: dict[str, Callable[[Any, Lines], None]] = {
            "t": self._text,
            "delText": self._text,
            "sym": self._symbol,
            "r": self._run,
            "ins": self._insertion,
            "moveTo": self._insertion,
            "del": self._deletion,
            "moveFrom": self._deletion,
            "annotation": self._annotation,
            "AlternateContent": self._alternative,
            "txbxContent": self._box,
            "p": self._nested,
            "tbl": self._nested,
            "commentRangeStart": self._range,
            "commentReference": self._refer,
            "footnoteReference": self._refer,
            "endnoteReference": self._refer,
            "docPr": self._picture,
            "textpath": self._drawn,
            "fldChar": self._field,
            "fldSimple": self._simple_field,
            "instrText": self._instruction,
            "hyperlink": self._link,
            "hlinkClick": self._link,
            "hlinkHover": self._link,
        }

    def block(self, root: Any, below: list[str] | None = None) -> str:
        """Give the paragraphs and tables within an element, each on lines of its own.

        What hangs from them stands under each, or goes below where that is given.
        """
        lines: list[str] = []
        for child in root:
            name = local(child)
            if name == "p":
                lines += self._paragraph(child, below)
            elif name == "tbl":
                for row in _rows(child):
                    lines += self._row(row, below)
            elif name in _CHANGES and not len(child):
                continue
            elif name == "AlternateContent" or name in self._verbs:
                lines += self._paragraph([child], below)
            elif name not in _SKIPPED:
                within = self.block(child, below)
                if within:
                    lines.append(within)
        return "\n".join(lines)

    def _paragraph(self, element: Any, below: list[str] | None) -> list[str]:
        """Give a paragraph's own line, and under it those that hang from it."""
        lines = Lines()
        self._walk(element, lines)
        words = lines.words
        hung = lines.hung(words)
        shown = self._numbered(element, words.rstrip())
        if below is not None:
            below += hung
            return [shown]
        return [shown, *hung] if shown or not hung else hung

    def _numbered(self, element: Any, shown: str) -> str:
        """Give a paragraph's words after the number that Word sets before them."""
        if local(element) != "p" or (not shown and _is_gone(element)):
            return shown
        number = self._numbers.of(element)
        empty = not shown and not any(letter.isalnum() for letter in number)
        return f"{number} {shown}".rstrip() if number and not empty else shown

    def _row(self, row: Any, below: list[str] | None) -> list[str]:
        hung: list[str] = []
        cells = [self.block(cell, hung).strip("\n") for cell in _cells(row)]
        text = "\t".join(cells)
        for change in _changes_of(row):
            code, what = _CHANGES[local(change)]
            author, date = attribute(change, "author"), attribute(change, "date")
            self.marks.note(code, author=author, date=date)
            if what == "Deleted":
                hung.insert(0, mark("Deleted row", text, author, date))
                text = ""
            else:
                hung.insert(0, mark("Inserted row", "", author, date))
        if below is not None:
            below += hung
            return [text]
        return [text, *hung] if text else hung

    def _walk(self, element: Any, lines: Lines) -> None:
        for child in element:
            name = local(child)
            verb = self._verbs.get(name)
            if verb:
                verb(child, lines)
            elif name in _BREAKS:
                lines.say(_BREAKS[name])
            elif name not in _SKIPPED:
                self._walk(child, lines)

    def _text(self, element: Any, lines: Lines) -> None:
        words = plain(element.text or "")
        if words:
            lines.say(words)
            self._spoken.append(words)

    def _symbol(self, element: Any, lines: Lines) -> None:
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return
        if 0x20 <= code < 0xD800:
            lines.say(chr(code))

    def _run(self, element: Any, lines: Lines) -> None:
        style = next((child for child in element if local(child) == "rPr"), None)
        covered = style is not None and self._note_colours(element, style)
        if covered:
            lines.say(OPEN)
            self._run_as_styled(element, style, lines)
            lines.say(CLOSE)
        else:
            self._run_as_styled(element, style, lines)

    def _run_as_styled(self, element: Any, style: Any, lines: Lines) -> None:
        if not self._is_hidden(element, style):
            self._walk(element, lines)
            return
        self._apart(element, lines, "hidden_text", "Hidden")

    def _apart(self, element: Any, lines: Lines, code: str, what: str) -> None:
        """Tell an element's words in a mark instead of among those shown."""
        within = Lines()
        self._walk(element, within)
        author, date = attribute(element, "author"), attribute(element, "date")
        words, boxes = within.words, within.hung(within.words)
        if words.strip() and lines.hang(what, words, author=author, date=date):
            self.marks.note(code, author=author, date=date)
        lines.below += boxes

    def _is_hidden(self, run: Any, style: Any) -> bool:
        """Say whether a run's words are hidden: by itself, its style, or its paragraph's style."""
        own = vanishes(style) if style is not None else None
        if own is not None:
            return own
        if not self._hiding:
            return False
        named = (
            next((attribute(one, "val") for one in style if local(one) == "rStyle"), "") if style is not None else ""
        )
        return named in self._hiding or _paragraph_style(run) in self._hiding

    def _note_colours(self, run: Any, style: Any) -> bool:
        """Note words in white, and words that are marked in black as if they were blacked out; say whether those."""
        said = {local(one): attribute(one, "fill") or attribute(one, "val") for one in style}
        behind = said.get("highlight", "") or said.get("shd", "")
        if _blacked_out(said) and _has_words(run):
            self.marks.note("covered_text")
            return True
        if said.get("color", "").upper() == "FFFFFF" and not behind and _has_words(run):
            self.marks.note("white_text")
        return False

    def _insertion(self, element: Any, lines: Lines) -> None:
        code, what = _CHANGES[local(element)]
        author, date = attribute(element, "author"), attribute(element, "date")
        start, at = lines.length, len(lines.parts)
        self._walk(element, lines)
        words = "".join(lines.parts[at:])
        if words.strip() and lines.hang(what, words, author=author, date=date, start=start):
            self.marks.note(code, author=author, date=date)

    def _deletion(self, element: Any, lines: Lines) -> None:
        self._apart(element, lines, *_CHANGES[local(element)])

    def _annotation(self, element: Any, lines: Lines) -> None:
        """Take a change or comment as Office 2003 wrote them."""
        kind = attribute(element, "type").rpartition(".")[2]
        author, date = attribute(element, "author"), attribute(element, "createdate")
        if kind not in ("Deletion", "Comment"):
            self._walk(element, lines)
            return
        within = Lines()
        self._walk(element, within)
        code, what = ("tracked_deletion", "Deleted") if kind == "Deletion" else ("comment", "Comment")
        if within.words.strip() and lines.hang(what, within.words.strip("\n"), author=author, date=date):
            self.marks.note(code, author=author, date=date)
        lines.below += within.hung(within.words)

    def _alternative(self, element: Any, lines: Lines) -> None:
        """Follow the first way of saying it that has words: the others say the same again."""
        first = Lines()
        for number, choice in enumerate(element):
            tried = Lines()
            self._walk(choice, tried)
            told = (one for one in tried.below if not isinstance(one, str) or not one.startswith(f"[{PICTURE}"))
            if tried.words.strip() or next(told, None) is not None:
                first = tried
                break
            first = first if number else tried
        lines.take(first)

    def _box(self, element: Any, lines: Lines) -> None:
        text = self.block(element).strip("\n")
        if text:
            lines.below.append(text)

    def _nested(self, element: Any, lines: Lines) -> None:
        """Put a paragraph or table found within a run or a change on lines of its own."""
        below: list[str] = []
        if local(element) == "p":
            found = self._paragraph(element, below)
        else:
            found = [line for row in _rows(element) for line in self._row(row, below)]
        lines.say(("\n" if lines.parts else "") + "\n".join(found))
        lines.below += below

    def _range(self, element: Any, _: Lines) -> None:
        self._ranges[attribute(element, "id")] = len(self._spoken)

    def _refer(self, element: Any, lines: Lines) -> None:
        """Hang a comment or note where the text refers to it."""
        own, what = attribute(element, "id"), local(element)
        if what == "commentReference":
            lines.below += self.beside.comment(own, self._since(self._ranges.pop(own, None)))
        else:
            lines.below += self.beside.note("Footnote" if what == "footnoteReference" else "Endnote", own)

    def _since(self, start: int | None) -> str:
        """Give the first of the words spoken since a place."""
        if start is None:
            return ""
        return "".join(word[: ABOUT * 4] for word in islice(self._spoken, start, start + ABOUT))

    def _picture(self, element: Any, lines: Lines) -> None:
        told = dict.fromkeys(attribute(element, name).strip() for name in ("title", "descr"))
        lines.below += [mark(PICTURE, words) for words in told if words]
        self._walk(element, lines)

    def _drawn(self, element: Any, lines: Lines) -> None:
        """Take words that are drawn along a path: they stand in an attribute."""
        if element.get("string"):
            lines.below.append(element.get("string"))

    def _field(self, element: Any, lines: Lines) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(Field())
        elif kind in ("separate", "end") and self._fields:
            field = self._fields[-1]
            self._instructed(field.code, lines)
            if kind == "separate":
                field.begin(lines)
            else:
                self._fields.pop().end(lines, self.marks)

    def _instruction(self, element: Any, _: Lines) -> None:
        if self._fields:
            self._fields[-1].code += element.text or ""

    def _simple_field(self, element: Any, lines: Lines) -> None:
        field = Field(attribute(element, "instr"))
        self._instructed(field.code, lines)
        field.begin(lines)
        self._walk(element, lines)
        field.end(lines, self.marks)

    def _instructed(self, instruction: str, lines: Lines) -> None:
        """Tell of a field that takes its words from elsewhere, or leads there."""
        words = instruction.split(None, 1)
        name = words[0].upper() if words else ""
        if name in _FETCHING:
            self.marks.note("linked_field")
            lines.below.append(mark("Field", instruction.strip()[:2_000]))
        elif name == "HYPERLINK" and '"' in instruction:
            self._lead(instruction.split('"')[1], lines)

    def _link(self, element: Any, lines: Lines) -> None:
        self._walk(element, lines)
        related = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        self._lead(self.targets.get(related, ""), lines)

    def _lead(self, address: str, lines: Lines) -> None:
        """Tell where a link leads, unless its words say so."""
        plain = address.strip().removeprefix("mailto:")
        told = mark("Link to", address.strip()[:2_000])
        if plain and plain not in "".join(lines.parts[-50:]) and told not in lines.below[-3:]:
            lines.below.append(told)


def _is_gone(paragraph: Any) -> bool:
    """Say whether a paragraph's end was deleted or is hidden: then it has no number either."""
    for settings in paragraph:
        if local(settings) == "pPr":
            style = next((one for one in settings if local(one) == "rPr"), ())
            return any(local(one) in ("del", "moveFrom") for one in style) or bool(vanishes(style))
    return False


def vanishes(style: Any) -> bool | None:
    """Say whether an rPr hides its words; None when it does not say."""
    for child in style:
        if local(child) == "vanish":
            return attribute(child, "val") not in _OFF
    return None


def _blacked_out(said: Mapping[str, str]) -> bool:
    """Say whether words are black on black: without a colour of their own they turn white on a ground, not a mark."""
    if said.get("highlight") in _COVERS:
        return said.get("color", "auto") in (*_COVERS, "auto")
    return not said.get("highlight") and said.get("shd") in _COVERS and said.get("color") in _COVERS


def _has_words(run: Any) -> bool:
    return any(local(one) in ("t", "delText") and (one.text or "").strip() for one in run)


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


def _changes_of(row: Any) -> list[Any]:
    """Give the changes that a row's properties tell of: that it was inserted, or deleted."""
    return [one for child in row if local(child) == "trPr" for one in child if local(one) in ("ins", "del")]


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
