"""OpenDocument texts, spreadsheets and presentations (ISO/IEC 26300): their words in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.inside import given_on
from rejoinder.read.layers import Layers, signed
from rejoinder.read.limits import COLUMNS, ROWS
from rejoinder.read.markup import Package, UnreadableError, attribute, local, package_of
from rejoinder.read.ooxml import only_pictures
from rejoinder.read.stamps import iso_of_w3c

_KINDS = {"spreadsheet": "sheet", "presentation": "slides", "drawing": "slides"}
_LINES = frozenset(("p", "h"))
_SKIPPED = frozenset(
    (*("tracked-changes", "forms", "scripts"), *("sequence-decls", "variable-decls", "event-listeners"))
)
COPIES = 1 << 25
"""Characters that repeated rows and cells of one file may add."""
_GAP = 20
"""Empty cells in a row that are kept as tabs; more of them are so many."""
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".svm", ".wmf", ".emf", ".xml", ".rdf", ".bmp", ".tif")
_AGAIN = "Ask the sender for it again."


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the document, the files embedded in it, and what must be said of it."""
    try:
        package = package_of(blob)
        _refuse_encrypted(package)
        content = package.markup("content.xml")
        body = next(content.iter("{*}body"), None)
        if body is None or not len(body):
            raise UnreadableError("office_structure", "It has no body.", _AGAIN)
        styles = package.markup("styles.xml") if "styles.xml" in package else None
    except UnreadableError as fault:
        yield fault.problem(blob.name)
        return
    walk = _Walk(_hiding_styles(content) | (_hiding_styles(styles) if styles is not None else frozenset()))
    _deletions(body, walk)
    main = walk.block(body[0])
    around = _around(styles, walk) if styles is not None else ("", "")
    shown = "\n\n".join(part for part in (around[0], main.strip("\n"), around[1]) if part)
    text = walk.layers.text(shown)
    stated = _stated(package)
    yield Document(
        path=blob.name,
        kind=_KINDS.get(local(body[0]), "word"),
        text=text,
        title=stated.get("title", ""),
        author=stated.get("initial-creator", "") or stated.get("creator", ""),
        date=iso_of_w3c(stated.get("date", "")) or iso_of_w3c(stated.get("creation-date", "")),
    )
    yield from only_pictures(blob, package, text)
    yield from _remarks(blob, package, content, walk)
    yield from _embedded(blob, package)


def _refuse_encrypted(package: Package) -> None:
    """Raise UnreadableError when the manifest says that parts are encrypted."""
    if "META-INF/manifest.xml" in package:
        content = package.content("META-INF/manifest.xml")
        if b"encryption-data" in content:
            remedy = "Ask the sender for the password, save it without, and add that."
            raise UnreadableError("encrypted", "It is locked with a password.", remedy)


def _stated(package: Package) -> dict[str, str]:
    """Give what the file says of itself, by the name of the statement."""
    if "meta.xml" not in package:
        return {}
    try:
        root = package.markup("meta.xml")
    except UnreadableError:
        return {}
    return {local(one): " ".join((one.text or "").split()) for meta in root for one in meta if one.text}


def _hiding_styles(root: Any) -> frozenset[str]:
    """Give the text styles whose words are hidden."""
    return frozenset(
        attribute(style, "name")
        for style in root.iter("{*}style")
        if any(local(one) == "text-properties" and attribute(one, "display") == "none" for one in style)
    )


def _around(styles: Any, walk: _Walk) -> tuple[str, str]:
    """Give the headers and the footers, each once."""
    found: dict[str, dict[str, None]] = {"header": {}, "footer": {}}
    for page in styles.iter("{*}master-page"):
        for part in page:
            kind = local(part).partition("-")[0]
            if kind in found:
                found[kind][walk.block(part).strip()] = None
    header, footer = ("\n".join(text for text in found[kind] if text) for kind in ("header", "footer"))
    return header, footer


def _deletions(body: Any, walk: _Walk) -> None:
    """Put the words that tracked changes took out into their layer."""
    for region in body.iter("{*}changed-region"):
        for change in region:
            if local(change) == "deletion":
                text = walk.block(change).strip("\n")
                who = {local(one): one.text or "" for one in change.iter("{*}creator", "{*}date")}
                if text.strip():
                    walk.layers.deleted.append(signed(who.get("creator", ""), who.get("date", "")) + text)
            elif local(change) == "insertion":
                walk.layers.inserted = True


class _Walk:
    """A walk through the elements of a document, in reading order."""

    def __init__(self, hiding: frozenset[str]) -> None:
        self.layers = Layers()
        self.past: set[str] = set()
        self.hidden: dict[str, None] = {}
        self._rows_left = ROWS
        self._copies_left = COPIES
        self._hiding = hiding
        self._verbs: dict[str, Callable[[Any], str]] = {
            "s": lambda element: " " * min(1000, _count(element, "c")),
            "tab": lambda _: "\t",
            "line-break": lambda _: "\n",
            "note": self._note,
            "annotation": self._comment,
            "hidden-text": self._hide,
            "hidden-paragraph": self._hide,
            "change-info": lambda _: "",
            "desc": lambda _: "",
            "p": lambda element: f"\n{self._line(element)}",
            "h": lambda element: f"\n{self._line(element)}",
            "table": lambda element: f"\n{self.block([element])}",
        }

    def block(self, root: Any) -> str:
        """Give the paragraphs and tables within an element, each on lines of its own."""
        lines: list[str] = []
        for child in root:
            name = local(child)
            if name in _LINES:
                lines.append(self._line(child))
            elif name == "table":
                lines += self._table(child)
            elif name in ("annotation", "note"):
                self._verbs[name](child)
            elif name and name not in _SKIPPED and name != "change-info" and (within := self.block(child)):
                lines.append(within)
        return "\n".join(lines)

    def _line(self, element: Any) -> str:
        text = self._inline(element)
        if attribute(element, "style-name") in self._hiding:
            self._keep(text)
            return ""
        return text.strip("\n")

    def _inline(self, element: Any) -> str:
        parts = [element.text or ""]
        for child in element:
            name = local(child)
            verb = self._verbs.get(name)
            if verb:
                parts.append(verb(child))
            elif name and name not in _SKIPPED:
                text = self._inline(child)
                if attribute(child, "style-name") in self._hiding:
                    self._keep(text)
                else:
                    parts.append(text)
            parts.append(child.tail or "")
        return "".join(parts)

    def _table(self, table: Any) -> Iterator[str]:
        name = attribute(table, "name")
        if self._is_sheet(table):
            yield name
            if attribute(table, "style-name") in self._hiding or attribute(table, "display") == "false":
                self.hidden[name] = None
        for row in table.iter("{*}table-row"):
            if next(row.iterancestors("{*}table")) is not table:
                continue
            if self._rows_left <= 0:
                self.past.add("row_limit")
                return
            text = self._row(row)
            if attribute(row, "visibility") in ("collapse", "filter") and text.strip():
                self.hidden[name] = None
            times = self._copies(row, "number-rows-repeated", text, "row_limit") if text.strip() else 1
            for _ in range(min(times, self._rows_left)):
                self._rows_left -= 1
                yield text

    def _is_sheet(self, table: Any) -> bool:
        above = table.getparent()
        return above is not None and local(above) == "spreadsheet"

    def _row(self, row: Any) -> str:
        cells: list[str] = []
        empty = 0
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            text = self.block(cell).strip("\n")
            if not text:
                empty += _count(cell, "number-columns-repeated")
                continue
            times = self._copies(cell, "number-columns-repeated", text, "column_limit")
            cells += [""] * min(empty, _GAP)
            empty = 0
            for _ in range(times):
                if len(cells) >= COLUMNS:
                    self.past.add("column_limit")
                    return "\t".join(cells)
                cells.append(text)
        return "\t".join(cells)

    def _copies(self, element: Any, name: str, text: str, code: str) -> int:
        """Give how often a row or cell stands, as far as its copies are not too many words together."""
        stated = _count(element, name)
        times = min(stated, 1 + self._copies_left // (len(text) + 1))
        if times < stated:
            self.past.add(code)
        self._copies_left -= (times - 1) * (len(text) + 1)
        return times

    def _note(self, element: Any) -> str:
        kind = "Endnote" if attribute(element, "note-class") == "endnote" else "Footnote"
        number = "".join("".join(one.itertext()) for one in element if local(one) == "note-citation")
        text = "\n".join(self.block(one) for one in element if local(one) == "note-body").strip()
        if text:
            self.layers.notes.append(f"{kind} {number}: {text}")
        return ""

    def _comment(self, element: Any) -> str:
        who = {local(one): one.text or "" for one in element if local(one) in ("creator", "date")}
        text = self.block([one for one in element if local(one) in (*_LINES, "list")]).strip()
        if text:
            self.layers.comments.append(signed(who.get("creator", ""), who.get("date", "")) + text)
        return ""

    def _hide(self, element: Any) -> str:
        self._keep(attribute(element, "string-value") or self._inline(element))
        return ""

    def _keep(self, text: str) -> None:
        if text.strip():
            self.layers.hidden.append(text)


def _count(element: Any, name: str) -> int:
    """Give how often an element says it stands; once when it does not say."""
    stated = attribute(element, name)
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 10 else 1


def _remarks(blob: Blob, package: Package, content: Any, walk: _Walk) -> Iterator[Problem]:
    """Give what was not read, then flags."""
    limits = {"row_limit": f"more than {ROWS:,} rows", "column_limit": f"rows of more than {COLUMNS:,} cells"}
    for code in sorted(walk.past):
        what = f"It has {limits[code]}; those after were not read."
        yield Problem(blob.name, what, "Split it into smaller files and add those.", code, "partial")
    yield from walk.layers.remarks(blob.name)
    if walk.hidden:
        told = ", ".join(list(walk.hidden)[:5])
        what = f"It has hidden sheets or rows, whose words are in the text: {told}."
        yield Problem(blob.name, what, "", "hidden_sheet", "flag")
    if package.names("basic/") or package.names("scripts/"):
        yield Problem(blob.name, "It holds macros; they were not run.", "", "macros", "flag")
    outside = {
        attribute(one, "href")[:200]: None
        for one in content.iter("{*}image", "{*}object", "{*}section-source", "{*}object-ole", "{*}plugin")
        if "://" in attribute(one, "href") or attribute(one, "href").startswith("//")
    }
    if outside:
        told = ", ".join(list(outside)[:5])
        what = f"It would fetch parts of itself from elsewhere: {told}. They were not fetched."
        yield Problem(blob.name, what, "Ask the sender for what is there.", "external_relationship", "flag")


def _embedded(blob: Blob, package: Package) -> Iterator[Blob | Problem]:
    """Give each embedded file as a blob of its family, and the words of each embedded drawing or table."""
    yield from given_on(blob, ((part, _taken_out(package, part)) for part in package.names() if _is_file(part)))


def _is_file(part: str) -> bool:
    """Say whether a part of the package is a file of its own, and no picture of one."""
    own = part.rpartition("/")[2]
    return own.startswith("object") and not own.endswith(_PICTURES) and not part.startswith("objectreplacements/")


def _taken_out(package: Package, part: str) -> bytes | None:
    try:
        return package.content(part)
    except UnreadableError:
        return None
