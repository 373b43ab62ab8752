"""What Word documents, spreadsheets and presentations (Office Open XML, ECMA-376) have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import NamedTuple

from rejoinder.model import Blob, Problem
from rejoinder.read.emf import file_in_picture, words_of_picture
from rejoinder.read.exif import told_by_photographs
from rejoinder.read.inside import given_on
from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import Package, UnreadableError, attribute, local
from rejoinder.read.ole_packages import unwrapped
from rejoinder.read.reached import Reached, runs

_PICTURED = ("word/media/", "ppt/media/", "xl/media/", "pictures/")
_SEEN = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".wmf", ".svg", ".webp")
_HEARD = (".mp3", ".m4a", ".wav", ".wma", ".mp4", ".m4v", ".mov", ".wmv", ".avi", ".mpg", ".mpeg")
_EMBEDDED = ("oleobject", "package", "afchunk")
_STORED = re.compile(r"customxml/item\d+\.xml")
_CHECKED = re.compile(
    r"(?:word|ppt|xl)/(?!.*(?:/_rels/|/glossary/|worksheets/|pivotcache/|masters/|layouts/))[^:]*\.xml"
)
"""Parts whose runs of text must all have come out."""
_DRAWN = re.compile(r"(?:word|xl|ppt)/(?:diagrams/data|charts/chart(?:ex)?)\d*\.xml")


class Relation(NamedTuple):
    """One part's statement that it uses another."""

    id: str
    kind: str
    """The last word of its type: image, header, comments …"""
    target: str
    """The other part's name; an address when external."""
    external: bool


def relations(package: Package, part: str) -> list[Relation]:
    """Give a part's relations, their targets as part names; none when it states none."""
    folder = PurePosixPath(part).parent
    name = f"{folder}/_rels/{PurePosixPath(part).name}.rels".removeprefix("./")
    if name not in package:
        return []
    found = []
    for element in package.markup(name):
        target, external = attribute(element, "Target"), attribute(element, "TargetMode") == "External"
        kind = attribute(element, "Type").rpartition("/")[2].lower()
        target = target if external else _resolved(folder, target)
        found.append(Relation(attribute(element, "Id"), kind, target, external))
    return found


def _resolved(folder: PurePosixPath, target: str) -> str:
    """Give the part's name a target means, as seen from a folder."""
    steps: list[str] = []
    start = "" if target.startswith("/") else str(folder)
    for step in f"{start}/{target}".replace("\\", "/").split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def main_part(package: Package, otherwise: str) -> str:
    """Give the name of the part a package begins with; the usual one when it does not say."""
    for relation in relations(package, "."):
        if relation.kind == "officedocument" and relation.target in package:
            return relation.target
    return otherwise


def core_part(package: Package) -> str:
    """Give the name of the part in which a package says who made it."""
    stating = (one.target for one in relations(package, ".") if one.kind == "core-properties")
    return next(stating, "docProps/core.xml")


def drawn_words(package: Package) -> list[str]:
    """Give the words of all charts and diagrams."""
    lines: list[str] = []
    for name in package.names():
        if _DRAWN.fullmatch(name):
            try:
                lines += words_drawn(package, name)
            except UnreadableError:
                continue
    return lines


def words_drawn(package: Package, part: str) -> list[str]:
    """Give the words of a chart or diagram, a line for each paragraph, and for each row of values a chart keeps."""
    root = package.markup(part)
    lines = ["".join(one.text or "" for one in each.iter("{*}t")).strip() for each in root.iter("{*}p")]
    kept = root.iter("{*}strCache", "{*}numCache", "{*}strLit", "{*}numLit")
    lines += ["\t".join(one.text or "" for one in values.iter("{*}v")) for values in kept]
    return [line for line in lines if line]


def stored_words(package: Package, marks: Marks) -> Iterator[str]:
    """Give the words of the package's own small stores of XML, which no page need show."""
    for name in package.names("customxml/"):
        if not _STORED.fullmatch(name):
            continue
        try:
            root = package.markup(name)
        except UnreadableError:
            continue
        if local(root) == "DataMashup":
            marks.note("data_connection")
            yield mark("Data connection", "a query (Power Query) in a form that is not read")
            continue
        words = "\n".join(text for text in (" ".join(one.split()) for one in root.itertext()) if text)
        if words:
            marks.note("stored_text")
            yield mark("Stored data", words)


def unread_words(where: str, package: Package, text: str) -> Iterator[Problem]:
    """Give a problem when the package holds runs of text that did not come out."""
    reached = Reached(text)
    threads = bool(package.names("xl/threadedcomments/"))
    for name in package.names():
        if _CHECKED.fullmatch(name) and not (threads and name.startswith("xl/comments")):
            try:
                reached.check(name, runs(package.content(name)))
            except UnreadableError as fault:
                yield Problem(where, f"Its part {name} was not read. {fault.what}", fault.remedy, fault.code, "partial")
    yield from reached.problems(where)


def pictured_words(package: Package) -> list[str]:
    """Give a mark for the words of each picture that is drawn by commands."""
    found = dict.fromkeys(words_of_picture(content) for _, content in _drawings(package))
    return [mark("Picture, words in it", words) for words in found if words]


def _drawings(package: Package) -> Iterator[tuple[str, bytes]]:
    """Give the pictures that are drawn by commands."""
    for name in package.names():
        if name.startswith(_PICTURED) and name.endswith(".emf"):
            try:
                yield name, package.content(name)
            except UnreadableError:
                continue


def pictures(where: str, package: Package, text: str) -> Iterator[Problem]:
    """Give a problem for a file that has pictures and no words, a flag for one that has both."""
    count = sum(name.startswith(_PICTURED) and name.endswith(_SEEN) for name in package.names())
    count += sum(not words_of_picture(content) for _, content in _drawings(package))
    if count and not text.strip():
        remedy = "Print it to PDF, run text recognition (OCR) on that, and add what comes out."
        yield Problem(where, "It has pictures and no words.", remedy, "no_text", "partial")
    else:
        yield from pictured(where, count)
    yield from told_by_photographs(where, b"".join(_photographs(package)))


def pictured(where: str, count: int) -> Iterator[Problem]:
    """Give a flag for so many pictures."""
    if count:
        what = f"It has {count:,} picture{'s' if count > 1 else ''}; words in pictures were not read."
        yield Problem(where, what, "Look at them.", "unread_picture", "flag")


def _photographs(package: Package) -> Iterator[bytes]:
    """Give the head of each photograph in the package, as far as what it says of itself goes."""
    for name in package.names():
        if name.startswith(_PICTURED) and name.endswith(_SEEN):
            try:
                yield package.content(name)[: 1 << 16]
            except UnreadableError:
                continue


def embedded(blob: Blob, package: Package) -> Iterator[Blob | Problem]:
    """Give each file embedded in the package as a blob of its family, then what must be said of them."""
    files = (_taken_out(package, part) for part in _embedded_parts(package))
    carried = ((f"{name}.pdf", file_in_picture(content)) for name, content in _drawings(package))
    yield from given_on(blob, chain(files, (one for one in carried if one[1])))


def _taken_out(package: Package, part: str) -> tuple[str, bytes | None]:
    """Give an embedded file's name and content; None for the content where it cannot be taken out."""
    try:
        name, content = unwrapped(part, package.content(part))
    except UnreadableError:
        return part, None
    return name, content or None


def _embedded_parts(package: Package) -> list[str]:
    """Give the names of the parts that are files of their own."""
    parts = {name: None for name in package.names() if "/embeddings/" in f"/{name}" and "/_rels/" not in name}
    parts |= {name: None for name in package.names() if "/media/" in name and name.endswith(_HEARD)}
    for relation in _all_relations(package):
        if relation.kind in _EMBEDDED and not relation.external and relation.target in package:
            parts[relation.target.lower()] = None
    return list(parts)


def _all_relations(package: Package) -> Iterator[Relation]:
    """Give the relations of all parts that can be read."""
    for name in package.names():
        if name.endswith(".rels"):
            try:
                yield from relations(package, name.replace("_rels/", "").removesuffix(".rels") or ".")
            except UnreadableError:
                continue


def remarks(blob: Blob, package: Package) -> Iterator[Problem]:
    """Give flags for macros and for what the file would fetch from elsewhere."""
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in package.names()):
        yield Problem(blob.name, "It holds macros; they were not run.", "", "macros", "flag")
    fetched = (one for one in _all_relations(package) if one.external and one.kind != "hyperlink")
    outside = dict.fromkeys(one.target[:200] for one in fetched)
    if outside:
        told = ", ".join(list(outside)[:5]) + (" and more" if len(outside) > 5 else "")
        what = f"It would fetch parts of itself from elsewhere: {told}. They were not fetched."
        yield Problem(blob.name, what, "Ask the sender for what is there.", "external_relationship", "flag")
