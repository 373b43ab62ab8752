"""What the documents of a disclosure are called: by their files' names, their titles, and the headings in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rejoinder.find.said_papers import TITLED
from rejoinder.model import MESSAGES, Person
from rejoinder.text import fold

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

HEAD, TAIL = 1_500, 600
"""Characters at the beginning of a page, and at the end of a document, that say what it is and whose."""
HEADS = 60
"""Pages of one document whose beginnings are looked at."""
NOUNS = {
    "report": "report", "assessment": "assessment", "opinion": "opinion", "statement": "statement",
    "witness statement": "statement", "notes": "note", "agenda": "agenda", "minutes": "minute",
}  # fmt: skip
"""What stands in a name or a head of what each noun of a mention means."""
_HEADING = re.compile(
    r"^[^\w\n]{0,4}(?:this\sis\s(?:the\s)?)?(?P<kind>appendix|annexe?|schedule|exhibit|tab)\s{1,3}(?:marked\s)?"
    r"[\"“'‘]?(?P<mark>[a-z]{1,4}\s?[/-]?\s?\d{1,3}|[a-z]|\d{1,3}|[ivx]{1,4})[\"”'’]?"
    r"(?=[ \t]*(?:$|[:.,–—(-]|(?-i:[A-Z])))",
    re.MULTILINE | re.IGNORECASE,
)
_ALONE = re.compile(r"^[^\w\n]{0,4}([A-Z]{1,4})\s?[/-]?\s?(\d{1,3})[^\w\n]{0,4}$", re.MULTILINE)
_NAMED = re.compile(
    r"(?<![a-z])(appendix|annexe?|schedule|exhibit|tab|app|ex)[\s_.#-]{0,3}([a-z]{1,4}[\s_/-]?\d{1,3}|[a-z]|\d{1,3}|[ivx]{1,4})(?![a-z0-9])"
)
_SHORT = {"annexe": "annex", "app": "appendix", "ex": "exhibit"}
_OWN_MARK = re.compile(r"(?<![a-z0-9])([a-z]{1,4})[\s_/-]?(\d{1,3})(?![a-z0-9])")
_SOMEBODY = re.compile(rf"\b{TITLED}")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Titles:
    """The documents of the disclosure by what they are called and whose name stands in them."""

    def __init__(self, shelf: Shelf, people: Iterable[Person]) -> None:
        self._shelf = shelf
        self._asked = {_surname(one.name or one.address) for one in people}
        self.marked: dict[tuple[str, str], list[int]] = defaultdict(list)
        """Documents that bear a mark, or a heading with it; 0 for a file from which none came."""
        self.of_kind: dict[str, list[int]] = defaultdict(list)
        """Documents of which a name or a head says that they are a report, a note …"""
        self._whose: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._surnames = {_surname(author) for (author,) in shelf.rows("SELECT DISTINCT author FROM documents")} - {""}
        self._unnamed: dict[str, set[int]] = defaultdict(set)
        query = (
            "SELECT d.number, d.kind, d.path, d.subject, d.author FROM documents d"
            " JOIN batches b ON b.number = d.batch WHERE b.own = 0"
        )
        for number, kind, path, subject, author in shelf.rows(query):
            self._document(number, f"{path} {subject}", kind in MESSAGES, author)
        for (path,) in shelf.rows(
            "SELECT l.path FROM blobs l JOIN batches b ON b.number = l.batch WHERE b.own = 0 AND l.outcome != 'read'"
        ):
            self._called(0, path)

    def _document(self, number: int, name: str, is_message: bool, author: str) -> None:
        text = self._shelf.text(number)
        for one in _HEADING.finditer(text):
            self.marked[_key(one["kind"], one["mark"])].append(number)
        head = name if is_message else f"{name} {' '.join(self._heads(number, text))}"
        if not is_message:
            for one in _ALONE.finditer(text):
                self.marked["exhibit", _plain(one[1] + one[2])].append(number)
        self._called(number, name, f"{head} {'' if is_message else text[-TAIL:]} {author}")

    def _heads(self, number: int, text: str) -> Iterator[str]:
        starts = self._shelf.rows("SELECT start FROM pages WHERE document = ? ORDER BY number LIMIT ?", number, HEADS)
        for start in sorted({0, *(start for (start,) in starts)}):
            yield text[start : start + HEAD]

    def _called(self, number: int, name: str, said: str = "") -> None:
        low = fold(name.rpartition("/")[2])
        for kind, mark in _NAMED.findall(low):
            self.marked[_key(kind, mark)].append(number)
        for initials, figure in _OWN_MARK.findall(low):
            self.marked["exhibit", _plain(initials + figure)].append(number)
        folded = fold(f"{name} {said}")
        words = set(_WORD.findall(folded))
        for noun in {noun for noun in NOUNS.values() if noun in folded}:
            self.of_kind[noun].append(number)
            for word in words & self._asked:
                self._whose[noun, word].add(number)
            if not words & self._surnames and not _SOMEBODY.search(said):
                self._unnamed[noun].add(number)

    def bears(self, kind: str, mark: str) -> bool:
        """Say whether any document bears this mark, or has a part under such a heading."""
        return bool(self.marked.get((kind, _plain(mark))))

    def has(self, noun: str, authors: Iterable[Person], witness: int) -> bool:
        """Say whether a document of this kind is here that may be of one of these people: any, if nobody is named."""
        kind = NOUNS.get(noun, noun)
        surnames = {_surname(one.name or one.address) for one in authors} - {""}
        if not surnames:
            return any(number != witness for number in self.of_kind.get(kind, ()))
        found = self._unnamed.get(kind, set()).union(*(self._whose.get((kind, one), set()) for one in surnames))
        return bool(found - {witness})

    def others(self, kind: str) -> list[int]:
        """Give the documents that bear another mark of this kind."""
        return sorted({number for (its, _), several in self.marked.items() if its == kind for number in several} - {0})


def _key(kind: str, mark: str) -> tuple[str, str]:
    low = kind.lower()
    return _SHORT.get(low, low), _plain(mark)


def _plain(mark: str) -> str:
    """Give a mark as it is compared: JB/03 is JB3."""
    letters, figures = re.sub(r"[^A-Za-z]", "", mark), re.sub(r"\D", "", mark)
    return letters.upper() + figures.lstrip("0")


def _surname(shown: str) -> str:
    """Give the last word of a name, folded; of an address without a name its part before the at sign."""
    name = shown.partition(" <")[0].partition("@")[0]
    words = _WORD.findall(fold(name))
    return words[-1] if words else ""
