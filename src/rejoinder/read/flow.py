"""Markup's elements flowing into lines of text: blocks, breaks, lists, tables and quotations."""

from __future__ import annotations

import re
from typing import NamedTuple

_NOTHING, _TAB, _LINE, _BLANK = range(4)
_DEEPEST = 40
"""Levels of quotation that are marked; deeper ones are marked as this."""

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "body",
            "blockquote",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol"),
        *(
            "optgroup",
            "option",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "title",
        ),
        *("tr", "ul"),
    )
)
_SPACED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "ul", "ol", "dl", "table"))
_DROPPED = frozenset(("script", "style", "template", "title", "iframe", "noembed", "noframes"))
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_PREFORMATTED = frozenset(("pre", "textarea", "xmp", "plaintext"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_CALLING = ("src", "background", "poster", "data", "srcset", "lowsrc", "dynsrc", "action", "formaction")
_LINKING = frozenset(("link", "base", "image", "use", "feimage"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HOST = re.compile(r"(?:^|[\s,;(\"'])(?:[a-z]{2,6}:)?//([^/\\\"'\s>?#),]{1,253})", re.IGNORECASE)
_UNSEEN = re.compile(
    r"display\s?:\s?none|visibility\s?:\s?hidden|mso-hide\s?:\s?all"
    r"|font-size\s?:\s?0(?:px|pt|em|%)?\s?(?:;|!|$)"
    r"|opacity\s?:\s?0(?:\.0*)?\s?(?:;|!|$)"
)
_TIGHT = re.compile(r"margin(?:-bottom)?\s?:\s?0(?:[a-z]{2})?(?:\s?;|\s?$|\s0|\s?!)")
_RULED = re.compile(r"border-top\s?:\s?solid")
_INDENT = re.compile(r"border(?:-left)?\s?:\s?(?:none|medium none|0)")


class Rendered(NamedTuple):
    """What a page shows and what it does not."""

    text: str
    hidden: str
    title: str
    hosts: tuple[str, ...]


class _Open(NamedTuple):
    """An open element: what it changes until it ends."""

    tag: str
    unseen: bool
    quoting: bool
    preformatted: bool


class _Row(NamedTuple):
    """The row of a table that is being written: how much was written before it, and the line it stands on."""

    written: int
    line: int


class Flow:
    """Elements and text in, lines out; every call is constant time but for the text it is given."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._hidden: list[str] = []
        self._title: list[str] = []
        self._hosts: dict[str, None] = {}
        self._open: list[_Open] = []
        self._count: dict[str, int] = {}
        self._pending = _NOTHING
        self._space = self._cell_begins = False
        self._unseen = self._depth = self._shown_depth = self._preformatted = self._dropping = 0
        self._line = 0
        self._lists: list[int] = []
        self._marker = ""
        self._rows: list[_Row] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an element's beginning."""
        if attributes:
            self._note_hosts(tag, attributes)
        if tag == "br":
            self._line_break()
            return
        style = _SPACE.sub(" ", attributes.get("style", "")[:2000]).lower() if attributes else ""
        if tag in _BLOCKS:
            self._block(tag, attributes, style)
        elif tag in ("td", "th"):
            self._cell()
        if tag not in _VOID:
            self._enter(tag, attributes, style)

    def end(self, tag: str) -> None:
        """Take an element's end; one that closes nothing open is passed over."""
        if tag in _VOID or not self._count.get(tag):
            return
        while True:
            last = self._open.pop()
            self._count[last.tag] -= 1
            self._leave(last)
            if last.tag == tag:
                return

    def data(self, text: str) -> None:
        """Take text as it stands between tags."""
        if self._dropping:
            if self._count.get("title") and not self._count.get("svg"):
                self._title.append(text)
        elif self._unseen:
            self._hidden.append(text)
        elif self._preformatted:
            self._as_it_stands(text)
        else:
            self._inline(text)

    def rendered(self) -> Rendered:
        """Give what was read, once all is taken."""
        hidden = " ".join("".join(self._hidden).split())
        title = " ".join("".join(self._title).split())
        return Rendered(tidy("".join(self._out)), hidden, title, tuple(self._hosts))

    def _enter(self, tag: str, attributes: dict[str, str], style: str) -> None:
        unseen = ("hidden" in attributes and tag != "input") or bool(style and _UNSEEN.search(style))
        quoting = tag == "blockquote" and _is_quotation(attributes, style)
        preformatted = tag in _PREFORMATTED or (bool(style) and "white-space:pre" in style.replace(" ", ""))
        self._open.append(_Open(tag, unseen, quoting, preformatted))
        self._count[tag] = self._count.get(tag, 0) + 1
        self._unseen += unseen
        self._preformatted += preformatted
        self._dropping += tag in _DROPPED
        self._depth += quoting
        if tag in _LISTS:
            self._lists.append(_first_number(attributes) if tag == "ol" else 0)
        elif tag == "table":
            self._rows.append(_Row(len(self._out), self._line + 1))

    def _leave(self, last: _Open) -> None:
        self._unseen -= last.unseen
        self._preformatted -= last.preformatted
        self._dropping -= last.tag in _DROPPED
        if last.tag in _BLOCKS:
            self._break(_BLANK if last.tag in _SPACED and last.tag != "p" else _LINE)
        self._depth -= last.quoting
        if last.tag in _LISTS and self._lists:
            self._lists.pop()
        elif last.tag == "li":
            self._marker = ""
        elif last.tag == "table" and self._rows:
            self._rows.pop()
            self._cell_begins = False
            self._break(_LINE)

    def _block(self, tag: str, attributes: dict[str, str], style: str) -> None:
        if tag == "tr":
            self._cell_begins = False
        spaced = tag in _SPACED and not (self._lists and tag in ("ul", "ol", "p"))
        if tag == "p" and ("MsoNormal" in attributes.get("class", "") or _TIGHT.search(style)):
            spaced = False
        self._break(_BLANK if spaced or _RULED.search(style) else _LINE)
        if tag == "hr" and not self._unseen:
            self._write("_" * 32)
            self._break(_LINE)
        elif tag == "li":
            self._marker = self._next_marker()
        elif tag == "tr" and self._rows:
            self._rows[-1] = _Row(len(self._out), self._line + 1)

    def _cell(self) -> None:
        """Separate this cell from the one before: a tab, or a line when that one had several."""
        if not self._rows or len(self._out) == self._rows[-1].written:
            return
        if self._line <= self._rows[-1].line:
            self._pending = _TAB
            self._space = False
            self._cell_begins = True
        else:
            self._break(_LINE)

    def _line_break(self) -> None:
        if not self._unseen:
            self._cell_begins = False
            self._break(_BLANK if self._pending >= _LINE else _LINE)

    def _break(self, kind: int) -> None:
        """Ask for a new line or a blank one before what comes next; a cell's own beginning asks for none."""
        if self._unseen or self._cell_begins:
            return
        self._pending = max(self._pending, kind)
        self._space = False

    def _inline(self, text: str) -> None:
        words = _SPACE.sub(" ", text)
        if words == " " or not words:
            self._space = self._space or bool(words)
            return
        if words[0] == " ":
            self._space = True
        self._write(words.strip(" "))
        self._space = words[-1] == " "

    def _as_it_stands(self, text: str) -> None:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for number, line in enumerate(lines):
            if number:
                self._break(_BLANK if self._pending >= _LINE else _LINE)
            if line:
                self._write(line)

    def _write(self, words: str) -> None:
        """Write words after the break that was asked for, with the marks of the quotations they stand in."""
        depth = min(self._depth, _DEEPEST)
        if not self._out or self._pending >= _LINE:
            if self._out:
                between = min(depth, self._shown_depth)
                self._out.append("\n" + ("> " * between + "\n" if self._pending == _BLANK else ""))
            self._line += 1
            self._out.append("> " * depth + self._marker)
            self._marker = ""
            self._shown_depth = depth
        elif self._pending == _TAB:
            self._out.append("\t")
        elif self._space:
            self._out.append(" ")
        self._out.append(words)
        self._pending = _NOTHING
        self._space = self._cell_begins = False

    def _next_marker(self) -> str:
        indent = "  " * min(max(len(self._lists) - 1, 0), _DEEPEST)
        if not self._lists or not self._lists[-1]:
            return indent + "- "
        self._lists[-1] += 1
        return f"{indent}{self._lists[-1] - 1}. "

    def _note_hosts(self, tag: str, attributes: dict[str, str]) -> None:
        """Note the hosts a browser would call to show this element."""
        for name, value in attributes.items():
            if name in _CALLING or name == "style" or (name in ("href", "xlink:href") and tag in _LINKING):
                for host in _HOST.findall(value[:100_000]):
                    self._hosts[host.rpartition("@")[2].lower()] = None


def tidy(text: str) -> str:
    """Give the lines without spaces at their ends, and never two empty ones together."""
    kept: list[str] = []
    for line in text.replace("\xa0", " ").split("\n"):
        line = line.rstrip()
        if not line.strip("> ") and (not kept or not kept[-1].strip("> ")):
            if kept and len(line) < len(kept[-1]):
                kept[-1] = line
            continue
        kept.append(line)
    while kept and not kept[-1].strip("> "):
        kept.pop()
    return "\n".join(kept)


def _is_quotation(attributes: dict[str, str], style: str) -> bool:
    """Say whether a blockquote holds another's words: mail programs also indent with it."""
    if attributes.get("type", "").lower() == "cite" or "cite" in attributes:
        return True
    return "quote" in attributes.get("class", "").lower() or not _INDENT.search(style)


def _first_number(attributes: dict[str, str]) -> int:
    stated = attributes.get("start", "1").strip()
    return int(stated) if stated.isdecimal() and 0 < len(stated) < 7 and int(stated) else 1
