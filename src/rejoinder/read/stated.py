"""What an Office file says of itself: who made it, who changed it last, how long they worked on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rejoinder.read.marks import mark
from rejoinder.read.markup import Package, UnreadableError, attribute, local
from rejoinder.read.stamps import iso_of_w3c

LONGEST = 2_000
"""Characters of one property that are kept."""
MOST = 200
"""Properties that are kept."""
_CORE = {
    "lastModifiedBy": "last changed by",
    "created": "created",
    "modified": "last changed",
    "lastPrinted": "last printed",
    "revision": "times saved",
    "subject": "subject",
    "keywords": "keywords",
    "category": "category",
    "description": "comments",
    "contentStatus": "status",
    "version": "version",
}
_APP = {
    "Company": "company",
    "Manager": "manager",
    "Template": "template",
    "TotalTime": "minutes of editing",
    "Application": "program",
    "HyperlinkBase": "base of links",
}


class Properties(NamedTuple):
    """What a file says of itself."""

    title: str = ""
    author: str = ""
    date: str = ""
    """That of the last saving, when its words became these."""
    lines: tuple[str, ...] = ()
    """Everything else it says of itself, a mark for each."""

    def under(self, text: str) -> str:
        """Give a document's text with these lines under it."""
        return "\n\n".join(part for part in (text, "\n".join(self.lines)) if part)


def property_lines(told: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Give a mark for each property that says something, by its label."""
    said = ((label, " ".join(value.split())) for label, value in told)
    kept = (mark(f"Property, {label}", value[:LONGEST]) for label, value in said if value and value != "0")
    return tuple(kept)[:MOST]


def properties(package: Package, core: str) -> Properties:
    """Give what a package says of itself; core is its part with the chief of it."""
    stated = _texts(package, core)
    app = _texts(package, "docProps/app.xml")
    told = [(label, stated.get(name, "")) for name, label in _CORE.items()]
    told += [(label, app.get(name, "")) for name, label in _APP.items() if not _is_ours(app.get(name, ""))]
    return Properties(
        stated.get("title", ""),
        stated.get("creator", ""),
        iso_of_w3c(stated.get("modified", "")) or iso_of_w3c(stated.get("created", "")),
        property_lines((*told, *_custom(package))),
    )


def _is_ours(program: str) -> bool:
    """Say whether a file was written by the program with which old files are made new: it says nothing of them."""
    return program.startswith("LibreOffice")


def _texts(package: Package, part: str) -> dict[str, str]:
    """Give the text of each element below a part's root; none where it cannot be read."""
    if part not in package:
        return {}
    try:
        return {local(one): " ".join((one.text or "").split()) for one in package.markup(part)}
    except UnreadableError:
        return {}


def _custom(package: Package) -> list[tuple[str, str]]:
    """Give the properties that people or programs added."""
    if "docProps/custom.xml" not in package:
        return []
    try:
        root = package.markup("docProps/custom.xml")
    except UnreadableError:
        return []
    return [(attribute(one, "name"), " ".join(one.itertext())) for one in root]
