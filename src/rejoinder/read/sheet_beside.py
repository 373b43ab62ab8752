"""What hangs from a sheet: comments and answers to them, by the row they stand at, and the words in its drawings."""

from __future__ import annotations

import re
from typing import Any

from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import Package, attribute, local
from rejoinder.read.ooxml import Relation, relations
from rejoinder.read.sheet_rows import ON, Around, rich, whole

_ROW = re.compile(r"[A-Za-z]{1,3}(\d{1,7})")
_THREADED = "tc="
"""How the author of a comment begins that only repeats a thread for older programs."""


def hanging(package: Package, part: str, around: Around, marks: Marks) -> list[str]:
    """Put the marks of a sheet's comments to their rows, and give the lines its drawings hold."""
    drawn: list[str] = []
    stated = relations(package, part)
    around.targets = {one.id: one.target for one in stated if one.external and one.kind == "hyperlink"}
    beside = [one for one in stated if not one.external and one.target in package]
    threads = any(one.kind == "threadedcomment" for one in beside)
    for one in beside:
        if one.kind == "comments":
            told = _comments(package.markup(one.target), threads, marks)
        elif one.kind == "threadedcomment":
            told = _threads(package, package.markup(one.target), marks)
        elif one.kind == "drawing":
            drawn += _drawn(package.markup(one.target), relations(package, one.target))
            continue
        else:
            continue
        for cell, line in told:
            found = _ROW.fullmatch(cell)
            around.comments.setdefault(int(found[1]) if found else 0, []).append(line)
    return drawn


def _comments(root: Any, threads: bool, marks: Marks) -> list[tuple[str, str]]:
    """Give each comment's cell and mark."""
    authors = [one.text or "" for one in root.iter("{*}author")]
    told = []
    for comment in root.iter("{*}comment"):
        text = "".join(rich(one) for one in comment if local(one) == "text").strip()
        number = whole(attribute(comment, "authorId"))
        who = authors[number] if 0 <= number < len(authors) else ""
        if text and not (threads and who.startswith(_THREADED)):
            cell = attribute(comment, "ref")
            marks.note("comment", author=who)
            told.append((cell, mark("Comment", text, who, "", cell)))
    return told


def _threads(package: Package, root: Any, marks: Marks) -> list[tuple[str, str]]:
    """Give each comment of a thread, and each answer, with its cell."""
    people: dict[str, str] = {}
    for name in package.names("xl/persons/"):
        people |= {attribute(one, "id"): attribute(one, "displayName") for one in package.markup(name)}
    told = []
    for comment in root:
        text = " ".join(one.text or "" for one in comment if local(one) == "text")
        what = "Reply" if attribute(comment, "parentId") else "Comment"
        what = f"Resolved {what.lower()}" if attribute(comment, "done") in ON else what
        who, date = people.get(attribute(comment, "personId"), ""), attribute(comment, "dT")
        cell = attribute(comment, "ref")
        marks.note("comment", author=who, date=date)
        told.append((cell, mark(what, text, who, date, cell)))
    return told


def _drawn(root: Any, beside: list[Relation]) -> list[str]:
    lines = ["".join(one.text or "" for one in paragraph.iter("{*}t")) for paragraph in root.iter("{*}p")]
    told = dict.fromkeys(attribute(one, "descr").strip() for one in root.iter("{*}cNvPr"))
    links = dict.fromkeys(one.target for one in beside if one.external and one.kind == "hyperlink")
    lines = [line for line in lines if line.strip()] + [mark("Picture, described as", one) for one in told if one]
    return lines + [mark("Link to", address) for address in links]
