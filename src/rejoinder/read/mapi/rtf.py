"""Rich text: the HTML inside it given back (MS-OXRTFEX), or its words with marks for what they do not show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rejoinder.read.charset import decode
from rejoinder.read.mapi.codepage import codec_of
from rejoinder.read.mapi.rtf_marks import MARKED, Marked, Met, dated
from rejoinder.read.stamps import iso_of_parts


class Unwrapped(NamedTuple):
    """What RTF holds: HTML where HTML was encapsulated, else words."""

    kind: Literal["html", "text"]
    text: str
    marked: str = ""
    """The words, with marks in place for those it does not show; empty where HTML was encapsulated."""
    met: tuple[Met, ...] = ()
    """The marks that were made."""
    objects: str = ""
    """Embedded objects in hexadecimal, each on a line of its own."""
    pictures: int = 0
    title: str = ""
    author: str = ""
    stated: tuple[tuple[str, str], ...] = ()
    """What else it says of itself, by label."""


_TOKEN = re.compile(
    r"\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\(?P<symbol>.)|(?P<brace>[{}])|[\r\n]+|(?P<plain>[^\\{}\r\n]+)|(?P<end>\\)",
    re.DOTALL,
)
# fmt: off
_UNSHOWN = frozenset(
    (
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "listtable", "generator",
        "listoverridetable", "mhtmltag", "pntxta", "pntxtb", "themedata", "datastore", "latentstyles",
        "xmlnstbl", "rsidtbl", "filetbl", "nonesttables", "bkmkstart", "bkmkend", "tc", "xe",
        "listname", "leveltext", "levelnumbers", "template",
    )
)
# fmt: on
_WORDS_AFTER_ALL = {"shptxt": "text", "dptxbxtext": "text", "annotation": "comment", "footnote": "footnote"} | {
    "objdata": "objects",
    "fldinst": "field",
    "revtbl": "revtbl",
    "atnauthor": "atnauthor",
}  # fmt: skip
"""Destinations that are kept, although they may lie within groups that programs skip, and where they go."""
_STATED = {"operator": "last changed by", "company": "company", "manager": "manager", "subject": "subject"} | {
    "keywords": "keywords", "doccomm": "comments", "category": "category"}  # fmt: skip
_TIMES = {"creatim": "created", "revtim": "last changed", "printim": "last printed"}
_FIGURES = ("yr", "mo", "dy", "hr", "min")
_CHARACTERS = {
    "par": "\n",
    "line": "\n",
    "sect": "\n\n",
    "page": "\n\n",
    "row": "\n",
    "nestrow": "\n",
    "cell": "\t",
    "nestcell": "\t",
    "tab": "\t",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "\u2022",
    "endash": "\u2013",
    "emdash": "\u2014",
    "emspace": "\u2003",
    "enspace": "\u2002",
}
_SYMBOLS = {
    "~": "\u00a0",
    "_": "\u2011",
    "-": "\u00ad",
    "\n": "\n",
    "\r": "\n",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
_CHARSETS = {77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258} | {
    177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850}  # fmt: skip
_OPENING = 400
"""Characters of an RTF file within which \\fromhtml or \\fromtext stands (MS-OXRTFEX 2.1.3.1: ten tokens)."""


@dataclass(slots=True)
class _Group:
    """What holds inside one pair of braces."""

    shown: bool = True
    tag: bool = False
    fonts: bool = False
    encapsulated: bool = False
    layer: str = "text"
    """Where its words go: text, or one of the other fields of Unwrapped."""
    alternative: bool = False
    """Whether its words are shown, in place of those beside them, once given in Unicode."""
    skip: int = 1
    codec: str = ""
    revised: bool = False
    who: int = 0
    """Number of the person who changed its words, in the table of those who did."""
    when: int = 0

    def inner(self) -> _Group:
        """Give what holds at the beginning of a group inside this one."""
        return _Group(
            self.shown,
            self.tag,
            self.fonts,
            self.encapsulated,
            self.layer,
            self.alternative,
            self.skip,
            self.codec,
            self.revised,
            self.who,
            self.when,
        )


@dataclass(slots=True)
class _Reading:
    """One pass over an RTF text: where we are, and what has been gathered."""

    html: bool
    codec: str
    group: _Group = field(default_factory=_Group)
    outer: list[_Group] = field(default_factory=list)
    fonts: dict[str, str] = field(default_factory=dict)
    font: str = ""
    pending: bytearray = field(default_factory=bytearray)
    gathered: list[str] = field(default_factory=list)
    layers: dict[str, list[str]] = field(default_factory=dict)
    marked: Marked = field(default_factory=Marked)
    people: list[str] = field(default_factory=list)
    pictures: int = 0
    to_skip: int = 0
    star: bool = False
    fresh: bool = False
    """Whether a group has just begun, where alone a star says that what follows may be skipped."""
    resume: int = 0

    def flush(self) -> None:
        """Decode the bytes gathered so far in the code page that held for them."""
        if self.pending:
            self._write(decode(bytes(self.pending), self.group.codec or self.codec)[0])
            self.pending.clear()

    def put(self, text: str) -> None:
        """Take characters whose code page is not in question."""
        if self.group.shown and not self.group.encapsulated:
            self.flush()
            self._write(text)

    def put_bytes(self, run: bytes) -> None:
        """Take bytes, less those that stand in for a \\u character before them."""
        skipped = min(self.to_skip, len(run))
        self.to_skip -= skipped
        if self.group.shown and not self.group.encapsulated:
            self.pending += run[skipped:]

    def _write(self, text: str) -> None:
        if self.html and not self.group.tag:
            text = text.replace("&", "&amp;").replace("<", "&lt;")
        layer = self.group.layer
        if layer == "text" or self.html:
            self.gathered.append(text)
            self.marked.show(text)
            if self.group.revised:
                self.marked.hang("inserted", text, *self._signed())
        elif layer in MARKED:
            self.marked.hang(layer, text, *self._signed())
        else:
            self.layers.setdefault(self.group.layer, []).append(text)

    def _signed(self) -> tuple[str, str]:
        """Give by whom and when the words of this group were changed or noted."""
        if self.group.layer == "comment":
            return "".join(self.layers.get("atnauthor", ())).strip(), ""
        if self.group.layer not in ("deleted", "text"):
            return "", ""
        if not self.people:
            self.people = "".join(self.layers.get("revtbl", ())).replace("\n", "").split(";")
        who = self.people[self.group.who] if 0 < self.group.who < len(self.people) else ""
        return who.strip(), dated(self.group.when)


def unwrapped(rtf: bytes) -> Unwrapped:
    """Give the HTML an RTF text encapsulates, or else its words, in one pass."""
    source = rtf.decode("latin-1")
    html = "\\fromhtml" in source[:_OPENING]
    reading = _Reading(html=html, codec="cp1252")
    while token := _TOKEN.match(source, reading.resume):
        reading.resume = token.end()
        match token.lastgroup:
            case "brace":
                _brace(reading, token["brace"])
            case "word" | "number":
                _word(reading, token["word"], token["number"], len(source))
            case "symbol":
                _symbol(reading, token["symbol"])
            case "hex":
                reading.put_bytes(bytes((int(token["hex"], 16),)))
            case "plain":
                reading.star = reading.fresh = False
                reading.put_bytes(token["plain"].encode("latin-1"))
    reading.flush()
    layers = {layer: _whole(words).strip() for layer, words in reading.layers.items() if layer not in _TIMES}
    marked = "" if html else _whole([reading.marked.whole()])
    times = [(label, iso_of_parts(reading.layers.get(name, ())[:5], "")) for name, label in _TIMES.items()]
    return Unwrapped(
        "html" if html else "text",
        _whole(reading.gathered),
        marked,
        tuple(reading.marked.met),
        layers.get("objects", ""),
        reading.pictures,
        layers.get("title", ""),
        layers.get("author", ""),
        tuple((label, layers.get(name, "")) for name, label in _STATED.items()) + tuple(times),
    )


def _whole(words: list[str]) -> str:
    """Give the words as one text; halves of characters that stood in two control words are joined."""
    text = "".join(words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\x00", "")


def _brace(reading: _Reading, brace: str) -> None:
    reading.flush()
    reading.star = False
    reading.to_skip = 0
    reading.fresh = brace == "{"
    if brace == "{":
        reading.outer.append(reading.group)
        reading.group = reading.group.inner()
    elif reading.outer:
        reading.group = reading.outer.pop()


def _symbol(reading: _Reading, symbol: str) -> None:
    if symbol == "*":
        reading.star = reading.fresh
    elif symbol in _SYMBOLS:
        reading.put(_SYMBOLS[symbol])


def _word(reading: _Reading, word: str, number: str | None, size: int) -> None:
    star, reading.star = reading.star and word not in _LOOKS, False
    reading.fresh = False
    group = reading.group
    if word in _CHARACTERS:
        reading.put(_CHARACTERS[word])
    elif number is not None and word in ("u", "uc", "bin", "ansicpg", "f", "fcharset"):
        _numbered(reading, word, int(number), size)
    elif number is not None and (word in _FIGURES or word in _REVISIONS):
        _changed(reading, word, int(number))
    elif word in ("title", "author", *_STATED) and not group.shown:
        group.shown, group.layer = True, word
        reading.layers.pop(word, None)
    elif star or word in _UNSHOWN or word in _WORDS_AFTER_ALL or word in _TIMES or word == "upr":
        _destination(reading, word)
    elif word in ("v", "deleted", "plain", "revised"):
        _layer(reading, word, number)
    elif word == "htmlrtf":
        reading.flush()
        group.encapsulated = number != "0"


def _destination(reading: _Reading, word: str) -> None:
    """Take the beginning of a group whose words go elsewhere than into the running text, or nowhere."""
    group = reading.group
    reading.flush()
    if word == "htmltag":
        group.tag = True
    elif word in _TIMES:
        group.shown, group.layer = False, word
        reading.layers.pop(word, None)
    elif word in _WORDS_AFTER_ALL:
        if word == "atnauthor":
            reading.layers.pop(word, None)
        group.shown, group.layer = True, _WORDS_AFTER_ALL[word]
        reading.put("\n")
    elif word == "upr":
        group.shown, group.alternative = False, group.shown
    elif word == "ud":
        group.shown = group.alternative
    else:
        group.shown = False
        group.fonts = word == "fonttbl"
        reading.pictures += word == "pict"


def _layer(reading: _Reading, word: str, number: str | None) -> None:
    """Take a change between words that are shown, hidden and deleted."""
    reading.flush()
    group = reading.group
    if word in ("revised", "plain"):
        group.revised = word == "revised" and number != "0"
    if word == "revised":
        return
    layer = {"v": "hidden", "deleted": "deleted"}.get(word, "text")
    if layer == "text" or number == "0":
        group.layer = "text" if group.layer in ("hidden", "deleted") else group.layer
    elif group.layer == "text":
        group.layer = layer


_LOOKS = ("cs", "ts", "ds")
"""Styles of characters, tables and sections, which some programs star although words follow them."""
_REVISIONS = ("revauth", "revauthdel", "revdttm", "revdttmdel")


def _changed(reading: _Reading, word: str, number: int) -> None:
    """Take who changed words and when, or one figure of a date."""
    reading.flush()
    group = reading.group
    if word in ("revauth", "revauthdel"):
        group.who = number
    elif word in _REVISIONS:
        group.when = number & 0xFFFFFFFF
    elif group.layer in _TIMES:
        reading.layers.setdefault(group.layer, []).append(f"{number:02}")


def _numbered(reading: _Reading, word: str, number: int, size: int) -> None:
    group = reading.group
    if word == "u":
        reading.put(chr(number % 0x10000))
        reading.to_skip = group.skip
    elif word == "uc":
        group.skip = min(max(number, 0), 8)
    elif word == "bin":
        if 0 < number <= size - reading.resume:
            reading.resume += number
    elif word == "ansicpg":
        reading.codec = codec_of(number) or reading.codec
    elif word == "f":
        reading.flush()
        reading.font = str(number)
        if not group.fonts:
            group.codec = reading.fonts.get(reading.font, "")
    elif word == "fcharset" and group.fonts and number in _CHARSETS:
        reading.fonts[reading.font] = codec_of(_CHARSETS[number])
