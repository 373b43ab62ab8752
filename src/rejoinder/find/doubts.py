"""Which of our own problems may explain that a document is not here: until those files are read, nobody can tell.

A file that was not read explains an absence where it may be, or may hold, the very document: by its name, by its kind,
and only where there is room in it. What can hold but few beside all that is here explains nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.keys import name_key
from rejoinder.model import INSIDE, Finding, Problem
from rejoinder.text import fold
from rejoinder.thread import base_subject

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

STORES = frozenset(("mbox", "pst", "tnef", "zip", "tar", "gzip", "export"))
"""Formats of files that hold several others."""
STORE_ENDINGS = ("pst", "ost", "mbox", "mbx", "zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "xz", "olm", "nsf")
HELD_IN_STORES = frozenset(
    ("absent-message", "absent-attachment", "absent-document", "absent-counterpart", "absent-note")
)
ON_PAPER = frozenset(("absent-message", "absent-document", "absent-note"))
NO_WORDS = ("no_text", "no_text_layer")
"""Codes of files with pages that are pictures without words."""
CUT = frozenset(("archive_corrupt", "archive_member_count", "mbox_corrupt"))
"""Codes of files of which nobody knows how much was not read."""
SMALLEST = 1_024
"""Bytes that a message or a file takes in a store, packed."""
SHARE = 0.05
"""Of the messages that are here, how many a file must have room for to explain absences by its kind alone."""
MOST = 5
"""Problems that one finding is told to wait for."""


class _Doubt(NamedTuple):
    """A problem of the disclosure, and by what it may explain an absence."""

    problem: Problem
    name: str
    """As file names are compared."""
    stem: str
    """What the file is called without its ending, as subjects are compared."""
    kinds: frozenset[str]
    """Kinds of finding that it may explain whatever it is called."""


class Doubts:
    """The problems of a disclosure that may explain absences, those by name found by name."""

    def __init__(self, shelf: Shelf) -> None:
        self._always: list[_Doubt] = []
        self._named: dict[str, list[_Doubt]] = {}
        self._titled: dict[str, list[_Doubt]] = {}
        for doubt in _doubts(shelf):
            if doubt.kinds:
                self._always.append(doubt)
            if doubt.name:
                self._named.setdefault(doubt.name, []).append(doubt)
            if doubt.stem:
                self._titled.setdefault(doubt.stem, []).append(doubt)

    def about(self, finding: Finding) -> tuple[Problem, ...]:
        """Give the problems that may explain a finding, those by name first."""
        if finding.closed_by or finding.kind not in HELD_IN_STORES:
            return ()
        absent = finding.absent
        found = list(self._named.get(name_key(absent.file_name), ())) if absent.file_name else []
        if absent.file_name:
            found += self._titled.get(_stem(absent.file_name), ())
        elif finding.kind == "absent-message" and absent.subject:
            found += self._titled.get(_title(absent.subject), ())
        found += [doubt for doubt in self._always if finding.kind in doubt.kinds]
        return tuple(dict.fromkeys(doubt.problem for doubt in found))[:MOST]


def _doubts(shelf: Shelf) -> Iterator[_Doubt]:
    """Give every problem of the disclosure for which something was not read."""
    messages, printed = next(
        shelf.rows(
            "SELECT count(*), count(*) FILTER (WHERE d.kind = 'page-message') FROM documents d"
            " JOIN batches b ON b.number = d.batch WHERE b.own = 0 AND d.kind IN ('email', 'page-message')"
        )
    )
    least = SHARE * messages
    query = (
        "SELECT p.path, p.what, p.remedy, p.code, p.weight, l.format, l.size, l.parent FROM problems p"
        " JOIN batches b ON b.number = p.batch JOIN blobs l ON l.batch = p.batch AND l.path = p.path"
        " WHERE b.own = 0 AND p.weight IN ('partial', 'refused') ORDER BY p.batch, p.path, p.rowid"
    )
    scans = _pages_of_scans(shelf)
    for *told, format_, size, parent in shelf.rows(query):
        problem = Problem(*told)
        refused = problem.weight == "refused"
        kinds = frozenset[str]()
        if _is_store(problem, format_) and size / SMALLEST >= max(1, least):
            kinds = HELD_IN_STORES
        elif problem.code in NO_WORDS and not parent and scans >= max(1, least):
            kinds = ON_PAPER if printed or not messages else frozenset(("absent-document", "absent-note"))
        if refused or kinds or problem.code in NO_WORDS:
            yield _Doubt(problem, name_key(_called(problem.where)), _stem(_called(problem.where)), kinds)


def _is_store(problem: Problem, format_: str) -> bool:
    """Say whether what was not read may be several files: all of a store, or nobody knows how much of it."""
    ending = _called(problem.where).rpartition(".")[2].lower()
    if problem.weight == "refused":
        return format_ in STORES or ending in STORE_ENDINGS
    inside = (f".{one}" in problem.what.lower() for one in STORE_ENDINGS)
    return format_ in STORES and (problem.code in CUT or any(inside))


def _pages_of_scans(shelf: Shelf) -> int:
    """Give how many pages of the disclosure, in files of their own, are pictures without words."""
    codes = ", ".join(f"'{code}'" for code in NO_WORDS)
    query = (
        "SELECT count(*) FROM documents d JOIN batches b ON b.number = d.batch JOIN pages g ON g.document = d.number"
        " WHERE b.own = 0 AND d.parent = '' AND g.start = g.end AND g.confidence IS NULL AND EXISTS"
        f" (SELECT 1 FROM problems p WHERE p.batch = d.batch AND p.path = d.path AND p.code IN ({codes}))"
    )
    return int(next(shelf.rows(query))[0])


def _called(path: str) -> str:
    return path.rpartition(INSIDE)[2].rpartition("/")[2]


def _stem(name: str) -> str:
    return _title(name.rpartition(".")[0] or name)


def _title(words: str) -> str:
    """Give words as a file's name may hold them: without reply marks, and letters and digits alone."""
    plain = "".join(c for c in fold(base_subject(words)) if c.isalnum())
    return plain if len(plain) >= 4 else ""
