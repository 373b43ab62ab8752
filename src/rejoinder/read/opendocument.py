"""OpenDocument texts, spreadsheets and presentations (ISO/IEC 26300): their words in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.inside import given_on
from rejoinder.read.limits import COLUMNS, ROWS
from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import Package, UnreadableError, attribute, local, package_of
from rejoinder.read.ooxml import pictures
from rejoinder.read.open_changes import changes_in, earlier_cells, untold
from rejoinder.read.open_numbers import numbers
from rejoinder.read.open_tables import Tables
from rejoinder.read.open_walk import LINES, Walk
from rejoinder.read.reached import Reached
from rejoinder.read.stamps import iso_of_w3c
from rejoinder.read.stated import Properties, property_lines

_KINDS = {"spreadsheet": "sheet", "presentation": "slides", "drawing": "slides"}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".svm", ".wmf", ".emf", ".xml", ".rdf", ".bmp", ".tif")
_AGAIN = "Ask the sender for it again."
_STATED = {
    "creator": "last changed by",
    "creation-date": "created",
    "date": "last changed",
    "printed-by": "last printed by",
    "print-date": "last printed",
    "editing-cycles": "times saved",
    "editing-duration": "time of editing",
    "subject": "subject",
    "keyword": "keywords",
    "description": "comments",
    "generator": "program",
}


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
    marks = Marks()
    changes = changes_in(body)
    walk = Walk(_hiding_styles(content) | _hiding_styles(styles), marks, changes)
    walk.ended = frozenset(attribute(one, "name") for one in content.iter("{*}annotation-end"))
    if local(body[0]) == "text":
        walk.numbers = numbers(body[0], content, *(() if styles is None else (styles,)))
    tables = Tables(walk)
    walk.table = tables.lines
    kind = _KINDS.get(local(body[0]), "word")
    main = _slides(body[0], content, walk) if kind == "slides" else walk.block(body[0])
    rest = [*walk.rest(), *untold(changes, marks, walk.block)]
    rest += [*earlier_cells(body[0], marks)] if kind == "sheet" else []
    header, footer = _around(styles, walk) if styles is not None else ("", "")
    parts = (header, main.strip("\n"), footer, *_objects(package, walk), "\n".join((*rest, *_kept(body, marks))))
    text = "\n\n".join(part for part in parts if part)
    stated = _stated(package)
    whole = stated.under(text)
    yield Document(blob.name, kind, whole, title=stated.title, author=stated.author, date=stated.date)
    yield from pictures(blob.name, package, text)
    yield from _unread(blob.name, tables, body, whole)
    yield from marks.problems(blob.name)
    yield from _remarks(blob, package, content)
    yield from _embedded(blob, package)


def _refuse_encrypted(package: Package) -> None:
    """Raise UnreadableError when the manifest says that parts are encrypted."""
    if "META-INF/manifest.xml" in package:
        content = package.content("META-INF/manifest.xml")
        if b"encryption-data" in content:
            remedy = "Ask the sender for the password, save it without, and add that."
            raise UnreadableError("encrypted", "It is locked with a password.", remedy)


def _stated(package: Package) -> Properties:
    """Give what the file says of itself."""
    if "meta.xml" not in package:
        return Properties()
    try:
        root = package.markup("meta.xml")
    except UnreadableError:
        return Properties()
    found = [(local(one), attribute(one, "name"), " ".join((one.text or "").split())) for meta in root for one in meta]
    said = {name: text for name, _, text in found if text}
    own = [(called or "keyword", text) for name, called, text in found if name == "user-defined"]
    return Properties(
        said.get("title", ""),
        said.get("initial-creator", "") or said.get("creator", ""),
        iso_of_w3c(said.get("date", "")) or iso_of_w3c(said.get("creation-date", "")),
        property_lines([*((label, said.get(name, "")) for name, label in _STATED.items()), *own]),
    )


def _hiding_styles(root: Any | None) -> frozenset[str]:
    """Give the styles whose words, paragraphs or sheets are hidden."""
    if root is None:
        return frozenset()
    return frozenset(
        attribute(style, "name")
        for style in root.iter("{*}style")
        if any(
            (local(one) == "text-properties" and attribute(one, "display") == "none")
            or (local(one) == "table-properties" and attribute(one, "display") == "false")
            for one in style
        )
    )


def _around(styles: Any, walk: Walk) -> tuple[str, str]:
    """Give the headers and the footers, each once."""
    found: dict[str, dict[str, None]] = {"header": {}, "footer": {}}
    for page in styles.iter("{*}master-page"):
        for part in page:
            kind = local(part).partition("-")[0]
            if kind in found:
                found[kind][walk.block(part).strip()] = None
    header, footer = ("\n".join(text for text in found[kind] if text) for kind in ("header", "footer"))
    return header, footer


def _slides(body: Any, content: Any, walk: Walk) -> str:
    """Give the slides in order, each with its number, its words and the notes for its speaker."""
    hiding = {
        attribute(style, "name")
        for style in content.iter("{*}style")
        if any(attribute(one, "visibility") == "hidden" for one in style if local(one) == "drawing-page-properties")
    }
    slides = []
    for number, page in enumerate((one for one in body if local(one) == "page"), 1):
        hidden = attribute(page, "style-name") in hiding
        if hidden:
            walk.marks.note("hidden_slide", place=f"slide {number}")
        notes = [one for one in page if local(one) == "notes"]
        lines = [mark(f"{'Hidden slide' if hidden else 'Slide'} {number}")]
        lines.append(walk.block([one for one in page if local(one) != "notes"]).strip("\n"))
        spoken = "\n".join(walk.block(one).strip("\n") for one in notes)
        if spoken.strip():
            walk.marks.note("speaker_notes", place=f"slide {number}")
            lines.append(mark("Notes", spoken))
        slides.append("\n".join(line for line in lines if line))
    return "\n\n".join(slides)


def _objects(package: Package, walk: Walk) -> Iterator[str]:
    """Give the words of the tables, charts and texts that are parts of the file themselves."""
    for name in package.names("object"):
        if name.endswith("/content.xml"):
            try:
                root = package.markup(name)
            except UnreadableError:
                continue
            text = walk.block(root.iter("{*}body")).strip("\n")
            if text.strip():
                yield mark(f"Embedded {name.partition('/')[0]}", text)


def _kept(body: Any, marks: Marks) -> Iterator[str]:
    """Give the values of variables, and of the fields of forms."""
    for one in body.iter("{*}user-field-decl"):
        if attribute(one, "string-value").strip():
            marks.note("stored_text")
            yield mark(f"Stored variable {attribute(one, 'name')}", attribute(one, "string-value"))
    for forms in body.iter("{*}forms"):
        for field in forms.iter():
            told = dict.fromkeys(attribute(field, name).strip() for name in ("label", "current-value", "value"))
            words = "\n".join(word for word in told if word)
            if local(field) not in ("property", "list-property", "list-value") and words:
                yield mark("Field of a form", words)


def _unread(where: str, tables: Tables, body: Any, text: str) -> Iterator[Problem]:
    """Give what was not read."""
    limits = {"row_limit": f"more than {ROWS:,} rows", "column_limit": f"rows of more than {COLUMNS:,} cells"}
    for code in sorted(tables.past):
        what = f"It has {limits[code]}; those after were not read."
        yield Problem(where, what, "Split it into smaller files and add those.", code, "partial")
    if not tables.past:
        reached = Reached(text)
        lines = (one for one in body.iter(*(f"{{*}}{name}" for name in LINES)))
        reached.check("content.xml", (words for line in lines for words in line.itertext()))
        yield from reached.problems(where)


def _remarks(blob: Blob, package: Package, content: Any) -> Iterator[Problem]:
    """Give flags for macros and for what the file would fetch from elsewhere."""
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
    """Give each embedded file as a blob of its family."""
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
