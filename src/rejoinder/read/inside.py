"""Files inside a document, given on as its family."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rejoinder.model import INSIDE, Blob, Problem
from rejoinder.read.limits import MESSAGES
from rejoinder.read.names import MemberNames

SHOWN = 5
"""Names shown of those inside."""


def given_on(
    blob: Blob, files: Iterable[tuple[str, bytes | None]], names: MemberNames | None = None
) -> Iterator[Blob | Problem]:
    """Give each file inside as a blob of the document's family, then what must be said of them.

    Each file is its name and its content, None where it could not be taken out; names are those given already.
    """
    names = names or MemberNames()
    given: list[str] = []
    missed: list[str] = []
    for name, content in files:
        safe = names.safe(name or "unnamed")
        if content is None or blob.depth >= MESSAGES:
            missed.append(safe)
            continue
        given.append(safe)
        yield Blob(f"{blob.name}{INSIDE}{safe}", content, "", blob.name, blob.depth + 1, gaps=blob.gaps)
    if given:
        yield Problem(blob.name, f"It has files inside: {_listed(given)}.", "", "embedded_file", "flag")
    if missed:
        what = f"Files inside could not be taken out: {_listed(missed)}."
        remedy = "Open it in its own program, save what is inside by hand, and add that."
        yield Problem(blob.name, what, remedy, "embedded_unread", "partial")


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:SHOWN])}{' and more' if len(names) > SHOWN else ''}"
